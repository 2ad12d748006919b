import LotteryTicketsExperiment

experiment.main()
