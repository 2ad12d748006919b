import Foundation

/// Which input is being read, for the message of a crash.
enum Crash {
    nonisolated(unsafe) fileprivate static var reader = 0
    nonisolated(unsafe) fileprivate static var number = 0

    static func note(_ reader: Reader, _ number: Int) {
        self.reader = Reader.allCases.firstIndex(of: reader)!
        self.number = number
    }
}

/// Before a crash ends the process, says in one line which input it was.
///
/// The message is written digit by digit: a process that crashed must not allocate.
func reportCrashes() {
    for signalNumber in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE] {
        signal(signalNumber) { signalNumber in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { text in
                var length = 0
                func put(_ word: StaticString) {
                    for index in 0..<word.utf8CodeUnitCount {
                        text[length] = word.utf8Start[index]
                        length += 1
                    }
                }
                func put(_ number: Int) {
                    if number >= 10 { put(number / 10) }
                    text[length] = UInt8(48 + number % 10)
                    length += 1
                }
                put("fuzz: crashed, reader ")
                put(Crash.reader)
                put(", input ")
                put(Crash.number)
                put("\n")
                write(2, text.baseAddress!, length)
            }
            signal(signalNumber, SIG_DFL)
            raise(signalNumber)
        }
    }
}
