/// All words of the party dictionaries in one text, found in one walk, ready to be asked by place.
///
/// Every question costs the hits at that place and nothing more: finders look at hits, never again at the text. Valid
/// only inside ``CueTable/withHits(_:)``: copying it costs no reference count, asking it no check.
struct CueHits {
    struct Hit: Sendable {
        let classes: PartyCues
        /// The number of the word in its lexicon.
        let term: Int32
        fileprivate let extent: Int32

        /// In characters.
        var length: Int { Int(extent) }
    }

    fileprivate let count: Int
    /// What begins at each place and what ends right before it; one entry more than the text has characters.
    fileprivate let begins: UnsafePointer<PartyCues>
    fileprivate let ends: UnsafePointer<PartyCues>
    /// The lengths of the words that end right before each place, a bit each.
    fileprivate let lengths: UnsafePointer<UInt16>
    /// What begins in each block of places, so that the search for what is rare passes over most blocks.
    fileprivate let blocks: UnsafePointer<PartyCues>
    /// Where the hits of each place begin; two entries more than the text has characters.
    fileprivate let first: UnsafePointer<Int32>
    fileprivate let hits: UnsafePointer<Hit>

    /// The first place from `start` on where a word of these classes begins; the text's length where none does.
    @inline(__always)
    func firstIndex(of classes: PartyCues, from start: Int) -> Int {
        TextBlocks.firstIndex(of: classes, in: begins, blocks, from: start, to: count)
    }

    /// Whether of the places where words of these classes begin one has a longest such word that `fits`.
    @inline(__always)
    func stands(_ classes: PartyCues, within range: Range<Int>, fits: (Hit) -> Bool) -> Bool {
        var index = firstIndex(of: classes, from: range.lowerBound)
        while index < range.upperBound {
            if let hit = longest(classes, at: index), fits(hit) { return true }
            index = firstIndex(of: classes, from: index + 1)
        }
        return false
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
        var lengths = lengths[index]
        while lengths != 0 {
            let length = UInt16.bitWidth - 1 - lengths.leadingZeroBitCount
            if index - length >= floor, let hit = hit(classes, at: index - length, length: length) { return hit }
            lengths ^= 1 << UInt16(length)
        }
        return nil
    }
}

/// Sixty-four places of a text: for each block it is known what stands in it.
enum TextBlocks {
    static let shift = 6
    static let last = (1 << shift) - 1

    static func count(_ places: Int) -> Int { (places >> shift) + 1 }

    /// The first place from `start` on where something of these classes stands; `count`, or `start` behind it, where
    /// nothing does.
    @inline(__always)
    static func firstIndex<Classes: OptionSet>(
        of classes: Classes, in places: UnsafePointer<Classes>, _ blocks: UnsafePointer<Classes>, from start: Int,
        to count: Int
    ) -> Int {
        var index = start
        while index < count {
            let end = min(count, (index | last) + 1)
            if !blocks[index >> shift].isDisjoint(with: classes) {
                while index < end {
                    if !places[index].isDisjoint(with: classes) { return index }
                    index += 1
                }
            }
            index = end
        }
        return index
    }
}

/// The memory of a text's ``CueHits``.
///
/// `Sendable`: filled before anybody else sees it, then only read.
final class CueTable: @unchecked Sendable {
    private let filled: CueWriter

    /// Of a text without characters.
    static let empty = CueWriter(count: 0).finished()

    fileprivate init(_ filled: CueWriter) { self.filled = filled }

    deinit { filled.deallocate() }

    func withHits<Result>(_ body: (CueHits) -> Result) -> Result {
        withExtendedLifetime(self) {
            body(
                CueHits(
                    count: filled.count, begins: UnsafePointer(filled.begins), ends: UnsafePointer(filled.ends),
                    lengths: UnsafePointer(filled.lengths),
                    blocks: UnsafePointer(filled.blocks), first: UnsafePointer(filled.first),
                    hits: UnsafePointer(filled.hits)))
        }
    }
}

/// Takes up the words of a text in the order of their places.
struct CueWriter {
    fileprivate let count: Int
    fileprivate let begins: UnsafeMutablePointer<PartyCues>
    fileprivate let ends: UnsafeMutablePointer<PartyCues>
    fileprivate let blocks: UnsafeMutablePointer<PartyCues>
    fileprivate let first: UnsafeMutablePointer<Int32>
    fileprivate let lengths: UnsafeMutablePointer<UInt16>
    fileprivate private(set) var hits: UnsafeMutablePointer<CueHits.Hit>
    private var hitCount = 0
    private var capacity: Int

    /// Longer words are never asked for by their ends.
    private static let longestBehind = 12

    init(count: Int) {
        self.count = count
        // One piece of memory for all that is known of places.
        let words = 2 * (count + 1) + TextBlocks.count(count)
        let (length, places) = (words * MemoryLayout<PartyCues>.stride, count + 2)
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: length + places * (MemoryLayout<Int32>.stride + MemoryLayout<UInt16>.stride),
            alignment: MemoryLayout<PartyCues>.alignment)
        begins = memory.bindMemory(to: PartyCues.self, capacity: words)
        begins.initialize(repeating: [], count: words)
        ends = begins + count + 1
        blocks = ends + count + 1
        first = (memory + length).bindMemory(to: Int32.self, capacity: places)
        first.initialize(repeating: 0, count: places)
        lengths = (memory + length + places * MemoryLayout<Int32>.stride)
            .bindMemory(to: UInt16.self, capacity: places)
        lengths.initialize(repeating: 0, count: places)
        capacity = count + 16
        hits = .allocate(capacity: capacity)
    }

    fileprivate func deallocate() {
        begins.deallocate()
        hits.deallocate()
    }

    /// A word at the place of the last one or behind it; at one place the shorter words come first.
    @inline(__always)
    mutating func add(_ classes: PartyCues, term: Int, at place: Int, length: Int) {
        begins[place].formUnion(classes)
        ends[place + length].formUnion(classes)
        if length <= Self.longestBehind { lengths[place + length] |= 1 << UInt16(truncatingIfNeeded: length) }
        blocks[place >> TextBlocks.shift].formUnion(classes)
        if hitCount == capacity { grow() }
        (hits + hitCount).initialize(
            to: CueHits.Hit(
                classes: classes, term: Int32(truncatingIfNeeded: term), extent: Int32(truncatingIfNeeded: length)))
        hitCount += 1
        first[place + 1] = Int32(truncatingIfNeeded: hitCount)
    }

    private mutating func grow() {
        let wider = UnsafeMutablePointer<CueHits.Hit>.allocate(capacity: capacity * 2)
        wider.moveInitialize(from: hits, count: hitCount)
        hits.deallocate()
        hits = wider
        capacity *= 2
    }

    /// What was taken up; nothing may be added after it.
    consuming func finished() -> CueTable {
        // So far it is known only of places behind words where their hits begin.
        var known: Int32 = 0
        for place in 0..<count + 2 {
            known = max(known, first[place])
            first[place] = known
        }
        return CueTable(self)
    }
}
