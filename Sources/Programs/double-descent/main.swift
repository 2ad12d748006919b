import DoubleDescentExperiment

experiment.main()
