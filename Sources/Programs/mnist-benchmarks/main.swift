import MNISTBenchmarksExperiment

experiment.main()
