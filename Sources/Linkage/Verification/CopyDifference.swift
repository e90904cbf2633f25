/// In what two copies differ: a reader's slips and an office's furniture, or the house and sums of another signer.
struct CopyDifference: Sendable, Equatable {
    /// Single characters misread.
    private(set) var slips = 0
    /// Numbers of one where the other has other numbers.
    private(set) var numbers = 0
    /// Stretches only one of them has that speak of the signer's own household.
    private(set) var ownWords = 0
    /// The longest of these.
    private(set) var longestOwn = 0

    private static let gram = 4
    private static let own = [
        "我家", "我屋", "我户", "我是", "我叫", "我的", "我和", "我今年", "今年", "岁", "签名", "手印", "本人", "孩子", "老伴", "户主", "家里", "代签",
        "爱人", "文盲",
    ].map { $0.unicodeScalars.map(\.value) }

    /// - Parameters: texts by ``CleanedText``.
    init(_ left: [UInt32], _ right: [UInt32]) {
        let (leftSet, rightSet) = (Self.grams(left), Self.grams(right))
        let spans = [(left, rightSet), (right, leftSet)].map { Self.uncovered($0.0, by: $0.1) }
        var digits: [[[UInt32]]] = []
        for stretches in spans {
            var numbersHere: [[UInt32]] = []
            for stretch in stretches {
                let values = stretch.filter { (0x30...0x39).contains($0) }
                if values.count == stretch.count {
                    numbersHere.append(stretch)
                } else if stretch.count <= 2 {
                    slips += 1
                }
                let isOwn = Self.own.contains { phrase in
                    stretch.indices.contains { stretch[$0] == phrase[0] && stretch[$0...].starts(with: phrase) }
                }
                if isOwn {
                    ownWords += 1
                    longestOwn = max(longestOwn, stretch.count)
                }
                if !values.isEmpty, values.count < stretch.count, stretch.count > 4 { numbersHere.append(values) }
            }
            digits.append(numbersHere)
        }
        numbers = min(digits[0].count, digits[1].count)
    }

    /// Several signers rather than one text read twice.
    var isTemplate: Bool {
        let signer = 2 * numbers + ownWords + (longestOwn >= 8 ? 3 : longestOwn >= 5 ? 1 : 0)
        return signer >= 2 && 2 * signer > slips
    }

    private static func grams(_ text: [UInt32]) -> Set<UInt64> {
        guard text.count >= gram else { return [] }
        return Set((0...(text.count - gram)).map { ShingleSet.hash(text[$0..<($0 + gram)]) })
    }

    /// Stretches of a text that no run of four of the other covers.
    private static func uncovered(_ text: [UInt32], by other: Set<UInt64>) -> [[UInt32]] {
        guard text.count >= gram else { return [] }
        var isCovered = [Bool](repeating: false, count: text.count)
        for start in 0...(text.count - gram) where other.contains(ShingleSet.hash(text[start..<(start + gram)])) {
            for place in start..<(start + gram) { isCovered[place] = true }
        }
        var stretches: [[UInt32]] = []
        var current: [UInt32] = []
        for (scalar, covered) in zip(text, isCovered) {
            if covered {
                if !current.isEmpty { stretches.append(current) }
                current = []
            } else {
                current.append(scalar)
            }
        }
        if !current.isEmpty { stretches.append(current) }
        return stretches
    }
}
