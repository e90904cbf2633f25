/// All words of the party dictionaries in one text, found in one walk, ready to be asked by place.
///
/// Every question costs the hits at that place and nothing more: finders look at hits, never again at the text.
struct CueHits: Sendable {
    struct Hit: Sendable {
        let classes: PartyCues
        /// The number of the word in its trie.
        let term: Int32
        fileprivate let extent: Int32

        /// In characters.
        var length: Int { Int(extent) }
    }

    /// What begins at each place and what ends right before it; one entry more than the text has characters.
    private(set) var begins: [PartyCues]
    private(set) var ends: [PartyCues]
    private var first: [Int32]
    private var hits: [Hit] = []

    init(_ buffer: UnsafeBufferPointer<UInt32>, trie: TermTrie, classes: [PartyCues]) {
        let count = buffer.count
        begins = [PartyCues](repeating: [], count: count + 1)
        ends = [PartyCues](repeating: [], count: count + 1)
        first = [Int32](repeating: 0, count: count + 2)
        var hits: [Hit] = []
        hits.reserveCapacity(count)
        begins.withUnsafeMutableBufferPointer { begins in
            ends.withUnsafeMutableBufferPointer { ends in
                first.withUnsafeMutableBufferPointer { first in
                    classes.withUnsafeBufferPointer { classes in
                        var next = 0
                        trie.forEachPlace(in: buffer) { place in
                            let known = Int32(truncatingIfNeeded: hits.count)
                            while next <= place.start {
                                first[next] = known
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
                        for rest in next..<count + 2 { first[rest] = Int32(truncatingIfNeeded: hits.count) }
                    }
                }
            }
        }
        self.hits = hits
    }

    /// The longest word of these classes that begins at `index`.
    @inline(__always)
    func longest(_ classes: PartyCues, at index: Int) -> Hit? {
        guard !begins[index].isDisjoint(with: classes) else { return nil }
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
        guard !begins[index].isDisjoint(with: classes) else { return nil }
        for number in Int(first[index])..<Int(first[index + 1])
        where hits[number].length == length && !hits[number].classes.isDisjoint(with: classes) {
            return hits[number]
        }
        return nil
    }

    /// The longest word of these classes that ends right before `index` and does not begin before `floor`.
    func longest(_ classes: PartyCues, endingAt index: Int, floor: Int = 0) -> Hit? {
        guard !ends[index].isDisjoint(with: classes) else { return nil }
        for start in max(floor, index - 12)..<max(floor, index) {
            if let hit = hit(classes, at: start, length: index - start) { return hit }
        }
        return nil
    }
}
