import ArgumentParser
import Artifact
import Datasets
import NeuralNetworks

// What several experiments ask of the libraries' types: one conformance for all, since one process runs them all.

/// Parameters of MNIST-1D, as in `--set dataset.shearScale=0.5`.
extension MNIST1DConfiguration: Parameters {}

/// A model by its name, as in `--models mlp cnn`.
extension SignalClassifier: ExpressibleByArgument {}

/// Sizes of the paper's classifiers, as in `--set network.hidden=50`.
extension SignalClassifier.Sizes: Parameters {}

/// Sizes of the networks with pooling.
extension PoolingNetwork.Sizes: Parameters {}
