/// The letters of a table by the cells they lie in: letters that lie in the same cells are of one kind.
struct CellKinds {
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
}

/// Numbers pairs of numbers as they come, from 0.
struct PairNumbers {
    private(set) var pairs: [(UInt32, UInt32)] = []
    /// Places of a hash table: the pair, and its number and 1.
    private var slots = [(pair: UInt64, number: UInt32)](repeating: (0, 0), count: 1 << 8)

    @inline(__always)
    mutating func number(_ first: UInt32, _ second: UInt32) -> UInt32 {
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
