/// The distinct character 5-grams of a cleaned text, as 64-bit hashes in ascending order.
enum ShingleSet {
    static let length = 5

    static func hashes(of cleaned: [UInt32]) -> [UInt64] {
        guard cleaned.count >= length else { return cleaned.isEmpty ? [] : [hash(cleaned[...])] }
        var hashes = (0...(cleaned.count - length)).map { hash(cleaned[$0..<($0 + length)]) }
        hashes.sort()
        var kept = 0
        for index in hashes.indices where index == 0 || hashes[index] != hashes[kept - 1] {
            hashes[kept] = hashes[index]
            kept += 1
        }
        hashes.removeLast(hashes.count - kept)
        return hashes
    }

    @inline(__always)
    static func hash(_ scalars: ArraySlice<UInt32>) -> UInt64 {
        var value: UInt64 = 0x51ED_270B_9F65_2A11
        for scalar in scalars { value = (value ^ UInt64(scalar)) &* 0x9FB2_1C65_1E98_DF25 }
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
