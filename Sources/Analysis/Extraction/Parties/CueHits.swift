/// All words of the party dictionaries in one text, found in one walk, ready to be asked by place.
///
/// Every question costs the hits at that place and nothing more: finders look at hits, never again at the text. Valid
/// only inside ``with(_:trie:classes:_:)``.
struct CueHits {
    struct Hit: Sendable {
        let classes: PartyCues
        /// The number of the word in its trie.
        let term: Int32
        fileprivate let extent: Int32

        /// In characters.
        var length: Int { Int(extent) }
    }

    private let count: Int
    /// What begins at each place and what ends right before it; one entry more than the text has characters.
    private let begins: UnsafePointer<PartyCues>
    private let ends: UnsafePointer<PartyCues>
    /// Where the hits of each place begin; two entries more than the text has characters.
    private let first: UnsafePointer<Int32>
    private let hits: UnsafePointer<Hit>

    /// Gives `body` the hits of a text.
    static func with<Result>(
        _ buffer: UnsafeBufferPointer<UInt32>, trie: TermTrie, classes: [PartyCues], _ body: (CueHits) -> Result
    ) -> Result {
        let count = buffer.count
        let begins = UnsafeMutablePointer<PartyCues>.allocate(capacity: 2 * (count + 1))
        begins.initialize(repeating: [], count: 2 * (count + 1))
        let ends = begins + count + 1
        let first = UnsafeMutablePointer<Int32>.allocate(capacity: count + 2)
        defer {
            begins.deallocate()
            first.deallocate()
        }
        var hits: [Hit] = []
        hits.reserveCapacity(count)
        classes.withUnsafeBufferPointer { classes in
            var next = 0
            trie.forEachPlace(in: buffer) { place in
                let known = Int32(truncatingIfNeeded: hits.count)
                while next <= place.start {
                    (first + next).initialize(to: known)
                    next += 1
                }
                trie.forEachHit(at: place, in: buffer) { hit in
                    let found = classes[hit.term]
                    begins[place.start].formUnion(found)
                    ends[place.start + hit.length].formUnion(found)
                    hits.append(
                        Hit(
                            classes: found, term: Int32(truncatingIfNeeded: hit.term),
                            extent: Int32(truncatingIfNeeded: hit.length)))
                }
            }
            for rest in next..<count + 2 { (first + rest).initialize(to: Int32(truncatingIfNeeded: hits.count)) }
        }
        return hits.withUnsafeBufferPointer { hits in
            // An empty list has no address; nobody asks it.
            let empty = UnsafePointer<Hit>(bitPattern: MemoryLayout<Hit>.alignment)!
            return body(
                CueHits(
                    count: count, begins: UnsafePointer(begins), ends: UnsafePointer(ends),
                    first: UnsafePointer(first), hits: hits.baseAddress ?? empty))
        }
    }

    /// The classes of all words that begin at `index`.
    @inline(__always)
    func begins(at index: Int) -> PartyCues {
        assert(index >= 0 && index <= count)
        return begins[index]
    }

    /// The classes of all words that end right before `index`.
    @inline(__always)
    func ends(at index: Int) -> PartyCues {
        assert(index >= 0 && index <= count)
        return ends[index]
    }

    /// The longest word of these classes that begins at `index`.
    @inline(__always)
    func longest(_ classes: PartyCues, at index: Int) -> Hit? {
        guard !begins(at: index).isDisjoint(with: classes) else { return nil }
        var number = Int(first[index + 1])
        while number > Int(first[index]) {
            number -= 1
            if !hits[number].classes.isDisjoint(with: classes) { return hits[number] }
        }
        return nil
    }

    /// True when a word of these classes stands exactly there.
    func has(_ classes: PartyCues, at index: Int, length: Int) -> Bool {
        hit(classes, at: index, length: length) != nil
    }

    private func hit(_ classes: PartyCues, at index: Int, length: Int) -> Hit? {
        guard !begins(at: index).isDisjoint(with: classes) else { return nil }
        for number in Int(first[index])..<Int(first[index + 1])
        where hits[number].length == length && !hits[number].classes.isDisjoint(with: classes) {
            return hits[number]
        }
        return nil
    }

    /// The longest word of these classes that ends right before `index` and does not begin before `floor`.
    func longest(_ classes: PartyCues, endingAt index: Int, floor: Int = 0) -> Hit? {
        guard !ends(at: index).isDisjoint(with: classes) else { return nil }
        for start in max(floor, index - 12)..<max(floor, index) {
            if let hit = hit(classes, at: start, length: index - start) { return hit }
        }
        return nil
    }
}
