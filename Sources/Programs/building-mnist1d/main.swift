import BuildingMNIST1DExperiment

experiment.main()
