import MetalearnActivationExperiment

experiment.main()
