import Datasets
import Foundation
import Testing

@Suite struct SignalTableTests {
    private func table(_ text: String) throws -> SignalTable { try SignalTable(csv: Array(text.utf8), source: "d.csv") }

    @Test func whatIsGeneratedIsReadAsTheSameDatasetFromBothKindsOfFile() throws {
        let made = try DatasetFilesTests.small { $0.samples = 100 }
        try withTemporaryFolder { folder in
            try made.writeCSV(to: "\(folder)/d.CSV")
            try made.archive.write(to: "\(folder)/d.npz")
            #expect(try Dataset(contentsOf: "\(folder)/d.CSV") == made.dataset)
            #expect(try SignalFile(contentsOf: "\(folder)/d.CSV") == SignalFile(contentsOf: "\(folder)/d.npz"))
        }
    }

    @Test func aTableOfAnotherProgramIsRead() throws {
        let text = "\u{FEFF}\"a\", Label,b\r\n1,3.0,-2e0\r\n\r\n \"0.5\" ,0,4\r\n"
        let dataset = try Dataset(table(text), source: "d.csv")
        #expect(dataset.train.features == [1, -2, 0.5, 4] && dataset.train.labels == [3, 0])
        #expect(dataset.classCount == 4 && dataset.length == 2 && dataset.test.count == 0)
    }

    @Test func partsAreReadInAnyOrder() throws {
        let dataset = try Dataset(table("x,split,label\n1,test,15\n2,TRAIN,0\n3,test,1"), source: "d.csv")
        #expect(dataset.train.features == [2] && dataset.test.features == [1, 3])
        #expect(dataset.test.labels == [15, 1] && dataset.classCount == 16)
    }

    @Test func signalsWithoutLabelsAreThereToBePredicted() throws {
        try withTemporaryFolder { folder in
            try Data("x0,x1\n1,2\n3,4\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/d.csv"))
            let x = NPYArray(shape: [2, 2], elements: .float32([1, 2, 3, 4]))
            try NPZArchive([.init("x", x)]).write(to: "\(folder)/d.npz")
            let file = try SignalFile(contentsOf: "\(folder)/d.csv")
            #expect(try SignalFile(contentsOf: "\(folder)/d.npz") == file)
            #expect(file.train.features == [1, 2, 3, 4] && file.train.labels == nil && file.test.count == 0)
            #expect(
                message { _ = try Dataset(contentsOf: "\(folder)/d.csv") }
                    == "\(folder)/d.csv: expected a column named label with the classes of the signals, found none")
        }
    }

    @Test(arguments: [
        ("", "d.csv: is empty; expected a line that names the columns"),
        ("label,split\n1,test\n", "d.csv: expected columns with the points of the signals, found \"label\", \"split\""),
        ("1,2,3\n4,5,6\n", "d.csv, row 1: expected the names of the columns, such as x0,x1,label, found numbers"),
        (",x0,label\n0,1,1\n", "d.csv, row 1: column 1 has no name; row numbers are no points of a signal (pandas: index=False)"),
        ("x,x,label\n", "d.csv, row 1: the column \"x\" comes twice"),
        ("x0,label\n1,2\n1\n", "d.csv, row 3: expected 2 fields as in the first line, found 1"),
        ("x0,label\n\nseven,2\n", "d.csv, row 3, \"x0\": expected a finite number, found \"seven\""),
        ("x0,label\n0\0garbage,2\n", "d.csv, row 2, \"x0\": expected a finite number, found \"0?garbage\""),
        (
            "x0,label\n0,2\0x\n",
            "d.csv, row 2, \"label\": expected a label, a whole number from 0 to 9999, found \"2?x\""
        ),
        ("x0,label\nnan,2\n", "d.csv, row 2, \"x0\": expected a finite number, found \"nan\""),
        ("x0,label\n1e39,2\n", "d.csv, row 2, \"x0\": expected a finite number, found \"1e39\""),
        ("x0,label\n1,2.5\n", "d.csv, row 2, \"label\": expected a label, a whole number from 0 to 9999, found \"2.5\""),
        ("x0,label\n1,-1\n", "d.csv, row 2, \"label\": expected a label, a whole number from 0 to 9999, found \"-1\""),
        ("x0,label,split\n1,1,valid\n", "d.csv, row 2, \"split\": expected train or test, found \"valid\""),
        ("x0,label,split\n1,1,test\n", "d.csv: expected at least one row to train on, found none"),
        ("x0\u{7},label\n?,1\n", "d.csv, row 2, \"x0?\": expected a finite number, found \"?\""),
    ])
    func aTableThatIsNoDatasetIsRefusedInOneLine(text: String, expected: String) {
        #expect(message { _ = try Dataset(table(text), source: "d.csv") } == expected)
    }
}
