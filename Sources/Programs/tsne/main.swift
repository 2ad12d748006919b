import TSNEExperiment

experiment.main()
