import Artifact
import AtomicFiles
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// `mnist1d train`: one model, trained and evaluated.
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train a model and print how it does.",
        discussion: """
            With its defaults this is the training of the paper: Adam at rate 0.01, batches of 100 in \
            order, 6000 steps. Weights start as PyTorch's do for the same seed.

            --losses writes step and train_loss, the loss of the step's batch before the update; --history \
            writes loss and accuracy on all training, test and validation examples at each evaluation. A training \
            that diverges ends with status 3; both files hold what it did until then.

            --save writes the parameters by PyTorch's names, for load_state_dict, and mnist1d predict and evaluate. \
            --resume keeps the state of the training in a file and goes on from it: the same command again, after \
            it was ended or with more --steps, gives the same bits as if it had never stopped.

            MODELS: logistic, mlp (with a residual), cnn and gru are the paper's. plain-mlp has any number of hidden layers, \
            residual-mlp blocks of a layer, resnet, tcn and dilated-cnn are convolutional networks whose scores are linear in the mean over \
            all positions, transformer reads points. Each has the size options that name it.

            EXAMPLES:
              mnist1d train --model cnn
              mnist1d train --model mlp --hidden-size 500 --shuffle-positions 42 --losses l.csv
              mnist1d train --model gru --data d.csv --learning-rate 0.005 --history h.csv
              mnist1d train --model cnn --channels 10 --optimizer sgd --momentum 0.9 --loss mse
              mnist1d train --model plain-mlp --layers 4 --normalization batch --initializer kaiming-uniform --shuffle
              mnist1d train --model transformer --optimizer adamw --learning-rate 0.003 --schedule cosine --warm-up 100
              mnist1d train --model cnn --validation-split 0.2 --early-stopping 5 --save m.safetensors
            """)

    @Option(help: "The model.")
    var model: SignalArchitecture

    @OptionGroup(title: "Sizes of the model") var sizes: SizeOptions

    @Option(help: "What the weights of linear layers and convolutions begin with; biases then begin with 0, except by default.")
    var initializer = InitializerName.standard

    @Option(help: "A .npz or .csv file as mnist1d generate writes it, or the authors' .pkl file. (default: the dataset of the paper)")
    var data: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Put the points of all signals into the order of NumPy's permutation of this seed.",
            valueName: "seed"))
    var shufflePositions: Int?

    @Option(
        parsing: .unconditional,
        help: "The part of the training labels to draw anew from all classes, from 0 to 1; before a validation split.")
    var labelNoise = 0.0

    @Option(
        parsing: .unconditional,
        help: "The part of the training examples, drawn at random, to validate on instead of training, from 0 to below 1.")
    var validationSplit = 0.0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Stop after so many evaluations in a row without a higher validation accuracy, and take the model of the highest.",
            valueName: "evaluations"))
    var earlyStopping: Int?

    @OptionGroup(title: "Optimizer") var optimizer: OptimizerOptions

    @Option(help: "The loss: nll of the softmax, or mse from one-hot targets.")
    var loss = Loss.negativeLogLikelihood

    @Option(parsing: .unconditional, help: "Examples per step.")
    var batchSize = 100

    @Flag(help: "Put the training examples into another order in each epoch, which the seed decides, instead of their own.")
    var shuffle = false

    @Option(parsing: .unconditional, help: "Training steps.")
    var steps = 6000

    @Option(parsing: .unconditional, help: "Seed of the initial weights, of label noise and of the validation split.")
    var seed = 42

    @Option(
        parsing: .unconditional,
        help: "Steps between evaluations, besides those before the first step and after the last; 0: only those.")
    var evaluationInterval = 250

    @Option(help: "The CSV file to write each step's loss to.")
    var losses: String?

    @Option(help: "The CSV file to write each evaluation to.")
    var history: String?

    @Option(help: "The file to write the trained model to; its name ends in .npz or .safetensors.")
    var save: String?

    @Option(help: "The file that keeps the state of the training; if it exists, training goes on from it.")
    var resume: String?

    @Flag(help: "Print the result as JSON.")
    var json = false

    func validate() throws {
        _ = try sizes.sizes(of: model)
        try requireOption((0...1).contains(labelNoise), "--label-noise", labelNoise, "give a number from 0 to 1")
        try requireOption(
            (0..<1).contains(validationSplit), "--validation-split", validationSplit, "give a number from 0 to below 1")
        if let earlyStopping {
            try requireOption(
                (1...1_000_000).contains(earlyStopping), "--early-stopping", earlyStopping, "give a number from 1 to 1000000")
            try requireOption(validationSplit > 0, "--early-stopping", earlyStopping, "needs --validation-split")
            try requireOption(evaluationInterval > 0, "--early-stopping", earlyStopping, "needs an --evaluation-interval above 0")
        }
        try requireOption(
            (1...1_000_000).contains(batchSize), "--batch-size", batchSize, "give a number from 1 to 1000000")
        try requireOption(
            (1...1_000_000_000).contains(steps), "--steps", steps, "give a number from 1 to 1000000000")
        try optimizer.check(steps: steps)
        try requireOption(
            (0...1_000_000_000).contains(evaluationInterval), "--evaluation-interval", evaluationInterval,
            "give a number from 0 to 1000000000")
        try requireOption(seed >= 0, "--seed", seed, "give a number of at least 0")
        if let shufflePositions {
            try requireOption(
                UInt32(exactly: shufflePositions) != nil, "--shuffle-positions", shufflePositions,
                "give a number from 0 to \(UInt32.max)")
        }
        try checkNameOfTable("--losses", losses, taken: [data, save])
        try checkNameOfTable("--history", history, taken: [data, save])
        if let save {
            try requireOption(
                ModelFile.endings.contains(where: save.lowercased().hasSuffix), "--save", save,
                "give a name that ends in .npz or .safetensors")
        }
    }

    func run() throws {
        // Whether they can be written is known before the training rather than after it.
        var outputs = OutputSet(inputs: data.map { [("--data", $0)] } ?? [])
        let lossFile = try losses.map { try outputs.open($0, as: "--losses") }
        let historyFile = try history.map { try outputs.open($0, as: "--history") }
        let modelFile = try save.map { try outputs.open($0, as: "--save") }
        let stateFile = try resume.map { try outputs.open($0, as: "--resume") }
        let examples = try TrainingExamples(self)
        let architecture = try architecture(of: examples)
        let (trainer, parameterCount) = try trainer(architecture, examples)
        let course = try TrainingCourse(self, trainer, examples, state: stateFile)
        let failure = try course.run()
        var files: [(OutputFile, [UInt8])] = []
        if let lossFile { files.append((lossFile, Array(CSV.text(course.lossTable).utf8))) }
        if let historyFile { files.append((historyFile, Array(CSV.text(try course.historyTable).utf8))) }
        if let modelFile, let save, failure == nil {
            let metadata = architecture.metadata.merging(["steps": "\(trainer.stepCount)"]) { $1 }
            files.append((modelFile, try ModelFile(trainer.stateDictionary, metadata: metadata).bytes(for: save)))
        }
        try OutputFile.write(files.map { (file: $0, bytes: $1) })
        if let failure { throw StatusError(failure, status: 3) }
        let report = TrainingReport(course, architecture, parameters: parameterCount)
        print(json ? try CanonicalJSON.encode(report) : report.text)
    }

    private func architecture(of examples: TrainingExamples) throws -> Architecture {
        let architecture = Architecture(
            model, try sizes.sizes(of: model), length: examples.length, classes: examples.classes,
            shuffledPositions: shufflePositions.map { UInt32($0) })
        if let problem = architecture.problem { throw ArtifactError("--model \(model.rawValue): \(problem)") }
        let (count, order) = (examples.train.count, order(TorchGenerator(seed: 0)))
        if model.needsPairs(architecture.sizes), order.hasBatchOfOne(count: count, batchSize: batchSize) {
            throw ArtifactError(
                "--batch-size \(batchSize): makes a batch of one of the \(count) training examples, which batch normalization cannot train on; give another size"
            )
        }
        return architecture
    }

    private func order(_ generator: TorchGenerator) -> BatchOrder { shuffle ? .shuffledEachEpoch(generator) : .inOrder }

    private func trainer(_ architecture: Architecture, _ examples: TrainingExamples) throws -> (Trainer, parameterCount: Int) {
        // Weights, then the orders of epochs, from one stream, as a script of PyTorch draws them.
        var generator = TorchGenerator(seed: UInt64(seed))
        let model = try initializer(architecture.model(&generator), &generator)
        let random = TorchGenerator(seed: UInt64(seed), stream: "dropout")
        let trainer = try Trainer(
            model, optimizer: optimizer.rule(steps: steps), loss: loss, examples: examples.train, classCount: examples.classes,
            batchSize: batchSize, order: order(generator),
            random: model.dropouts.isEmpty ? nil : random)
        return (trainer, model.parameterCount)
    }
}

extension Loss: ExpressibleByArgument {}
