import DatasetDifficultyExperiment

experiment.main()
