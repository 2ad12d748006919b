import ArchitecturesExperiment

experiment.main()
