/// The losses of the authors' Figure 4, read off their own vector graphics (`deep_double_descent.pdf` in their repository,
/// github.com/greydanus/mnist1d), to about 1e-4 of the axis.
enum AuthorsFigure4 {
    struct Point {
        let network: Network
        let parameters: Int
        let trainLoss: Double
        let testLoss: Double
    }

    static let points: [Point] = table.split(separator: "\n").dropFirst().map { line in
        let fields = line.split(separator: ",")
        return Point(
            network: fields[0] == "CNN" ? .convolutional : .oneHiddenLayer, parameters: Int(fields[1])!,
            trainLoss: Double(fields[2])!, testLoss: Double(fields[3])!)
    }

    static func point(_ network: Network, parameters: Int) -> Point? {
        points.first { $0.network == network && $0.parameters == parameters }
    }

    /// The landmarks of their curve by our definitions.
    static func curve(_ network: Network) -> DescentCurve {
        let own = points.filter { $0.network == network }
        return DescentCurve(
            own.map { DescentCurve.Point(parameters: $0.parameters, trainLoss: $0.trainLoss, testLoss: $0.testLoss) },
            loss: .negativeLogLikelihood, outputs: 10)
    }

    private static let table = """
        model,parameters,trainLoss,testLoss
        MLP,520,1.09973,1.14283
        MLP,1030,0.936052,1.05874
        MLP,1540,0.788495,0.975307
        MLP,2050,0.708838,0.976625
        MLP,2560,0.630743,0.982788
        MLP,3580,0.491149,1.08847
        MLP,4600,0.356461,1.19803
        MLP,5620,0.259638,1.35673
        MLP,6640,0.183329,1.43886
        MLP,7660,0.11079,1.53366
        MLP,8680,0.0795862,1.60357
        MLP,9700,0.0542232,1.70014
        MLP,10720,0.0457664,1.53873
        MLP,11740,0.0463131,1.44999
        MLP,12760,0.0364609,1.4472
        MLP,13780,0.0458239,1.34337
        MLP,14800,0.0445718,1.23234
        MLP,15820,0.0432837,1.19432
        MLP,16840,0.0480605,1.17131
        MLP,17860,0.0417828,1.14868
        MLP,18880,0.0527636,1.09038
        MLP,19900,0.0452559,1.10296
        MLP,20920,0.0474212,1.1064
        MLP,21940,0.0588125,1.04742
        CNN,450,0.953396,0.989563
        CNN,1190,0.58086,0.636441
        CNN,3570,0.156536,0.292758
        CNN,5210,0.102052,0.275881
        CNN,7150,0.0687674,0.236521
        CNN,8458,0.0327009,0.257515
        CNN,9390,0.0338434,0.252556
        CNN,10370,0.0301631,0.290475
        CNN,11398,0.0251065,0.246839
        CNN,11930,0.019589,0.248338
        CNN,13030,0.031985,0.250843
        CNN,14770,0.0171455,0.263419
        CNN,15990,0.0105882,0.226969
        CNN,17910,0.00932832,0.255275
        CNN,19938,0.0108736,0.258617
        CNN,21350,0.0108239,0.250547
        CNN,25090,0.00823878,0.250684
        CNN,29130,0.00677767,0.266342
        """
}
