import Datasets
import Foundation
import Testing

@Suite struct FloatBitsTests {
    @Test func bitsAreKeptAndEveryNaNIsOne() throws {
        let values = FloatBits([1, -0.0, .infinity, .leastNonzeroMagnitude, -.nan])
        let json = try JSONEncoder().encode([values])
        let found = try JSONDecoder().decode([FloatBits].self, from: json)[0].values
        #expect(found.map(\.bitPattern) == [0x3F80_0000, 0x8000_0000, 0x7F80_0000, 1, 0x7FC0_0000])
    }
}
