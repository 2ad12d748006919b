import MNIST1DCommand

MNIST1DTool.main()
