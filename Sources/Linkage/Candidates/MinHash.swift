/// Sketches of sets: two agree at a place with the probability of their Jaccard similarity.
///
/// Fast similarity sketching (Dahlgaard, Knudsen, Thorup, FOCS 2017): each round throws every element into one place,
/// and rounds go on until every place is filled; a set of some hundreds needs two rounds where 126 permutations would
/// look at every element 126 times.
enum MinHash {
    static let places = LetterSketch.bandCount * LetterSketch.rows

    static func sketch(of set: [UInt64]) -> [UInt32] {
        var sketch = [UInt32](repeating: .max, count: places)
        guard !set.isEmpty else { return sketch }
        var open = places
        sketch.withUnsafeMutableBufferPointer { sketch in
            set.withUnsafeBufferPointer { set in
                var round: UInt64 = 0
                while open > 0 {
                    let salt = ShingleSet.mixed(0x1A1C_0FFE_E000_0001 &+ round &* 0x9E37_79B9_7F4A_7C15)
                    for element in set {
                        let hash = ShingleSet.mixed(element ^ salt)
                        // After as many rounds as places, each round fills one place for certain.
                        let place =
                            round < UInt64(places) ? Int(((hash >> 32) * UInt64(places)) >> 32) : Int(round) - places
                        let value = UInt32(round << 24) | UInt32(hash & 0xFF_FFFF)
                        if sketch[place] == .max { open -= 1 }
                        if value < sketch[place] { sketch[place] = value }
                    }
                    round += 1
                }
            }
        }
        return sketch
    }

    /// Two bits of each place: enough to tell pairs that are clearly unlike, in 32 bytes.
    static func digest(_ sketch: [UInt32]) -> SIMD4<UInt64> {
        var digest = SIMD4<UInt64>(repeating: 0)
        for (place, value) in sketch.enumerated() {
            let bits = ShingleSet.mixed(UInt64(value)) & 3
            digest[place / 32] |= bits << UInt64(2 * (place % 32))
        }
        return digest
    }

    /// How many of the places agree in their two bits: all of equal sets, a quarter of sets without a common element.
    @inline(__always)
    static func agreement(_ a: SIMD4<UInt64>, _ b: SIMD4<UInt64>) -> Int {
        let difference = a ^ b
        let unequal = (difference | difference &>> 1) & SIMD4(repeating: 0x5555_5555_5555_5555)
        return 128 - unequal[0].nonzeroBitCount - unequal[1].nonzeroBitCount - unequal[2].nonzeroBitCount
            - unequal[3].nonzeroBitCount - (128 - places)
    }
}
