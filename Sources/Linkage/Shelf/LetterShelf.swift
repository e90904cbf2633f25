internal import Documents

/// Letters kept for linking in little memory: two bytes a character and what their records say as numbers.
public struct LetterShelf: Sendable {
    private static let chunkLength = 1 << 20

    private var chunks: [[UInt16]] = []
    private var places: [(chunk: Int32, start: Int32, count: Int32)] = []
    private var evidences: [EvidenceKeys] = []
    public private(set) var ids: [String] = []

    public init() {}

    public init(_ letters: some Sequence<LinkableLetter>) {
        for letter in letters { append(letter) }
    }

    public var count: Int { ids.count }

    public mutating func append(_ letter: LinkableLetter) {
        var length = letter.scalars.count
        for scalar in letter.scalars where scalar > 0xFFFF { length += 1 }
        if chunks.last.map({ $0.count + length > LetterShelf.chunkLength }) ?? true {
            var chunk: [UInt16] = []
            chunk.reserveCapacity(max(length, LetterShelf.chunkLength))
            chunks.append(chunk)
        }
        let start = chunks[chunks.count - 1].count
        for scalar in letter.scalars {
            if scalar > 0xFFFF {
                chunks[chunks.count - 1].append(UInt16(0xD7C0 + scalar >> 10))
                chunks[chunks.count - 1].append(UInt16(0xDC00 + scalar & 0x3FF))
            } else {
                chunks[chunks.count - 1].append(UInt16(scalar))
            }
        }
        places.append((Int32(chunks.count - 1), Int32(start), Int32(length)))
        evidences.append(EvidenceKeys(letter.evidence))
        ids.append(letter.id)
    }

    public func letter(_ place: Int) -> ShelvedLetter {
        ShelvedLetter(scalars: scalars(place), evidence: evidences[place])
    }

    func scalars(_ letter: Int) -> [UInt32] {
        let place = places[letter]
        return [UInt32](unsafeUninitializedCapacity: Int(place.count)) { target, count in
            chunks[Int(place.chunk)].withUnsafeBufferPointer { units in
                var index = Int(place.start)
                let end = index + Int(place.count)
                while index < end {
                    let unit = UInt32(units[index])
                    if 0xD800...0xDBFF ~= unit, index + 1 < end {
                        target[count] = (unit - 0xD7C0) << 10 + UInt32(units[index + 1]) - 0xDC00
                        index += 1
                    } else {
                        target[count] = unit
                    }
                    count += 1
                    index += 1
                }
            }
        }
    }
}

/// A letter taken off a shelf or out of a store, ready to be compared.
public struct ShelvedLetter: Sendable, Equatable {
    let scalars: [UInt32]
    let evidence: EvidenceKeys

    /// Without what an office put around the text.
    var body: [UInt32] { Furniture.removed(from: scalars) }

    /// Orders letters by what they say, and not by where they lie: a hash of all that linking sees of one.
    public var order: UInt64 {
        let text = scalars.reduce(UInt64(scalars.count)) { ShingleSet.mixed($0 ^ UInt64($1)) }
        return evidence.keys.reduce(text) { ShingleSet.mixed($0 ^ $1) }
    }

    init(scalars: [UInt32], evidence: EvidenceKeys) {
        self.scalars = scalars
        self.evidence = evidence
    }

    public init(_ letter: LinkableLetter) {
        self.init(scalars: letter.scalars, evidence: EvidenceKeys(letter.evidence))
    }

    /// - Parameters:
    ///   - scalars: as in ``LinkableLetter``.
    ///   - evidence: ``evidenceBytes`` of the same letter.
    public init(scalars: [UInt32], evidence bytes: [UInt8]) {
        self.init(scalars: scalars, evidence: EvidenceKeys(bytes: bytes))
    }

    /// For keeping beside the text.
    public var evidenceBytes: [UInt8] { evidence.keys.littleEndianBytes }
}

/// ``LetterEvidence`` as sorted numbers: a kind in the highest bits, below it the value or its hash.
struct EvidenceKeys: Sendable, Equatable {
    enum Kind: UInt64 { case issueOuter = 1, issue, division, amount, day, month, documentNumber, respondent, noLetter }

    let keys: [UInt64]
    private static let payload: UInt64 = (1 << 60) - 1

    init(_ evidence: LetterEvidence) {
        var keys: Set<UInt64> = []
        func add(_ kind: Kind, _ value: UInt64) { keys.insert(kind.rawValue << 60 | value & EvidenceKeys.payload) }
        for path in evidence.issues {
            if let outer = path.first { add(.issueOuter, EvidenceKeys.hash(outer)) }
            if path.count >= 2 { add(.issue, EvidenceKeys.hash(path[0] + "/" + path[1])) }
        }
        for division in evidence.divisions { if let code = UInt64(division) { add(.division, code) } }
        for amount in evidence.amounts { add(.amount, UInt64(max(0, min(amount, 1e15)) * 100 + 0.5)) }
        for date in evidence.dates {
            if date.utf8.count == 10 { add(.day, EvidenceKeys.hash(date)) }
            if (7...10).contains(date.utf8.count) { add(.month, EvidenceKeys.hash(String(date.prefix(7)))) }
        }
        for number in evidence.documentNumbers { add(.documentNumber, EvidenceKeys.hash(number)) }
        for (number, name) in evidence.respondents.prefix(EvidenceKeys.mostRespondents).enumerated() {
            let scalars = name.unicodeScalars.map(\.value)
            for (first, second) in zip(scalars, scalars.dropFirst())
            where LetterTerms.isHan(first) && LetterTerms.isHan(second) {
                add(.respondent, UInt64(number) << 42 | UInt64(first) << 21 | UInt64(second))
            }
        }
        if !evidence.isLetter { add(.noLetter, 1) }
        self.keys = keys.sorted()
    }

    init(bytes: [UInt8]) {
        keys = bytes.withUnsafeBytes { raw in
            (0..<(bytes.count / 8)).map {
                UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self))
            }
        }
    }

    private static let mostRespondents = 32

    /// Of each firm complained of, the pairs of characters of its name (``Term``).
    var respondents: [[UInt64]] {
        var names: [[UInt64]] = []
        var last: UInt64?
        for value in values(.respondent) {
            if value >> 42 != last { names.append([]) }
            last = value >> 42
            names[names.count - 1].append(Term.last(of: value))
        }
        return names
    }

    var isLetter: Bool { values(.noLetter).isEmpty }

    /// The values of a kind, ascending.
    func values(_ kind: Kind) -> [UInt64] { keys[range(kind)].map { $0 & EvidenceKeys.payload } }

    /// Where the keys of a kind are.
    func range(_ kind: Kind) -> Range<Int> {
        keys.partitioningIndex { $0 >> 60 >= kind.rawValue }..<keys.partitioningIndex { $0 >> 60 > kind.rawValue }
    }

    /// Each value of a kind that another has too, ascending.
    @inline(__always)
    func forEachShared(_ kind: Kind, with other: EvidenceKeys, _ body: (UInt64) -> Void) {
        let (left, right) = (range(kind), other.range(kind))
        var (i, j) = (left.lowerBound, right.lowerBound)
        while i < left.upperBound, j < right.upperBound {
            let (x, y) = (keys[i], other.keys[j])
            if x == y { body(x & EvidenceKeys.payload) }
            i += x <= y ? 1 : 0
            j += y <= x ? 1 : 0
        }
    }

    func shared(_ kind: Kind, with other: EvidenceKeys) -> Int {
        var count = 0
        forEachShared(kind, with: other) { _ in count += 1 }
        return count
    }

    private static func hash(_ text: String) -> UInt64 {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return ShingleSet.mixed(value)
    }
}
