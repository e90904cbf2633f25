internal import GRDB

/// One fact of all letters, in memory, block by block.
struct FactColumn: Sendable {
    private(set) var blocks: [FactBlock]

    init(_ blocks: [FactBlock]) { self.blocks = blocks }

    /// Letters that there is room for.
    var count: Int { blocks.count * FactBlock.length }

    /// The largest value of any letter; 0 where there is none.
    var largest: UInt32 { blocks.reduce(0) { max($0, $1.values.max() ?? 0) } }

    /// Calls `body` with each letter's index and each of its values.
    func forEach(_ body: (Int, UInt32) -> Void) {
        for (number, block) in blocks.enumerated() {
            let first = number * FactBlock.length
            block.values.withUnsafeBufferPointer { values in
                guard !block.starts.isEmpty else {
                    for index in values.indices where values[index] != 0 { body(first + index, values[index]) }
                    return
                }
                block.starts.withUnsafeBufferPointer { starts in
                    for index in 0..<FactBlock.length {
                        for place in Int(starts[index])..<Int(starts[index + 1]) { body(first + index, values[place]) }
                    }
                }
            }
        }
    }

    /// The one value of a letter; 0 for none.
    func value(_ index: Int) -> UInt32 {
        let number = index / FactBlock.length
        guard number < blocks.count else { return 0 }
        let place = index % FactBlock.length
        guard !blocks[number].starts.isEmpty else { return blocks[number].values[place] }
        let start = Int(blocks[number].starts[place])
        return start < Int(blocks[number].starts[place + 1]) ? blocks[number].values[start] : 0
    }

    /// Letters of which one of these values holds.
    func letters(of wanted: [UInt32]) -> LetterSet {
        var set = LetterSet(upTo: count)
        var isWanted = [Bool](repeating: false, count: Int(wanted.max() ?? 0) + 1)
        for value in wanted { isWanted[Int(value)] = true }
        forEach { index, value in if value < isWanted.count, isWanted[Int(value)] { set.insert(index) } }
        return set
    }

    /// Letters of which anything is known.
    var known: LetterSet {
        var set = LetterSet(upTo: count)
        forEach { index, _ in set.insert(index) }
        return set
    }
}
