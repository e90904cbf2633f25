internal import Documents

/// The name of a party: where the text writes it, and a mark by which others are told apart.
///
/// No string: mentions are copied from list to list, and few of their names are ever told.
struct PartyName: Sendable {
    private let start: UInt32
    /// The end, and in the highest bit whether line breaks belong to the name.
    private let bounds: UInt32
    /// The same for the same name.
    fileprivate let mark: UInt64

    private static let keepsBreaks: UInt32 = 1 << 31

    /// - Parameter keepsBreaks: whether line breaks inside the span belong to the name.
    init(_ span: NormalizedSpan, in text: UnsafeBufferPointer<UInt32>, keepsBreaks: Bool = true) {
        start = UInt32(truncatingIfNeeded: span.start)
        bounds = UInt32(truncatingIfNeeded: span.end) | (keepsBreaks ? Self.keepsBreaks : 0)
        var mark: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in span.range where keepsBreaks || text[index] != 0x0A {
            mark = (mark ^ UInt64(text[index])) &* 0x9E37_79B9_7F4A_7C15
        }
        self.mark = mark
    }

    private var span: Range<Int> { Int(start)..<Int(bounds & ~Self.keepsBreaks) }

    /// Calls `body` with each character.
    @inline(__always)
    func forEach(in text: UnsafeBufferPointer<UInt32>, _ body: (UInt32) -> Void) {
        let keepsBreaks = bounds & Self.keepsBreaks != 0
        for index in span where keepsBreaks || text[index] != 0x0A { body(text[index]) }
    }

    func scalars(in text: UnsafeBufferPointer<UInt32>) -> [UInt32] {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(span.count)
        forEach(in: text) { scalars.append($0) }
        return scalars
    }

    func string(in text: UnsafeBufferPointer<UInt32>) -> String {
        let part = UnsafeBufferPointer(rebasing: text[span])
        let isPlain = bounds & Self.keepsBreaks != 0 || !part.contains(0x0A)
        return isPlain ? String(scalars: part) : String(scalars: scalars(in: text)[...])
    }

    /// Whether both are the same name, wherever each is written.
    func isSame(as other: PartyName, in text: UnsafeBufferPointer<UInt32>) -> Bool {
        guard mark == other.mark else { return false }
        if start == other.start, bounds == other.bounds { return true }
        var (index, place) = (next(from: Int(start), text), other.next(from: Int(other.start), text))
        while let one = index, let another = place, text[one] == text[another] {
            (index, place) = (next(from: one + 1, text), other.next(from: another + 1, text))
        }
        return index == nil && place == nil
    }

    /// The place of the next character from `index` on; `nil` behind the last one.
    private func next(from index: Int, _ text: UnsafeBufferPointer<UInt32>) -> Int? {
        var index = index
        while index < span.upperBound, bounds & Self.keepsBreaks == 0, text[index] == 0x0A { index += 1 }
        return index < span.upperBound ? index : nil
    }
}

/// Numbers for the names of one text, in the order in which they come: few are compared one by one, many found by a
/// table of their marks.
struct PartyNumbers {
    private var names: [PartyName] = []
    /// One more than the number at each place, 0 for none.
    private var table: [Int32] = []

    private static let few = 8

    /// - Parameter capacity: how many names there will be at most.
    init(capacity: Int = 0) { names.reserveCapacity(capacity) }

    var isEmpty: Bool { names.isEmpty }

    /// The number of a name that may be new.
    mutating func number(of name: PartyName, in text: UnsafeBufferPointer<UInt32>) -> (number: Int, isNew: Bool) {
        if let known = known(name, in: text) { return (known, false) }
        names.append(name)
        if names.count > Self.few { index() }
        return (names.count - 1, true)
    }

    /// The number of a name; `nil` for one that never came.
    func known(_ name: PartyName, in text: UnsafeBufferPointer<UInt32>) -> Int? {
        guard !table.isEmpty else {
            for number in names.indices where names[number].isSame(as: name, in: text) { return number }
            return nil
        }
        var place = place(of: name)
        while table[place] > 0 {
            let number = Int(table[place]) - 1
            if names[number].isSame(as: name, in: text) { return number }
            place = (place + 1) & (table.count - 1)
        }
        return nil
    }

    /// Takes up the last name, and all of them when the table becomes too full.
    private mutating func index() {
        var first = names.count - 1
        if names.count * 2 > table.count {
            table = [Int32](repeating: 0, count: max(64, table.count * 4))
            first = 0
        }
        for number in first..<names.count {
            var place = place(of: names[number])
            while table[place] > 0 { place = (place + 1) & (table.count - 1) }
            table[place] = Int32(truncatingIfNeeded: number + 1)
        }
    }

    private func place(of name: PartyName) -> Int { Int(truncatingIfNeeded: name.mark >> 32) & (table.count - 1) }
}
