import Artifact
import Testing

@Suite struct PrintedTableTests {
    private var table: PrintedTable {
        var table = PrintedTable(header: ["Model", "Accuracy (%)"])
        table.append(["MLP", "68.0 ± 1.2"])
        table.append(["a|b_c", "9"])
        return table
    }

    @Test func markdown() {
        #expect(
            table.markdown == """
                | Model  | Accuracy (%) |
                | :----- | -----------: |
                | MLP    |   68.0 ± 1.2 |
                | a\\|b_c |            9 |

                """)
    }

    @Test func aHyphenBeforeANumberIsAMinusSign() {
        var table = PrintedTable(header: ["a-b", "36-60"])
        table.append(["-0.5 [-1.0, -0.1]", "n-5 (-2)"])
        #expect(table.markdown.hasSuffix("| −0.5 [−1.0, −0.1] | n-5 (−2) |\n") && table.markdown.contains(" 36-60 |"))
        #expect(table.latex.contains("$-$0.5 [$-$1.0, $-$0.1] & n-5 ($-$2)"))
    }

    @Test func aTableWithoutRowsAndWordsIsATable() {
        #expect(PrintedTable(header: ["n", ""]).markdown == "| n  |    |\n| :- | -: |\n")
    }

    @Test func latex() {
        #expect(
            table.latex == #"""
                \begin{tabular}{lr}
                \toprule
                Model & Accuracy (\%) \\
                \midrule
                MLP & 68.0 $\pm$ 1.2 \\
                a|b\_c & 9 \\
                \bottomrule
                \end{tabular}

                """#)
    }

    @Test(arguments: [
        (94.25, 1, "94.3"), (0.285, 2, "0.29"), (-0.5, 0, "-1"), (0.49, 0, "0"), (-0.04, 1, "0.0"), (9.996, 2, "10.00"),
        (99.95, 1, "100.0"), (1e21, 0, "1.00e21"), (-3.4e38, 1, "-3.40e38"), (1.5e-7, 3, "0.000"), (1.5e-7, 7, "0.0000002"),
        (0, 2, "0.00"), (-0.0, 1, "0.0"), (123456.789, 2, "123456.79"), (5, 1, "5.0"), (0.05, 1, "0.1"),
        (.nan, 1, "nan"), (-.infinity, 1, "-inf"), (1e-300, 2, "0.00"), (0.00999, 2, "0.01"), (12345678.9, 0, "12345679"),
        (1e15, 1, "1.00e15"), (999_999_999_999_999, 0, "999999999999999"), (1.5e15, 0, "1.50e15"),
    ]) func fixedDecimals(value: Double, decimals: Int, text: String) {
        #expect(fixed(value, decimals: decimals) == text)
    }

    /// Nothing of a text acts in TeX, in HTML or on the table.
    @Test func whatIsTextStaysText() {
        #expect(latexEscaped("\\input{/etc/passwd}") == "\\textbackslash{}input\\{/etc/passwd\\}")
        // A backslash and an accent are one character.
        #expect(latexEscaped("\\\u{301}input") == "\\textbackslash{}\u{301}input")
        #expect(latexEscaped("a\u{0}\n\nb%") == "a   b\\%")
        var table = PrintedTable(header: ["a"])
        table.append(["1|2\n<script>x < y</script>"])
        #expect(table.markdown.contains("| 1\\|2 \\<script>x < y\\</script> |"))
        #expect(table.markdown.split(separator: "\n").count == 3)
    }
}
