import Artifact
import ArgumentParser
import AtomicFiles
import Foundation

/// Feeds damaged files to each reader, which must either read them or refuse them in one line that names the file.
///
/// Input number `i` depends on `i` alone, so a failure is repeated by `--reader NAME --first i --inputs 1`. A crash prints the
/// number too.
@main
struct Fuzz: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz", abstract: "Feed damaged files to the readers of files.", version: packageVersion)

    @Option(help: "Damaged inputs for each reader.")
    var inputs = 1_000_000

    @Option(help: "Only this reader. (default: all of them)")
    var reader: Reader?

    @Option(help: "The number of the first input.")
    var first = 0

    @Option(help: "Write the first input to this file.")
    var save: String?

    @Option(help: "Also write the results to this file, as a Markdown table.")
    var table: String?

    func validate() throws {
        guard inputs > 0 else { throw ValidationError("--inputs \(inputs): give a number above 0") }
        guard first >= 0 else { throw ValidationError("--first \(first): give a number of at least 0") }
        guard first <= Int.max - inputs else { throw ValidationError("--first \(first): give a number of at most \(Int.max - inputs)") }
    }

    func run() throws {
        let table = try table.map { try OutputFile($0) }
        limitMemory(bytes: 1 << 30)
        reportCrashes()
        var results = PrintedTable(header: ["reader", "damaged files", "read all the same", "refused in one line", "crashed"])
        for reader in reader.map({ [$0] }) ?? Reader.allCases {
            let accepted = try fuzz(reader)
            results.append([reader.rawValue.uppercased(), "\(inputs)", "\(accepted)", "\(inputs - accepted)", "0"])
        }
        try table?.write(Array(results.markdown.utf8))
    }

    /// The number of inputs that were read.
    private func fuzz(_ reader: Reader) throws -> Int {
        let seeds = try reader.seeds()
        // An undamaged file that is refused would make all that follows worthless.
        for (number, seed) in seeds.enumerated() where !reader.accepts(seed) {
            throw FuzzError("\(reader): refuses its undamaged file \(number)")
        }
        if let save {
            try FileOutput.write(reader.input(first, from: seeds), to: save)
        }
        var accepted = 0
        for number in first..<(first + inputs) {
            Crash.note(reader, number)
            let bytes = reader.input(number, from: seeds)
            do {
                try reader.read(bytes, source: "fuzzed")
                accepted += 1
            } catch {
                let message = "\(error)"
                guard message.hasPrefix("fuzzed"), !message.contains("\n"), message.utf8.count < 4096 else {
                    throw FuzzError("\(reader), input \(number): an error that is not one line on the file: \(message)")
                }
            }
        }
        print("\(reader): \(inputs) inputs, \(accepted) read, \(inputs - accepted) refused, none crashed")
        fflush(nil)
        return accepted
    }

    static func main() { runAsProgram() }
}

/// What makes the program fail.
struct FuzzError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// Makes an allocation beyond so many bytes of address space fail, so that believing a header is a crash.
private func limitMemory(bytes: UInt) {
    // A sanitizer has reserved far more already.
    for name in ["__asan_init", "__tsan_init"] where dlsym(nil, name) != nil { return }
    var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
}
