/// The character 5-grams of a cleaned text, as hashes.
enum ShingleSet {
    static let length = 5
    /// Of each hash: a letter has some hundreds of shingles, so that two of them hardly ever share one.
    static let bits = 40

    /// The hash of each shingle, as they follow one another; of a shorter text one of the whole.
    static func inOrder(of cleaned: [UInt32]) -> [UInt64] {
        guard cleaned.count >= length else { return cleaned.isEmpty ? [] : [hash(cleaned[...]) >> UInt64(64 - bits)] }
        return cleaned.withUnsafeBufferPointer { text in
            [UInt64](unsafeUninitializedCapacity: text.count - length + 1) { target, count in
                count = text.count - length + 1
                for start in 0..<count {
                    var value: UInt64 = seed
                    for index in start..<(start + length) { value = (value ^ UInt64(text[index])) &* factor }
                    target[start] = mixed(value) >> UInt64(64 - bits)
                }
            }
        }
    }

    private static let seed: UInt64 = 0x51ED_270B_9F65_2A11
    private static let factor: UInt64 = 0x9FB2_1C65_1E98_DF25

    @inline(__always)
    static func hash(_ scalars: ArraySlice<UInt32>) -> UInt64 {
        var value = seed
        for scalar in scalars { value = (value ^ UInt64(scalar)) &* factor }
        return mixed(value)
    }

    /// The finalizer of SplitMix64: every bit of the input moves every bit of the output.
    @inline(__always)
    static func mixed(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
