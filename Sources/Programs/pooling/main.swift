import PoolingExperiment

experiment.main()
