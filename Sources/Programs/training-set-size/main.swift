import TrainingSetSizeExperiment

experiment.main()
