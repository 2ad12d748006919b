import Foundation
import Plotting
import Testing

#if compiler(>=6.2)  // Exit tests are as old.
    /// Pictures made by other processes, under settings that should not matter.
    @Suite(.serialized)
    struct ProcessTests {
        /// Bytes as a short text: FNV-1a of 64 bits.
        private static func hash(_ bytes: [UInt8]) -> String {
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            return String(hash, radix: 16)
        }

        /// One word for all files of the sample figure.
        static func fingerprint() throws -> String {
            let figure = sampleFigure()
            return try [figure.png(), figure.pdf(), Array(figure.svg(name: "s").utf8), Array(figure.commands().joined().utf8)]
                .map(hash).joined(separator: "-")
        }

        private func text(_ result: ExitTest.Result?) -> String {
            String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
        }

        @Test func anotherProcessDrawsTheSame() async throws {
            let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
                print("<\(try ProcessTests.fingerprint())>")
            }
            #expect(text(result).contains("<\(try Self.fingerprint())>"))
        }

        @Test func clockLocaleAndFontSettingsDoNotMatter() async throws {
            let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
                setenv("TZ", "Asia/Kathmandu", 1)
                setenv("LC_ALL", "de_DE.UTF-8", 1)
                setlocale(LC_ALL, "")
                setenv("FONTCONFIG_FILE", "/nonexistent", 1)
                setenv("SOURCE_DATE_EPOCH", "1", 1)
                print("<\(try ProcessTests.fingerprint())>")
            }
            #expect(text(result).contains("<\(try Self.fingerprint())>"))
        }

        @Test func processorFeaturesOfTheCLibraryDoNotMatter() async throws {
            // Cairo takes sines and cosines for round joins; their last bit may differ between processors.
            setenv("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX512F", 1)
            defer { unsetenv("GLIBC_TUNABLES") }
            let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
                guard getenv("GLIBC_TUNABLES") != nil else { exit(3) }
                print("<\(try ProcessTests.fingerprint())>")
            }
            #expect(text(result).contains("<\(try Self.fingerprint())>"))
        }

        @Test func missingFontsAreNamed() async throws {
            let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
                setenv(Typeface.directoryVariable, "/nowhere", 1)
                do {
                    _ = try sampleFigure().commands()
                } catch {
                    print("<\(error)>")
                }
            }
            #expect(
                text(result).contains(
                    "<font DejaVuSans.ttf not found in /nowhere: install the package fonts-dejavu-core "
                        + "or set PLOTTING_FONT_DIRECTORY to the folder that holds it>"))
        }

        @Test func damagedFontsAreNamed() async throws {
            let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
                let folder = NSTemporaryDirectory() + "fonts-\(UUID().uuidString)"
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                defer { try? FileManager.default.removeItem(atPath: folder) }
                for name in ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"] {
                    try Data("not a font".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
                }
                setenv(Typeface.directoryVariable, folder, 1)
                do {
                    _ = try sampleFigure().commands()
                } catch PlottingError.fontUnreadable(let path) {
                    print(path == "\(folder)/DejaVuSans.ttf" ? "<named>" : "<\(path)>")
                }
            }
            #expect(text(result).contains("<named>"))
        }
    }
#endif
