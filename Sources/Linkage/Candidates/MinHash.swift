/// MinHash signatures: two sets agree at a place with the probability of their Jaccard similarity.
enum MinHash {
    static let permutations = 128

    /// Fixed seeds: signatures are the same on every machine and in every run.
    private static let seeds: [(UInt32, UInt32)] = (0..<permutations).map { place in
        let mixed = ShingleSet.mixed(0x1A1C_0FFE_E000_0001 &+ UInt64(place) &* 0x9E37_79B9_7F4A_7C15)
        return (UInt32(truncatingIfNeeded: mixed), UInt32(truncatingIfNeeded: mixed >> 32) | 1)
    }

    static func signatures(of sets: [[UInt64]]) -> [[UInt32]] {
        parallelMap(sets.count) { signature(of: sets[$0]) }
    }

    static func signature(of set: [UInt64]) -> [UInt32] {
        let low = set.map { UInt32(truncatingIfNeeded: $0 >> 16) }
        return low.withUnsafeBufferPointer { hashes in
            seeds.map { exclusive, factor in
                var least = UInt32.max
                for hash in hashes { least = min(least, (hash ^ exclusive) &* factor) }
                return least
            }
        }
    }
}
