import MetalearnLearningRateExperiment

experiment.main()
