import Datasets
import Foundation
import Testing

@Suite struct DatasetFilesTests {
    static func small(_ change: (inout MNIST1DConfiguration) -> Void = { _ in }) throws -> MNIST1DDataset {
        var configuration = MNIST1DConfiguration()
        configuration.samples = 20
        configuration.finalLength = 3
        change(&configuration)
        return try MNIST1DDataset(configuration)
    }

    @Test func aGeneratedFileIsReadAsTheSameDataset() throws {
        let made = try Self.small()
        try withTemporaryFolder { folder in
            try made.archive.write(to: "\(folder)/d.npz")
            #expect(try Dataset(contentsOf: "\(folder)/d.npz") == made.dataset)
        }
    }

    @Test func aTableHoldsEveryValueExactly() throws {
        let made = try Self.small()
        try withTemporaryFolder { folder in
            try made.writeCSV(to: "\(folder)/d.csv")
            let text = try String(contentsOfFile: "\(folder)/d.csv", encoding: .utf8)
            let rows = text.split(separator: "\n").map { $0.split(separator: ",") }
            #expect(rows[0] == ["x0", "x1", "x2", "label", "split"])
            #expect(rows.count == 21 && rows.allSatisfy { $0.count == 5 })
            let values = rows.dropFirst().flatMap { $0.prefix(3).map { Double($0) } }
            #expect(values == made.x + made.xTest)
            #expect(rows.dropFirst().map { Int32($0[3]) } == made.y + made.yTest)
            #expect(rows[1...16].allSatisfy { $0[4] == "train" })
            #expect(rows[17...].allSatisfy { $0[4] == "test" })
        }
    }

    static let x = NPYArray(shape: [2, 3], elements: .float64([1, 2, 3, 4, 5, 6]))
    static let y = NPYArray(shape: [2], elements: .uint8([0, 3]))

    static let refused: [(entries: [NPZArchive.Entry], message: String)] = [
        ([], "d.npz: expected an array named x, found none"),
        ([.init("x", x), .init("z", y)], "d.npz: expected an array named y, found x, z"),
        (
            [.init("x", y), .init("y", y)],
            "d.npz, x: expected signals of shape (examples, points), found the shape [2]"
        ),
        (
            [.init("x", x), .init("y", NPYArray(shape: [3], elements: .int32([1, 2, 3])))],
            "d.npz, y: expected 2 labels, one per example, found the shape [3]"
        ),
        (
            [.init("x", x), .init("y", NPYArray(shape: [2], elements: .int64([1, -1])))],
            "d.npz, y: expected labels, whole numbers from 0 to 9999, found -1 at example 1"
        ),
        (
            [.init("x", x), .init("y", NPYArray(shape: [2], elements: .float64([1, 0.5])))],
            "d.npz, y: expected labels, whole numbers from 0 to 9999, found 0.5 at example 1"
        ),
        (
            [.init("x", x), .init("y", NPYArray(shape: [2, 3], elements: .float32([0, 1, 0, 0, 0, 1])))],
            "d.npz, y: expected 2 labels, one per example, found the shape [2, 3]; the classes of one-hot rows are y.argmax(1)"
        ),
        (
            [.init("x", NPYArray(shape: [1, 2], elements: .float32([0, .nan]))), .init("y", y)],
            "d.npz, x: expected finite numbers, found nan in example 0"
        ),
        (
            [
                .init("x", x), .init("y", y), .init("y_test", y),
                .init("x_test", NPYArray(shape: [2, 2], elements: .float64([1, 2, 3, 4]))),
            ], "d.npz, x_test: expected signals of 3 points as in x, found 2"
        ),
        (
            [
                .init("x", NPYArray(shape: [0, 3], elements: .float64([]))), .init("x_test", x),
                .init("y", NPYArray(shape: [0], elements: .int64([]))), .init("y_test", y),
            ], "d.npz, x: expected at least one training example, found none"
        ),
    ]

    @Test(arguments: refused.indices)
    func arraysThatAreNoDatasetAreNamed(_ index: Int) {
        let (entries, expected) = Self.refused[index]
        #expect(message { _ = try Dataset(NPZArchive(entries), source: "d.npz") } == expected)
    }

    @Test func classesWithoutExamplesAreSaid() {
        func note(_ train: [Int32], _ test: [Int32], _ classes: Int) -> String? {
            func part(_ labels: [Int32]) -> Examples { Examples(features: labels.map { Float($0) }, labels: labels, length: 1) }
            return Dataset(train: part(train), test: part(test), classCount: classes).noteOnClasses
        }
        #expect(note([0, 1, 2], [2, 1, 0], 3) == nil && note([0, 1], [], 2) == nil)
        #expect(
            note([1, 500, 900], [], 901)
                == "898 of 901 classes have no examples to train on, the first is 0; classes are counted from 0 up to the highest label")
        #expect(
            note([0, 1, 2], [0, 2], 3) == "class 1 of 3 has no examples to test on; classes are counted from 0 up to the highest label")
    }

    @Test func classesAreCountedUpToTheHighestLabel() throws {
        let archive = NPZArchive([
            .init("x", Self.x), .init("y", Self.y), .init("x_test", Self.x), .init("y_test", Self.y),
        ])
        let dataset = try Dataset(archive, source: "d.npz")
        #expect(dataset.classCount == 4 && dataset.train.labels == [0, 3])
        #expect(dataset.test.features == [1, 2, 3, 4, 5, 6])
    }
}
