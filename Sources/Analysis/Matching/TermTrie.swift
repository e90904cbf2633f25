/// A trie over scalars in one open-addressed table: all terms that begin at a place are found in one walk.
///
/// Built at start from the dictionaries (100,000 terms in some 20 ms), then only read. Nearly all places of a text
/// begin no term, so two small bitmaps, of first characters and of first pairs, refuse them before the table is touched.
struct TermTrie: Sendable {
    /// A term found: its length in scalars and its number.
    struct Hit: Sendable {
        let length: Int
        let term: Int
    }

    private var table: TrieTable
    private(set) var termCount = 0

    init(expectedTerms: Int) { table = TrieTable(expectedTerms: expectedTerms) }

    /// Adds a term and returns its number; the same term has the same number. Terms are never empty.
    mutating func insert(_ term: some Collection<UInt32>) -> Int {
        if !isKnownUniquelyReferenced(&table) { table = TrieTable(copying: table) }
        let number = table.insert(term, number: Int32(termCount))
        if number == termCount { termCount += 1 }
        return number
    }

    /// Calls `body` with every term that begins at `start`, shortest first.
    @inline(__always)
    func forEachHit(at start: Int, in text: UnsafeBufferPointer<UInt32>, _ body: (Hit) -> Void) {
        guard table.mayBegin(at: start, in: text) else { return }
        var index = start
        var node: UInt32 = 0
        repeat {
            guard let edge = table.edge(node, text[index]) else { return }
            index += 1
            node = edge.child
            if edge.term >= 0 { body(Hit(length: index - start, term: Int(edge.term))) }
        } while index < text.count
    }

    /// True when a term may begin at `start`; the rare false alarm costs time only.
    @inline(__always)
    func mayBegin(at start: Int, in text: UnsafeBufferPointer<UInt32>) -> Bool { table.mayBegin(at: start, in: text) }

    /// The number of a whole term.
    func term(_ scalars: some Collection<UInt32>) -> Int? {
        var node: UInt32 = 0
        var term: Int32 = -1
        for scalar in scalars {
            guard let edge = table.edge(node, scalar) else { return nil }
            node = edge.child
            term = edge.term
        }
        return term >= 0 ? Int(term) : nil
    }
}

/// The memory of a ``TermTrie``.
///
/// A class, so that passing a trie costs one reference count; raw memory, so that a look-up costs no bounds checks.
/// `Sendable`: only ``TermTrie/insert(_:)`` changes it, and only while nobody else holds it.
private final class TrieTable: @unchecked Sendable {
    /// The way from a node over a scalar: `key` holds both, 0 is an empty place.
    struct Edge {
        var key: UInt64
        var child: UInt32
        /// Number of the term that ends here, or -1.
        var term: Int32

        static let none = Edge(key: 0, child: 0, term: -1)
    }

    private var edges: UnsafeMutablePointer<Edge>
    private var mask: Int
    private var used = 0
    private var nodeCount: UInt32 = 1
    /// By the low bits of a scalar: a term begins with it; and: it is a term by itself.
    private let firsts: UnsafeMutablePointer<UInt64>
    private let singles: UnsafeMutablePointer<UInt64>
    private static let firstBits = 4_096
    /// By a hash of two scalars: a term begins with them.
    private let pairs: UnsafeMutablePointer<UInt64>
    private let pairMask: UInt32

    init(expectedTerms: Int) {
        var capacity = 64
        while capacity < expectedTerms * 6 { capacity *= 2 }
        edges = .allocate(capacity: capacity)
        edges.initialize(repeating: .none, count: capacity)
        mask = capacity - 1
        var pairBits = 512
        while pairBits < expectedTerms * 8 { pairBits *= 2 }
        pairMask = UInt32(pairBits - 1)
        firsts = .zeros(bits: TrieTable.firstBits)
        singles = .zeros(bits: TrieTable.firstBits)
        pairs = .zeros(bits: pairBits)
    }

    init(copying other: TrieTable) {
        mask = other.mask
        used = other.used
        nodeCount = other.nodeCount
        pairMask = other.pairMask
        edges = .allocate(capacity: mask + 1)
        edges.initialize(from: other.edges, count: mask + 1)
        firsts = .copy(other.firsts, bits: TrieTable.firstBits)
        singles = .copy(other.singles, bits: TrieTable.firstBits)
        pairs = .copy(other.pairs, bits: Int(pairMask) + 1)
    }

    deinit {
        edges.deallocate()
        firsts.deallocate()
        singles.deallocate()
        pairs.deallocate()
    }

    @inline(__always)
    private static func pair(_ first: UInt32, _ second: UInt32) -> UInt32 {
        let mixed = (first &* 0x9E37_79B1) ^ (second &* 0x85EB_CA77)
        return mixed ^ mixed >> 15
    }

    @inline(__always)
    private static func holds(_ bits: UnsafeMutablePointer<UInt64>, _ index: UInt32) -> Bool {
        bits[Int(index >> 6)] >> UInt64(index & 63) & 1 == 1
    }

    private static func set(_ bits: UnsafeMutablePointer<UInt64>, _ index: UInt32) {
        bits[Int(index >> 6)] |= 1 << UInt64(index & 63)
    }

    @inline(__always)
    func mayBegin(at start: Int, in text: UnsafeBufferPointer<UInt32>) -> Bool {
        let first = text[start]
        let low = first & UInt32(TrieTable.firstBits - 1)
        guard TrieTable.holds(firsts, low) else { return false }
        return start + 1 < text.count && TrieTable.holds(pairs, TrieTable.pair(first, text[start + 1]) & pairMask)
            || TrieTable.holds(singles, low)
    }

    @inline(__always)
    func edge(_ node: UInt32, _ scalar: UInt32) -> Edge? {
        let key = TrieTable.key(node, scalar)
        var slot = TrieTable.slot(key, mask)
        while true {
            let edge = edges[slot]
            if edge.key == key { return edge }
            if edge.key == 0 { return nil }
            slot = (slot + 1) & mask
        }
    }

    func insert(_ term: some Collection<UInt32>, number: Int32) -> Int {
        var slot = -1
        var node: UInt32 = 0
        var first: UInt32 = 0
        var depth = 0
        for scalar in term {
            slot = place(node, scalar)
            node = edges[slot].child
            depth += 1
            switch depth {
            case 1:
                first = scalar
                TrieTable.set(firsts, scalar & UInt32(TrieTable.firstBits - 1))
            case 2: TrieTable.set(pairs, TrieTable.pair(first, scalar) & pairMask)
            default: break
            }
        }
        precondition(depth > 0, "a term needs a character")
        if depth == 1 { TrieTable.set(singles, first & UInt32(TrieTable.firstBits - 1)) }
        if edges[slot].term < 0 { edges[slot].term = number }
        return Int(edges[slot].term)
    }

    /// The place of an edge, made when it is not there.
    private func place(_ node: UInt32, _ scalar: UInt32) -> Int {
        let key = TrieTable.key(node, scalar)
        var slot = TrieTable.slot(key, mask)
        while edges[slot].key != 0 {
            if edges[slot].key == key { return slot }
            slot = (slot + 1) & mask
        }
        if used * 2 >= mask {
            grow()
            slot = TrieTable.slot(key, mask)
            while edges[slot].key != 0 { slot = (slot + 1) & mask }
        }
        used += 1
        edges[slot] = Edge(key: key, child: nodeCount, term: -1)
        nodeCount += 1
        return slot
    }

    private func grow() {
        let (old, oldCount) = (edges, mask + 1)
        edges = .allocate(capacity: oldCount * 2)
        edges.initialize(repeating: .none, count: oldCount * 2)
        mask = oldCount * 2 - 1
        for index in 0..<oldCount where old[index].key != 0 {
            var slot = TrieTable.slot(old[index].key, mask)
            while edges[slot].key != 0 { slot = (slot + 1) & mask }
            edges[slot] = old[index]
        }
        old.deallocate()
    }

    /// Never 0: node numbers are moved by one.
    @inline(__always)
    private static func key(_ node: UInt32, _ scalar: UInt32) -> UInt64 { UInt64(node &+ 1) << 21 | UInt64(scalar) }

    @inline(__always)
    private static func slot(_ key: UInt64, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    }
}

extension UnsafeMutablePointer<UInt64> {
    fileprivate static func zeros(bits: Int) -> Self {
        let memory = allocate(capacity: bits / 64)
        memory.initialize(repeating: 0, count: bits / 64)
        return memory
    }

    fileprivate static func copy(_ other: Self, bits: Int) -> Self {
        let memory = allocate(capacity: bits / 64)
        memory.initialize(from: other, count: bits / 64)
        return memory
    }
}
