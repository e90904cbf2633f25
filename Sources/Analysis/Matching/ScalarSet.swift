/// A set of characters of the Basic Multilingual Plane, one bit each: asked without hashing.
struct ScalarSet: Sendable {
    private let words: [UInt64]

    init(_ characters: String) { self.init(characters.unicodeScalars.map(\.value)) }

    init(_ scalars: some Sequence<UInt32>) {
        var words = [UInt64](repeating: 0, count: 0x10000 / 64)
        for scalar in scalars {
            precondition(scalar < 0x10000, "only the Basic Multilingual Plane")
            words[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63)
        }
        self.words = words
    }

    @inline(__always)
    func contains(_ scalar: UInt32) -> Bool {
        scalar < 0x10000 && words[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 == 1
    }
}
