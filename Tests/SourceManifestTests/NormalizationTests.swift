import SourceManifest
import Testing

@Suite struct NormalizationTests {
    private func normalized(_ source: String) -> String { String(decoding: Normalization.swift(Array(source.utf8)), as: UTF8.self) }

    /// Each pair is the same code.
    @Test(arguments: [
        ("let a = 1 // one", "let a = 1"),
        ("/* a /* nested */ comment */let a = 1", "let a = 1"),
        ("/// Docs.\nfunc f(\n    a: Int,\n    b: Int,\n) {\n}\n", "func f(a: Int, b: Int) {}"),
        ("x\n    .map { $0 }\n    .filter(f)", "x.map { $0 }.filter(f)"),
        ("a\n    + b", "a + b"),
        ("let s = \"a // b\" // c", "let s = \"a // b\""),
    ]) func whatTheCompilerPassesOverIsNothing(a: String, b: String) {
        #expect(normalized(a) == normalized(b))
    }

    /// Each pair is different code.
    @Test(arguments: [
        ("let a = 1", "let a = 2"),
        ("a - b", "a -b"),
        ("let s = \"a  b\"", "let s = \"a b\""),
        ("let s = \"// a\"", "let s = \"// b\""),
        ("let s = \"\\(f(\")\")) // a\"", "let s = \"\\(f(\")\")) // b\""),
        ("let s = #\"\\\"// a\"#", "let s = #\"\\\"// b\"#"),
        ("let s = \"\"\"\n    // a\n    \"\"\"", "let s = \"\"\"\n    // b\n    \"\"\""),
        ("f\n(a)", "f(a)"),
        ("return x", "returnx"),
    ]) func whatIsCodeCounts(a: String, b: String) {
        #expect(normalized(a) != normalized(b))
    }

    @Test func linesOfCStay() {
        let source = "// a\n#define A  1 /* one */\n\n\nint f(void);\n"
        #expect(String(decoding: Normalization.c(Array(source.utf8)), as: UTF8.self) == "#define A 1\nint f(void);\n")
    }
}
