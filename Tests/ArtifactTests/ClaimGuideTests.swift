import Artifact
import Foundation
import Testing

/// The example of docs/claims.md is ClaimGuide.swift, which is compiled and run.
@Suite struct ClaimGuideTests {
    private static func text(_ path: String) throws -> String {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: path)
        return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }

    @Test func theGuideShowsThisCode() throws {
        let guide = try Self.text("../../docs/claims.md")
        #expect(guide.contains("```swift\n" + (try Self.text("ClaimGuide.swift")) + "```\n"))
        for verdict in Verdict.allCases { #expect(guide.contains("| \(verdict.symbol) \(verdict.rawValue) |")) }
    }

    @Test func itsClaimsAreJudged() throws {
        let claims = accuracyClaims { model, data in
            let center = ["mlp original": 68.0, "mlp shuffled": 67.8, "cnn original": 93, "cnn shuffled": 55]["\(model) \(data)"]!
            let spread = data == "shuffled" ? 0.5 : 1
            return [-0.4, 0.2, 0, 0.3, -0.1].map { center + $0 * spread }
        }
        let rows = try written(claims)
        #expect(rows == claims.map(ClaimRow.init))
        #expect(rows.map(\.verdict) == [.reproduced, .reproduced, .reproduced, .reproduced, .notTested])
    }
}
