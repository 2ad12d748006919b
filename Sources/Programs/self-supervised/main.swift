import SelfSupervisedExperiment

experiment.main()
