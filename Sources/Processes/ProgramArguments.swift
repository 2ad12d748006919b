import CProcesses

/// The command line of this process.
///
/// As the loader has it: the standard library reads /proc on Linux, where there may be none, and a program that sees no arguments does what
/// nobody asked for.
public enum ProgramArguments {
    /// The words, the program's own name first, each as its bytes without the NUL at the end; empty where they cannot be found out.
    public static var bytes: [[UInt8]] {
        let (count, words) = (Int(program_argument_count()), program_arguments())
        guard let words, count > 0 else { return CommandLine.arguments.map { Array($0.utf8) } }
        return (0..<count).map { index in
            guard let word = words[index] else { return [] }
            return UnsafeBufferPointer(start: word, count: length(word)).map { UInt8(bitPattern: $0) }
        }
    }

    /// The words as text; bytes that are no UTF-8 are replaced.
    public static var words: [String] { bytes.map { String(decoding: $0, as: UTF8.self) } }

    /// From now on the second word is the program's name. A file of several programs does so when it starts the one that its first argument names.
    public static func dropProgramName() { drop_program_name() }

    private static func length(_ word: UnsafePointer<CChar>) -> Int {
        var length = 0
        while word[length] != 0 { length += 1 }
        return length
    }
}
