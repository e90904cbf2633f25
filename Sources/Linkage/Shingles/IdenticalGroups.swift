/// Letters grouped by equal text, once furniture and all but Han, letters and digits are gone.
struct IdenticalGroups: Sendable {
    /// The places of the letters of each group, ascending; groups in the order of first members.
    private(set) var members: [[Int]] = []
    /// The letter that stands for each group: chosen by what it says, not by where it lies.
    let representatives: [Int]
    /// The place of each group in an order that only its text decides.
    let order: [Int]
    private(set) var hashes: [UInt64] = []

    private struct TextHash: Hashable {
        let first: UInt64
        let second: UInt64
    }

    init(_ shelf: LetterShelf) {
        let texts = parallelMap(shelf.count) { index -> TextHash? in
            let text = CleanedText.clean(shelf.body(index))
            guard !text.isEmpty else { return nil }
            var (first, second): (UInt64, UInt64) = (0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7344)
            for scalar in text {
                first = (first ^ UInt64(scalar)) &* 0x9FB2_1C65_1E98_DF25
                first ^= first >> 29
                second = (second &+ UInt64(scalar)) &* 0xD6E8_FEB8_6659_FD93
                second ^= second >> 32
            }
            return TextHash(first: ShingleSet.mixed(first), second: ShingleSet.mixed(second))
        }
        var groupOf: [TextHash: Int] = [:]
        for (index, text) in texts.enumerated() {
            // Letters with nothing in them agree in nothing.
            if let text, let group = groupOf[text] {
                members[group].append(index)
            } else {
                if let text { groupOf[text] = members.count }
                members.append([index])
                hashes.append(text?.first ?? 0)
            }
        }
        let groups = members
        representatives = parallelMap(groups.count) { group in
            guard groups[group].count > 1 else { return groups[group][0] }
            // With its furniture and its evidence: letters equal in these too are equal in every score.
            func key(_ letter: Int) -> (UInt64, UInt64) {
                (IdenticalGroups.hash(shelf.scalars(letter)), IdenticalGroups.hash(shelf.evidence(letter).keys))
            }
            return groups[group].map { (key($0), $0) }.min { $0.0 != $1.0 ? $0.0 < $1.0 : $0.1 < $1.1 }!.1
        }
        let hashes = self.hashes
        let sorted = hashes.indices.sorted { hashes[$0] < hashes[$1] }
        var order = [Int](repeating: 0, count: sorted.count)
        for (rank, group) in sorted.enumerated() { order[group] = rank }
        self.order = order
    }

    private static func hash(_ values: [some BinaryInteger]) -> UInt64 {
        values.reduce(0x9E37_79B9_7F4A_7C15) { ShingleSet.mixed($0 ^ UInt64(truncatingIfNeeded: $1)) }
    }
}
