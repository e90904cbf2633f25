/// The memory of a ``TermTrie``, raw, so that a look-up costs no bounds checks.
final class TrieTable {
    /// The way from a node over a scalar: `key` holds both, 0 is an empty place.
    struct Edge {
        var key: UInt64
        /// The node it leads to in the low 24 bits; above them a bit by the low three bits of each scalar that goes on
        /// from there, so that the end of a term is known without a look-up.
        var child: UInt32
        /// Number of the term that ends here, or -1.
        var term: Int32

        @inline(__always) static var none: Edge { Edge(key: 0, child: 0, term: -1) }

        @inline(__always) var node: UInt32 { child & 0xFF_FFFF }

        @inline(__always)
        func mayGoOn(_ scalar: UInt32) -> Bool { child >> (24 + scalar & 7) & 1 == 1 }

        mutating func goesOn(_ scalar: UInt32) { child |= 1 << (24 + scalar & 7) }
    }

    /// A term of one character.
    struct Single {
        var scalar: UInt32
        var term: Int32

        /// In the place of the scalar: terms share the place, and the edges know them.
        static let several = UInt32.max
        @inline(__always) static var none: Single { Single(scalar: several - 1, term: -1) }
    }

    /// So many places are looked up together.
    static let blockSize = 64

    struct View {
        fileprivate(set) var edges: UnsafeMutablePointer<Edge>
        fileprivate(set) var mask: Int
        /// By the low bits of a scalar: a term begins with it; and: it is a term by itself.
        let firsts: UnsafeMutablePointer<UInt64>
        let singles: UnsafeMutablePointer<UInt64>
        /// By the lowest bits of a scalar: what term it is by itself. So close together that they stay near, unlike edges.
        let singleTerms: UnsafeMutablePointer<Single>
        let singleMask: UInt32
        /// Two bits by a hash of two scalars: a longer term begins with them; they are a term by themselves.
        let pairs: UnsafeMutablePointer<UInt64>
        /// By a hash of three scalars: a term begins with them.
        let triples: UnsafeMutablePointer<UInt64>
        let hashMask: UInt32

        @inline(__always)
        func mayBegin(at start: Int, in text: UnsafeBufferPointer<UInt32>) -> Bool {
            let first = text[start]
            let low = first & UInt32(TrieTable.firstBits - 1)
            guard TrieTable.holds(firsts, low) else { return false }
            if start + 1 < text.count {
                let pair = TrieTable.pair(first, text[start + 1])
                let place = pair & hashMask
                let bits = pairs[Int(place >> 5)] >> UInt64((place & 31) * 2) & 3
                if bits & 2 != 0 { return true }
                if bits != 0, start + 2 < text.count,
                    TrieTable.holds(triples, TrieTable.pair(pair, text[start + 2]) & hashMask)
                {
                    return true
                }
            }
            return isSingle(first)
        }

        /// Where terms may begin among the places of a block, and how many they are.
        @inline(__always)
        func places(
            _ from: Int, in text: UnsafeBufferPointer<UInt32>, _ starts: UnsafeMutablePointer<Int32>,
            _ places: UnsafeMutablePointer<TermTrie.Place>, _ asking: (Int) -> Void
        ) -> Int {
            let end = min(from + TrieTable.blockSize, text.count)
            let whole = min(end, text.count - 2)
            let text = text.baseAddress!
            var begun = 0
            var index = from
            // Most characters begin no term at all.
            while index < whole {
                let low = text[index] & UInt32(TrieTable.firstBits - 1)
                starts[begun] = Int32(truncatingIfNeeded: index)
                begun += Int(truncatingIfNeeded: firsts[Int(low >> 6)] >> UInt64(low & 63) & 1)
                index += 1
            }
            var count = 0
            for number in 0..<begun {
                let index = Int(starts[number])
                let first = text[index]
                let low = first & UInt32(TrieTable.firstBits - 1)
                let pair = TrieTable.pair(first, text[index + 1])
                let place = pair & hashMask
                let bits = pairs[Int(place >> 5)] >> UInt64((place & 31) * 2)
                let triple = TrieTable.pair(pair, text[index + 2]) & hashMask
                let isTriple = triples[Int(triple >> 6)] >> UInt64(triple & 63)
                let isSingle = singles[Int(low >> 6)] >> UInt64(low & 63)
                let goesOn = (bits >> 1 | bits & isTriple) & 1
                // Elsewhere nothing will ask: any place of the table that is near does.
                let key = TrieTable.key(TrieTable.node(of: first), text[index + 1])
                TableMemory.ask(for: UnsafePointer(edges + (goesOn == 1 ? TrieTable.slot(key, mask) : 0)))
                // The lowest bit tells whether the table has anything to say.
                starts[count] = Int32(truncatingIfNeeded: index << 1) | Int32(truncatingIfNeeded: goesOn)
                count += Int(truncatingIfNeeded: (goesOn | isSingle) & 1)
            }
            for number in 0..<count {
                let start = Int(starts[number] >> 1)
                let goesOn = starts[number] & 1 == 1
                let key = TrieTable.key(TrieTable.node(of: text[start]), text[start + 1])
                let second = edges[goesOn ? TrieTable.slot(key, mask) : 0]
                let next = TrieTable.key(second.node, text[start + 2])
                let isAsked = second.key == key && second.mayGoOn(text[start + 2])
                let third = isAsked ? TrieTable.slot(next, mask) : 0
                TableMemory.ask(for: UnsafePointer(edges + third))
                asking(second.key == key ? max(0, Int(second.term)) : 0)
                (places + number).initialize(
                    to: TermTrie.Place(
                        start: start, goesOn: goesOn, second: second, third: Int32(truncatingIfNeeded: third)))
            }
            while index < end {
                (places + count).initialize(
                    to: TermTrie.Place(start: index, goesOn: true, second: .none, third: 0))
                count += 1
                index += 1
            }
            return count
        }

        /// The term that a scalar is by itself.
        @inline(__always)
        func single(_ scalar: UInt32) -> Int? {
            guard isSingle(scalar) else { return nil }
            let single = singleTerms[Int(scalar & singleMask)]
            if single.scalar == scalar { return Int(single.term) }
            guard single.scalar == Single.several, let edge = edge(0, scalar), edge.term >= 0 else { return nil }
            return Int(edge.term)
        }

        /// The way from a node over a scalar, of which the first place in the table is read already.
        @inline(__always)
        func edge(_ node: UInt32, _ scalar: UInt32, _ read: Edge) -> Edge? {
            if read.key == TrieTable.key(node, scalar) { return read }
            // Taken by another, or not looked up.
            return edge(node, scalar)
        }

        @inline(__always)
        func isSingle(_ scalar: UInt32) -> Bool {
            TrieTable.holds(singles, scalar & UInt32(TrieTable.firstBits - 1))
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
    }

    private(set) var view: View
    private var used = 0
    /// Numbers of nodes two characters deep and deeper lie above those of ``node(of:)``.
    private var nextNode: UInt32 = 0x20_0000
    private static let firstBits = 4_096

    /// The node of a first character: known without a look-up, which would miss the cache.
    @inline(__always)
    static func node(of first: UInt32) -> UInt32 { first &+ 1 }

    init(expectedTerms: Int) {
        var capacity = 64
        while capacity < expectedTerms * 4 { capacity *= 2 }
        var hashes = 512
        while hashes < expectedTerms * 4 { hashes *= 2 }
        let singles = expectedTerms < 1_024 ? 64 : Self.firstBits
        view = View(
            edges: TableMemory.allocate(repeating: .none, count: capacity), mask: capacity - 1,
            firsts: .zeros(bits: Self.firstBits),
            singles: .zeros(bits: Self.firstBits),
            singleTerms: TableMemory.allocate(repeating: .none, count: singles), singleMask: UInt32(singles - 1),
            pairs: .zeros(bits: hashes * 2), triples: .zeros(bits: hashes),
            hashMask: UInt32(hashes - 1))
    }

    init(copying other: TrieTable) {
        let (old, hashes) = (other.view, Int(other.view.hashMask) + 1)
        view = View(
            edges: TableMemory.allocate(of: Edge.self, count: old.mask + 1), mask: old.mask,
            firsts: .copy(old.firsts, bits: Self.firstBits),
            singles: .copy(old.singles, bits: Self.firstBits),
            singleTerms: TableMemory.allocate(of: Single.self, count: Int(old.singleMask) + 1),
            singleMask: old.singleMask, pairs: .copy(old.pairs, bits: hashes * 2),
            triples: .copy(old.triples, bits: hashes), hashMask: old.hashMask)
        view.edges.initialize(from: old.edges, count: old.mask + 1)
        view.singleTerms.initialize(from: old.singleTerms, count: Int(old.singleMask) + 1)
        used = other.used
        nextNode = other.nextNode
    }

    deinit {
        view.edges.deallocate()
        view.firsts.deallocate()
        view.singles.deallocate()
        view.singleTerms.deallocate()
        view.pairs.deallocate()
        view.triples.deallocate()
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

    func insert(_ term: some Collection<UInt32>, number: Int32) -> Int {
        var slot = -1
        var node: UInt32 = 0
        var depth = 0
        var hash: UInt32 = 0
        var pair: UInt32 = 0
        // The second character's place is known before the first one's is found.
        if let first = term.first, let second = term.dropFirst().first {
            TableMemory.ask(
                for: UnsafePointer(view.edges + Self.slot(Self.key(Self.node(of: first), second), view.mask)))
        }
        for scalar in term {
            if slot >= 0 { view.edges[slot].goesOn(scalar) }
            slot = place(node, scalar)
            node = view.edges[slot].node
            depth += 1
            switch depth {
            case 1:
                hash = scalar
                Self.set(view.firsts, scalar & UInt32(Self.firstBits - 1))
            case 2:
                hash = Self.pair(hash, scalar)
                pair = hash & view.hashMask
            case 3:
                view.pairs[Int(pair >> 5)] |= 1 << UInt64((pair & 31) * 2)
                Self.set(view.triples, Self.pair(hash, scalar) & view.hashMask)
            default: break
            }
        }
        precondition(depth > 0, "a term needs a character")
        if depth == 2 { view.pairs[Int(pair >> 5)] |= 2 << UInt64((pair & 31) * 2) }
        if view.edges[slot].term < 0 {
            view.edges[slot].term = number
            if depth == 1 { addSingle(hash, number) }
        }
        return Int(view.edges[slot].term)
    }

    private func addSingle(_ scalar: UInt32, _ number: Int32) {
        Self.set(view.singles, scalar & UInt32(Self.firstBits - 1))
        let place = Int(scalar & view.singleMask)
        let isFree = view.singleTerms[place].scalar == Single.none.scalar
        view.singleTerms[place] = Single(scalar: isFree ? scalar : Single.several, term: number)
    }

    /// The place of an edge, made when it is not there.
    private func place(_ node: UInt32, _ scalar: UInt32) -> Int {
        let key = Self.key(node, scalar)
        var slot = Self.slot(key, view.mask)
        while view.edges[slot].key != 0 {
            if view.edges[slot].key == key { return slot }
            slot = (slot + 1) & view.mask
        }
        if used * 3 >= view.mask * 2 {
            grow()
            slot = Self.slot(key, view.mask)
            while view.edges[slot].key != 0 { slot = (slot + 1) & view.mask }
        }
        used += 1
        if node == 0 {
            view.edges[slot] = Edge(key: key, child: Self.node(of: scalar), term: -1)
        } else {
            precondition(nextNode < 0x100_0000, "too many terms")
            view.edges[slot] = Edge(key: key, child: nextNode, term: -1)
            nextNode += 1
        }
        return slot
    }

    private func grow() {
        let (old, oldCount) = (view.edges, view.mask + 1)
        view.edges = TableMemory.allocate(repeating: .none, count: oldCount * 2)
        view.mask = oldCount * 2 - 1
        for index in 0..<oldCount where old[index].key != 0 {
            var slot = Self.slot(old[index].key, view.mask)
            while view.edges[slot].key != 0 { slot = (slot + 1) & view.mask }
            view.edges[slot] = old[index]
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
