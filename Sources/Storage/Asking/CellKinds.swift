/// The letters of a table by the cells they lie in: letters that lie in the same cells are of one kind.
struct CellKinds: Sendable, Equatable {
    /// The kind of each letter; 0 is of those in no cell.
    private(set) var ofLetter: [UInt32]
    /// The cells of each kind, ascending.
    private(set) var cells: [[Int]] = [[]]

    /// - Parameters:
    ///   - table: of each cell its letters, each once.
    ///   - last: no letter has a higher number.
    init(_ table: [ReleaseGuard.Letters], upTo last: Int) {
        ofLetter = [UInt32](repeating: 0, count: last + 1)
        for (number, letters) in table.enumerated() {
            // What a kind becomes by this cell; 0 where none of its letters was met yet.
            var next = [UInt32](repeating: 0, count: cells.count)
            ofLetter.withUnsafeMutableBufferPointer { ofLetter in
                for letter in letters {
                    let old = Int(ofLetter[Int(letter)])
                    if next[old] == 0 {
                        next[old] = UInt32(cells.count)
                        cells.append(cells[old] + [number])
                    }
                    ofLetter[Int(letter)] = next[old]
                }
            }
        }
    }

    private init(_ ofLetter: [UInt32], _ cells: [[Int]]) { (self.ofLetter, self.cells) = (ofLetter, cells) }

    /// The kinds of letters by the cells of this table and of another; a kind's cells are those here, then those there.
    ///
    /// - Parameter name: what a cell of the other is called in the new one; `nil` where it is left out.
    func refined(by other: CellKinds, _ name: (Int) -> Int?) -> CellKinds {
        var cells: [[Int]] = [[]]
        let others = other.cells.map { $0.compactMap(name) }
        var numbers = [UInt32](repeating: 0, count: max(ofLetter.count, other.ofLetter.count))
        var known = PairNumbers(self, other)
        numbers.withUnsafeMutableBufferPointer { numbers in
            forEachPair(with: other) { letter, one, another in
                // Kind 0 is of letters in no cell, whether any is met or not.
                if one == 0, another == 0 { return }
                let number = Int(known.number(one, another)) + 1
                if number == cells.count { cells.append(self.cells[Int(one)] + others[Int(another)]) }
                numbers[letter] = UInt32(number)
            }
        }
        return CellKinds(numbers, cells)
    }

    /// How many letters are of each kind here and each kind there; pairs without letters are left out.
    func crossed(with other: CellKinds) -> [(one: Int, other: Int, size: Int)] {
        var known = PairNumbers(self, other)
        var sizes: [Int] = []
        forEachPair(with: other) { _, one, another in
            let number = Int(known.number(one, another))
            if number == sizes.count { sizes.append(0) }
            sizes[number] += 1
        }
        return zip(known.pairs, sizes).map { (Int($0.0), Int($0.1), $1) }
    }

    private func forEachPair(with other: CellKinds, _ body: (Int, UInt32, UInt32) -> Void) {
        let both = min(ofLetter.count, other.ofLetter.count)
        ofLetter.withUnsafeBufferPointer { one in
            other.ofLetter.withUnsafeBufferPointer { another in
                for letter in 0..<both { body(letter, one[letter], another[letter]) }
                for letter in both..<one.count { body(letter, one[letter], 0) }
                for letter in both..<another.count { body(letter, 0, another[letter]) }
            }
        }
    }
}

/// Numbers pairs of kinds as they come, from 0.
struct PairNumbers {
    private(set) var pairs: [(UInt32, UInt32)] = []
    /// Where there are few pairs, by the pair its number and 1.
    private var table: [UInt32]
    private let width: Int
    /// Else places of a hash table: the pair, and its number and 1.
    private var slots: [(pair: UInt64, number: UInt32)]

    private static let mostInTable = 1 << 20

    init(_ one: CellKinds, _ other: CellKinds) {
        let count = one.cells.count.multipliedReportingOverflow(by: other.cells.count)
        let isTable = !count.overflow && count.partialValue <= Self.mostInTable
        width = isTable ? other.cells.count : 0
        table = isTable ? [UInt32](repeating: 0, count: count.partialValue) : []
        slots = isTable ? [] : [(pair: UInt64, number: UInt32)](repeating: (0, 0), count: 1 << 12)
    }

    @inline(__always)
    mutating func number(_ first: UInt32, _ second: UInt32) -> UInt32 {
        if width > 0 {
            let place = Int(first) * width + Int(second)
            if table[place] == 0 {
                pairs.append((first, second))
                table[place] = UInt32(pairs.count)
            }
            return table[place] - 1
        }
        let pair = UInt64(first) << 32 | UInt64(second)
        let slot = place(of: pair)
        if slots[slot].number != 0 { return slots[slot].number - 1 }
        return add(pair, at: slot)
    }

    @inline(__always)
    private func place(of pair: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: (pair &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while slots[slot].number != 0, slots[slot].pair != pair { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func add(_ pair: UInt64, at slot: Int) -> UInt32 {
        pairs.append((UInt32(pair >> 32), UInt32(truncatingIfNeeded: pair)))
        slots[slot] = (pair, UInt32(pairs.count))
        if 2 * pairs.count > slots.count {
            let old = slots
            slots = [(pair: UInt64, number: UInt32)](repeating: (0, 0), count: 2 * old.count)
            for entry in old where entry.number != 0 { slots[place(of: entry.pair)] = entry }
        }
        return UInt32(pairs.count - 1)
    }
}
