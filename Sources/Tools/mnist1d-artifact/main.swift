import Artifact
import ArtifactCommand
import MNIST1DCommand

MultiCallProgram.main(["mnist1d": { MNIST1DTool.main() }, "artifact": { ArtifactCommand.main() }], experiments: allExperiments)
