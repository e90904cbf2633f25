/// The tables of a ``WordModel`` where they are asked from: at random places, several times a character.
///
/// `Sendable`: filled when they are made, and then only read.
final class WordModelTables: @unchecked Sendable {
    private let nodes: UnsafeMutablePointer<Int32>
    private let weights: UnsafeMutablePointer<Int16>
    private let numbers: UnsafeMutablePointer<UInt16>
    private let rows: UnsafeMutablePointer<Int8>
    private let unknown: UnsafeMutablePointer<Int16>

    init(_ model: WordModel) {
        nodes = TableMemory.copy(of: model.trie.nodes)
        weights = TableMemory.copy(of: model.trie.weights)
        numbers = TableMemory.copy(of: model.trie.numbers)
        rows = TableMemory.copy(of: model.gaps)
        unknown = TableMemory.copy(of: model.unknown)
    }

    deinit {
        nodes.deallocate()
        weights.deallocate()
        numbers.deallocate()
        rows.deallocate()
        unknown.deallocate()
    }

    @inline(__always)
    func withPointers(_ body: (borrowing WordModelPointers) -> Void) {
        withExtendedLifetime(self) {
            body(WordModelPointers(nodes: nodes, weights: weights, numbers: numbers, rows: rows, unknown: unknown))
        }
    }
}

/// ``WordModelTables`` while they are in use.
struct WordModelPointers: ~Copyable {
    let nodes: UnsafePointer<Int32>
    let weights: UnsafePointer<Int16>
    let numbers: UnsafePointer<UInt16>
    let rows: UnsafePointer<Int8>
    let unknown: UnsafePointer<Int16>

    fileprivate init(
        nodes: UnsafeMutablePointer<Int32>, weights: UnsafeMutablePointer<Int16>,
        numbers: UnsafeMutablePointer<UInt16>, rows: UnsafeMutablePointer<Int8>, unknown: UnsafeMutablePointer<Int16>
    ) {
        self.nodes = UnsafePointer(nodes)
        self.weights = UnsafePointer(weights)
        self.numbers = UnsafePointer(numbers)
        self.rows = UnsafePointer(rows)
        self.unknown = UnsafePointer(unknown)
    }
}
