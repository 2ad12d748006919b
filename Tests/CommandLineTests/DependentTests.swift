import Foundation
import Testing

/// `Tests/Dependent` asks for what this package offers. `make test-dependent` builds and runs it.
@Suite struct DependentTests {
    private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.package.appending(path: path), encoding: .utf8)
    }

    @Test func itsModulesAreProducts() throws {
        let manifest = try text("Package.swift")
        let products = try #require(manifest.firstMatch(of: /\+ \[([^\]]*)\]\.map \{ \.library\(/)?.1)
        let offered = Set(products.matches(of: /"(\w+)"/).map(\.1))
        let dependent = try text("Tests/Dependent/Package.swift")
        let wanted = Set(try #require(dependent.firstMatch(of: /dependencies: \[(.*)\]\.map/)?.1).matches(of: /"(\w+)"/).map(\.1))
        let imported = Set(try text("Tests/Dependent/Sources/Dependent/main.swift").matches(of: /import (\w+)/).map(\.1))
        #expect(imported == wanted && wanted.isSubset(of: offered))
        #expect(offered.count == 11)
        let name = try #require(manifest.firstMatch(of: /let package = Package\(\n    name: "([\w-]+)"/)?.1)
        #expect(dependent.contains(".package(name: \"\(name)\", path: \"../..\")"))
    }
}
