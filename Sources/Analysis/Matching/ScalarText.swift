internal import Documents

/// A piece of the text that is being scanned, seen in place: no copy, no `String`. Valid only while it is scanned.
struct ScalarText: RandomAccessCollection {
    private let scalars: UnsafeBufferPointer<UInt32>

    init(_ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) {
        scalars = UnsafeBufferPointer(rebasing: text[range])
    }

    var startIndex: Int { 0 }
    var endIndex: Int { scalars.count }
    subscript(index: Int) -> UInt32 { scalars[index] }

    var string: String { String(scalars: scalars) }

    /// What lies at `range` of these characters.
    subscript(range: Range<Int>) -> ScalarText { ScalarText(scalars, range) }

    func hasPrefix(_ word: String) -> Bool { scalars.stands(word, at: 0) }

    func hasSuffix(_ word: String) -> Bool {
        let start = count - word.scalarCount
        return start >= 0 && scalars.stands(word, at: start)
    }

    func contains(_ word: String) -> Bool { scalars.holds(word, in: 0..<count) }

    static func == (text: ScalarText, word: String) -> Bool {
        text.count == word.scalarCount && text.scalars.stands(word, at: 0)
    }
}
