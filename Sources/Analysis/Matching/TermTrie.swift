/// A trie over scalars in one open-addressed table: all terms that begin at a place are found in one walk.
///
/// Built at start from the dictionaries (100,000 terms in some 20 ms), then only read. Nearly all places of a text
/// begin no term, so small bitmaps of their first one, two and three characters refuse them before the table is touched.
///
/// `Sendable`: only ``insert(_:)`` changes what it points to, and only while nobody else holds it.
struct TermTrie: @unchecked Sendable {
    /// A term found: its length in scalars and its number.
    struct Hit: Sendable {
        let length: Int
        let term: Int
    }

    /// Owns the memory.
    private var table: TrieTable
    /// What a look-up needs, beside the owner: reading it asks nothing of the owner.
    private var view: TrieTable.View
    private(set) var termCount = 0

    init(expectedTerms: Int) {
        table = TrieTable(expectedTerms: expectedTerms)
        view = table.view
    }

    /// Adds a term and returns its number; the same term has the same number. Terms are never empty.
    mutating func insert(_ term: some Collection<UInt32>) -> Int {
        if !isKnownUniquelyReferenced(&table) { table = TrieTable(copying: table) }
        let number = table.insert(term, number: Int32(termCount))
        view = table.view
        if number == termCount { termCount += 1 }
        return number
    }

    /// Calls `body` with every term that begins at `start`, shortest first.
    @inline(__always)
    func forEachHit(at start: Int, in text: UnsafeBufferPointer<UInt32>, _ body: (Hit) -> Void) {
        guard view.mayBegin(at: start, in: text) else { return }
        let first = text[start]
        if let term = view.single(first) { body(Hit(length: 1, term: term)) }
        var index = start + 1
        var node = TrieTable.node(of: first)
        while index < text.count, let edge = view.edge(node, text[index]) {
            index += 1
            node = edge.node
            if edge.term >= 0 { body(Hit(length: index - start, term: Int(edge.term))) }
            guard index < text.count, edge.mayGoOn(text[index]) else { return }
        }
    }

    /// A place where a term may begin, with the ways over its second and third character looked up or asked for ahead.
    struct Place {
        let start: Int
        /// False where only a term of one character may begin.
        let goesOn: Bool
        let second: TrieTable.Edge
        /// Where the table is first looked at for the third.
        let third: Int32
    }

    /// Calls `body` with every place of the text where a term may begin, in order.
    ///
    /// The table lies far away in memory, so the places of a block are first told without branches, and then their
    /// edges asked for one right behind the other: the waits overlap.
    ///
    /// - Parameter asking: told ahead of terms that will be found, so that what is known of them may be asked for.
    @inline(__always)
    func forEachPlace(
        in text: UnsafeBufferPointer<UInt32>, asking: (Int) -> Void = { _ in }, _ body: (Place) -> Void
    ) {
        Scratch.with(Place.self, count: TrieTable.blockSize) { places in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: TrieTable.blockSize) { starts in
                var from = 0
                while from < text.count {
                    let count = view.places(from, in: text, starts.baseAddress!, places.baseAddress!, asking)
                    for index in 0..<count { body(places[index]) }
                    from += TrieTable.blockSize
                }
            }
        }
    }

    /// Calls `body` with every term that begins at a place of ``forEachPlace(in:_:)``, shortest first.
    @inline(__always)
    func forEachHit(at place: Place, in text: UnsafeBufferPointer<UInt32>, _ body: (Hit) -> Void) {
        let first = text[place.start]
        if let term = view.single(first) { body(Hit(length: 1, term: term)) }
        var index = place.start + 1
        guard place.goesOn, index < text.count,
            let second = view.edge(TrieTable.node(of: first), text[index], place.second)
        else { return }
        index += 1
        if second.term >= 0 { body(Hit(length: 2, term: Int(second.term))) }
        guard index < text.count, second.mayGoOn(text[index]),
            var edge = view.edge(second.node, text[index], view.edges[Int(place.third)])
        else { return }
        while true {
            index += 1
            if edge.term >= 0 { body(Hit(length: index - place.start, term: Int(edge.term))) }
            guard index < text.count, edge.mayGoOn(text[index]), let next = view.edge(edge.node, text[index]) else {
                return
            }
            edge = next
        }
    }

    /// True when a term may begin at `start`; the rare false alarm costs time only.
    @inline(__always)
    func mayBegin(at start: Int, in text: UnsafeBufferPointer<UInt32>) -> Bool { view.mayBegin(at: start, in: text) }

    /// The number of a whole term.
    func term(_ scalars: some Collection<UInt32>) -> Int? {
        var node: UInt32 = 0
        var term: Int32 = -1
        for scalar in scalars {
            guard let edge = view.edge(node, scalar) else { return nil }
            node = edge.node
            term = edge.term
        }
        return term >= 0 ? Int(term) : nil
    }
}
