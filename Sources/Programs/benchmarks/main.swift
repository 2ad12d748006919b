import BenchmarksExperiment

experiment.main()
