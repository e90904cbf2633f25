internal import Documents

/// Pairs of letters worth comparing, by their places in a ``LinkIndex``; the later letter first in each.
public struct LinkCandidates: Sendable {
    struct Pair: Sendable, Equatable {
        let letter: Int
        let earlier: Int
    }

    /// Perhaps copies.
    var copies: [Pair] = []
    /// Perhaps retellings.
    var contents: [Pair] = []
    /// One text sent by a crowd: equal to the earlier letter, and compared with no other.
    var identical: [Pair] = []

    /// The places of all letters that must be at hand to compare them, ascending.
    public var places: [Int] { LinkCandidates.places(of: copies + contents).places }

    /// The places of the letters of some pairs, ascending, and of each its number among them.
    static func places(of pairs: [Pair]) -> (places: [Int], numberOf: [Int: Int]) {
        var all = pairs.flatMap { [UInt64($0.letter), UInt64($0.earlier)] }
        RadixSort.sortUnique(&all, bits: 32)
        let places = all.map(Int.init)
        return (places, Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1, $0) }))
    }
}

/// Letters that were seen, by what they are found by. Letters are numbered in the order in which they came.
///
/// A letter is looked up among those before it, so that candidates depend on the letters and their order and never on
/// how many came at a time. Where a key has many holders the newest of them are looked at (the limits below); within
/// them the order plays no part either.
public struct LinkIndex: Sendable {
    private var table = KeyTable()
    private var sketches: [(digest: SIMD4<UInt64>, text: UInt64?)] = []
    /// The first letter of each text, and how many there are of it.
    private var texts: [UInt64: (first: Int, count: Int)] = [:]

    /// Of one text so many letters are compared with others; the rest are only tied to the first.
    static let identicalCompared = 32
    /// Holders of a band looked at, and the likest of them that are compared.
    static let bandHolders = 2048
    static let copiesCompared = 64
    /// Places of the digest that must agree: of 126, at Jaccard .45 74 do (±5.5), at .2 50, without a common shingle 31.
    static let leastAgreement = 58
    /// Holders of rare runs looked at for one letter, those of the runs that fewest letters have first: what many have
    /// says little, and the work for one letter does not grow with the collection.
    static let contentHolders = 6144
    /// Strength (``ContentKeys/strength(_:)``) that two letters share before they are compared: a very rare run, or two.
    static let leastShared: UInt32 = 64
    /// Letters compared with one, those that share most.
    static let contentsCompared = 16
    /// Beyond so many letters the shared runs of the few likest say enough, and fewer holders tell them.
    static let large = 50_000
    static let contentHoldersInLarge = 4096
    static let leastSharedInLarge: UInt32 = 150
    static let contentsComparedInLarge = 4

    public init() {}

    /// Letters that were linked before, in their order.
    public init(_ sketches: some Sequence<LetterSketch>) {
        add(sketches)
    }

    /// Takes letters up that are linked already.
    public mutating func add(_ sketches: some Sequence<LetterSketch>) {
        for sketch in sketches { _ = take(sketch) }
    }

    public var count: Int { sketches.count }

    /// Takes letters up, and gives the pairs of each with the letters before it.
    public mutating func insert(_ new: [LetterSketch]) -> LinkCandidates {
        let start = count
        var candidates = LinkCandidates()
        var isLookedUp = [Bool](repeating: false, count: new.count)
        for (offset, sketch) in new.enumerated() {
            switch take(sketch) {
            case .empty: break
            case .oneOfCrowd(let first):
                candidates.identical.append(LinkCandidates.Pair(letter: start + offset, earlier: first))
            case .compared: isLookedUp[offset] = true
            }
        }
        let (index, lookedUp) = (self, isLookedUp)
        let found = parallelMap(new.count) { offset -> (copies: [Int], contents: [Int]) in
            guard lookedUp[offset] else { return ([], []) }
            return (
                index.copies(of: new[offset], at: start + offset), index.contents(of: new[offset], at: start + offset)
            )
        }
        for (offset, found) in found.enumerated() {
            let place = start + offset
            candidates.copies += found.copies.map { LinkCandidates.Pair(letter: place, earlier: $0) }
            candidates.contents += found.contents.map { LinkCandidates.Pair(letter: place, earlier: $0) }
        }
        return candidates
    }

    private enum Taken {
        case empty, compared
        case oneOfCrowd(first: Int)
    }

    private mutating func take(_ sketch: LetterSketch) -> Taken {
        let place = count
        sketches.append((sketch.digest, sketch.text))
        guard let text = sketch.text else { return .empty }
        let known = texts[text]
        texts[text] = (known?.first ?? place, (known?.count ?? 0) + 1)
        if let known, known.count >= LinkIndex.identicalCompared { return .oneOfCrowd(first: known.first) }
        table.insert(sketch.bands, place)
        table.insert(sketch.contents, place)
        return .compared
    }

    /// Ascending.
    private func copies(of sketch: LetterSketch, at place: Int) -> [Int] {
        var found: [UInt64] = []
        table.ask(for: sketch.bands)
        for holders in sketch.bands.compactMap(table.holders) {
            table.forEach(holders, before: place, limit: LinkIndex.bandHolders) { found.append(UInt64($0)) }
        }
        RadixSort.sortUnique(&found, bits: 32)
        var likely = found.compactMap { other -> (agreement: Int, place: Int)? in
            let agreement = MinHash.agreement(sketch.digest, sketches[Int(other)].digest)
            return agreement >= LinkIndex.leastAgreement ? (agreement, Int(other)) : nil
        }
        if likely.count > LinkIndex.copiesCompared {
            likely.sort { ($0.agreement, $1.place) > ($1.agreement, $0.place) }
            likely.removeLast(likely.count - LinkIndex.copiesCompared)
        }
        return likely.map(\.place).sorted()
    }

    /// Ascending.
    private func contents(of sketch: LetterSketch, at place: Int) -> [Int] {
        let isLarge = place >= LinkIndex.large
        let mostHolders = isLarge ? LinkIndex.contentHoldersInLarge : LinkIndex.contentHolders
        var keys: [(count: Int, key: UInt32, holders: KeyTable.Holders)] = []
        keys.reserveCapacity(sketch.contents.count)
        table.ask(for: sketch.contents)
        let held = sketch.contents.map(table.holders)
        for case let holders? in held { table.ask(for: holders) }
        for case (let key, let holders?) in zip(sketch.contents, held) {
            let count = table.count(holders, before: place, limit: mostHolders)
            if count > 0 { keys.append((count, key, holders)) }
        }
        keys.sort { ($0.count, $0.key) < ($1.count, $1.key) }
        let looked = min(mostHolders, keys.reduce(0) { $0 + $1.count })
        var sums = StrengthSums(of: looked)
        var left = mostHolders
        for (count, key, holders) in keys {
            let strength = ContentKeys.strength(key)
            table.forEach(holders, before: place, limit: left) { sums.add(strength, to: $0) }
            left -= min(left, count)
            if left == 0 { break }
        }
        let most = isLarge ? LinkIndex.contentsComparedInLarge : LinkIndex.contentsCompared
        var ranked: [(shared: UInt32, place: Int)] = []
        ranked.reserveCapacity(most + 1)
        func precedes(_ a: (shared: UInt32, place: Int), _ b: (shared: UInt32, place: Int)) -> Bool {
            a.shared != b.shared
                ? a.shared > b.shared
                : (sketches[a.place].text ?? 0, a.place) < (sketches[b.place].text ?? 0, b.place)
        }
        sums.forEach(from: isLarge ? LinkIndex.leastSharedInLarge : LinkIndex.leastShared) { shared, other in
            let new = (shared: shared, place: other)
            if ranked.count == most {
                guard precedes(new, ranked[most - 1]) else { return }
                ranked.removeLast()
            }
            ranked.insert(new, at: ranked.partitioningIndex { precedes(new, $0) })
        }
        return ranked.map(\.place).sorted()
    }
}
