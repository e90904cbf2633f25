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

    /// The first place from `start` on where one of these stands; `text.count` where none does.
    ///
    /// Finders that have something to ask at few characters go from one to the next with this.
    @inline(__always)
    func firstIndex(in text: UnsafeBufferPointer<UInt32>, from start: Int) -> Int {
        words.withUnsafeBufferPointer { words in
            var index = start
            while index < text.count {
                let scalar = text[index]
                if scalar < 0x10000, words[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 == 1 { return index }
                index += 1
            }
            return max(index, text.count)
        }
    }

    /// Its characters, ascending.
    var scalars: [UInt32] { (0..<0x10000).filter(contains) }

    func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(words: zip(words, other.words).map { $0 | $1 }) }

    private init(words: [UInt64]) { self.words = words }

    @inline(__always)
    func contains(_ scalar: UInt32) -> Bool {
        scalar < 0x10000 && words[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 == 1
    }
}

/// A value for each character of the Basic Multilingual Plane; characters beyond it have the one that all begin with.
struct ScalarTable<Value: Sendable & BitwiseCopyable>: Sendable {
    private var values: [Value]

    init(repeating value: Value) { values = [Value](repeating: value, count: 0x10001) }

    @inline(__always)
    subscript(scalar: UInt32) -> Value { values[Int(min(scalar, 0x10000))] }

    /// Lends the values: walks that ask for every character's look them up there.
    @inline(__always)
    func withValues<Result>(_ body: (UnsafePointer<Value>) -> Result) -> Result {
        values.withUnsafeBufferPointer { body($0.baseAddress!) }
    }

    mutating func update(_ scalars: ScalarSet, _ body: (inout Value) -> Void) {
        for scalar in scalars.scalars { body(&values[Int(scalar)]) }
    }

    /// The first place from `start` on whose character's value `fits`; `text.count` where none does.
    @inline(__always)
    func firstIndex(
        in text: UnsafeBufferPointer<UInt32>, from start: Int, _ fits: (Value) -> Bool
    ) -> Int {
        values.withUnsafeBufferPointer { values in
            var index = start
            while index < text.count, !fits(values[Int(min(text[index], 0x10000))]) { index += 1 }
            return index
        }
    }
}
