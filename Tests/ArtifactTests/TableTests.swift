import Artifact
import Testing

@Suite struct TableTests {
    private enum Model: String, Codable { case mlp, cnn }
    private struct Row: Codable, Equatable {
        var model: Model
        var step: Int
        var accuracy: Double
        var loss: Float
        var best: Bool
        var note: String?
        var limit: Double?
    }
    private let rows = [
        Row(model: .mlp, step: 250, accuracy: 0.1, loss: 0.1, best: true, note: "a, \"b\"\r\nc"),
        Row(model: .cnn, step: -1, accuracy: -0.0, loss: .infinity, best: false, note: nil, limit: .leastNonzeroMagnitude),
    ]

    @Test func rowsAreWrittenInTheOrderOfTheirProperties() throws {
        #expect(
            CSV.text(try Table(rows)) == """
                model,step,accuracy,loss,best,note,limit
                mlp,250,0.1,0.1,true,"a, ""b""\r\nc",
                cnn,-1,-0.0,inf,false,,5e-324

                """)
    }

    @Test func rowsAreReadBackToTheBit() throws {
        let table = try CSV.table(CSV.text(Table(rows)))
        #expect(try table == Table(rows))
        let read = try table.values(as: Row.self)
        #expect(read == rows)
        #expect(read[1].accuracy.sign == .minus)
    }

    @Test func notANumberHasNoSign() throws {
        struct Number: Codable { var x: Double }
        let table = try Table([Number(x: .nan), Number(x: -.nan), Number(x: -.infinity)])
        #expect(CSV.text(table) == "x\nnan\nnan\n-inf\n")
        let read = try table.values(as: Number.self)
        #expect(read[0].x.isNaN && read[1].x.isNaN && read[2].x == -.infinity)
    }

    @Test func whatIsNoFieldIsRefused() {
        struct Deep: Codable { var values: [Double] = [1] }
        struct Deeper: Codable { var inner = Deep() }
        #expect(throws: ArtifactError("column values: a Array<Double> does not fit in a field of a table")) {
            try Table([Deep()])
        }
        #expect(throws: ArtifactError("column inner: a Deep does not fit in a field of a table")) {
            try Table([Deeper()])
        }
        #expect(throws: ArtifactError("a table of Deep needs at least one row")) { try Table([Deep]()) }
    }

    @Test(arguments: [
        ("step\n1.5\n", "t.csv, row 2, column step: \"1.5\" is not a whole number"),
        ("step\n1\n\"\"\n", "t.csv, row 3, column step: \"\" is not a whole number"),
        ("stepp\n1\n", "t.csv, row 2: there is no column step"),
        ("step,x\n1\n", "t.csv, row 2: has 1 fields; the header has 2"),
        ("", "t.csv: is empty; expected a header line"),
        ("step\n\"1\n", "t.csv, row 2: a quote is not closed"),
        ("step\n0\0garbage\n", "t.csv, row 2: expected text, found the control character U+0000"),
        ("step\n\"a\u{1B}[2J\"\n", "t.csv, row 2: expected text, found the control character U+001B"),
        ("step\n\"1\"2\n", "t.csv, row 2: text after a closing quote"),
    ]) func whatIsWrongIsNamed(text: String, message: String) {
        struct Step: Codable { var step: Int }
        #expect(throws: ArtifactError(message)) {
            try CSV.table(text, source: "t.csv").values(as: Step.self, source: "t.csv")
        }
    }

    @Test func othersFilesAreReadToo() throws {
        let table = try CSV.table("a,b\r\n\"x\"\"\",\r\n\r\n1,\"\n\"")
        #expect(table.columns == ["a", "b"])
        #expect(table.rows == [["x\"", ""], ["1", "\n"]])
        var single = Table(columns: ["a"])
        single.append([""])
        #expect(try CSV.table(CSV.text(single)) == single)
    }

    @Test func wholeNumbersOfAnySizeMayBeAbsent() throws {
        struct Numbers: Codable, Equatable {
            var a: Int8?, b: Int16?, c: Int32?, d: Int64?
            var e: UInt?, f: UInt8?, g: UInt16?, h: UInt32?, i: UInt64?
        }
        let rows = [Numbers(), Numbers(a: -1, b: -2, c: -3, d: .min, e: 4, f: 5, g: 6, h: 7, i: .max)]
        let text = CSV.text(try Table(rows))
        #expect(text == "a,b,c,d,e,f,g,h,i\n,,,,,,,,\n-1,-2,-3,-9223372036854775808,4,5,6,7,18446744073709551615\n")
        #expect(try CSV.table(text).values(as: Numbers.self) == rows)
    }
}
