import Artifact
import Foundation
import Processes

/// The pages of a PDF file as pictures, by `pdftoppm` of poppler where that is installed.
enum PDFPictures {
    /// PNG files of all pages; nil without `pdftoppm`.
    static func pages(of pdf: [UInt8], name: String) throws -> [[UInt8]]? {
        guard let program else { return nil }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("artifact-pdf-\(UUID().uuidString)").path
        try FileOutput.createFolder(folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileOutput.write(pdf, to: "\(folder)/it.pdf")
        guard
            case .success((_, .status(0))) = ChildProcess.output(of: program, ["-r", "150", "-png", "\(folder)/it.pdf", "\(folder)/page"])
        else { throw ArtifactError("\(name): pdftoppm cannot read it") }
        // It fills numbers up with zeros, so that names are in order.
        return try FileOutput.names(in: folder).filter { $0.hasSuffix(".png") }.map { try FileOutput.read("\(folder)/\($0)") }
    }

    private static let program: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/pdftoppm" }.first { access($0, X_OK) == 0 }
    }()
}
