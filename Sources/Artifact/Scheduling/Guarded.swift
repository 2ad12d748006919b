import Processes

typealias Guarded = Processes.Guarded
