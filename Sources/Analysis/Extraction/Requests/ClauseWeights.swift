internal import Dictionaries

/// How much each feature of a clause speaks for its being a request, and each feature of a place for a request's
/// beginning there (`Requests/clause-weights.tsv`): sums of weights that anyone can follow.
///
/// `Sendable`: filled before anybody else sees it, then only read.
final class ClauseWeights: @unchecked Sendable {
    static let path = "Requests/clause-weights.tsv"

    fileprivate struct Slot {
        /// The lower half of a key, whose upper half tells the place; 0 is an empty slot.
        var key: UInt32 = 0
        var weight: Float = 0
    }

    /// Features that hold text lie in an open-addressed table, with a bit for each key ahead of it by its highest bits;
    /// those of the sequences in a clause, of which there are most, with two bits for each pair of characters.
    struct Table {
        fileprivate let slots: UnsafeMutableBufferPointer<Slot>
        fileprivate let bits: UnsafeMutablePointer<UInt64>
        /// By the key of a pair: it is held; longer sequences that begin with it are.
        fileprivate let pairs: UnsafeMutablePointer<UInt64>
        /// Of features that hold a number, by template and number.
        fileprivate let numbered: UnsafeMutablePointer<Float>
        fileprivate let shift: UInt64

        /// The weight of a feature; 0 where the file has none.
        @inline(__always)
        subscript(key: UInt64) -> Float {
            let bit = key >> ClauseWeights.bitShift
            guard bits[Int(truncatingIfNeeded: bit >> 6)] >> (bit & 63) & 1 == 1 else { return 0 }
            return known(key)
        }

        @inline(__always)
        subscript(template: ClauseTemplate, number: Int) -> Float {
            numbered[Int(template.rawValue) * ClauseWeights.numbers + number]
        }

        /// 1 when a pair of characters is held, and 2 when longer sequences are that begin with it.
        @inline(__always)
        fileprivate func pair(_ key: UInt64) -> UInt64 {
            let bit = (key >> (ClauseWeights.bitShift + 1)) << 1
            return pairs[Int(truncatingIfNeeded: bit >> 6)] >> (bit & 63) & 3
        }

        fileprivate func known(_ key: UInt64) -> Float {
            var place = Int(truncatingIfNeeded: key >> shift)
            let half = UInt32(truncatingIfNeeded: key)
            while slots[place].key != 0 {
                if slots[place].key == half { return slots[place].weight }
                place = (place + 1) & (slots.count - 1)
            }
            return 0
        }
    }

    private static let keyBits: UInt64 = 18
    fileprivate static let bitShift: UInt64 = 64 - keyBits
    /// A template's numbers are below it: they are those of bits, and small counts.
    fileprivate static let numbers = 64

    let table: Table
    let isEmpty: Bool

    init(_ files: DictionaryFiles, _ signs: ClauseSigns) throws(DictionaryError) {
        var read: [(feature: ClauseFeature, weight: Float)] = []
        if let bytes = try files.optionalBytes(of: Self.path) {
            let names = ClauseFeatureNames(signs)
            for (number, line) in DictionaryLines(bytes) {
                let columns = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
                guard columns.count == 2, let weight = Float(columns[1]), weight.isFinite else {
                    throw DictionaryError(file: Self.path, line: number, problem: "needs a feature, a tab and a weight")
                }
                guard let feature = names.feature(columns[0]) else {
                    throw DictionaryError(file: Self.path, line: number, problem: "knows no feature \(columns[0])")
                }
                read.append((feature, weight))
            }
        }
        isEmpty = read.isEmpty
        // Half as many slots again as features: what is not known is refused before.
        var count = 64
        while count * 2 < 3 * read.count { count *= 2 }
        let slots = UnsafeMutableBufferPointer<Slot>.allocate(capacity: count)
        slots.initialize(repeating: Slot())
        let words = 1 << Int(Self.keyBits - 6)
        table = Table(
            slots: slots, bits: TableMemory.allocate(repeating: 0, count: words),
            pairs: TableMemory.allocate(repeating: 0, count: words),
            numbered: TableMemory.allocate(repeating: 0, count: ClauseTemplate.allCases.count * Self.numbers),
            shift: UInt64(64 - count.trailingZeroBitCount))
        for (feature, weight) in read { insert(feature, weight) }
    }

    private func insert(_ feature: ClauseFeature, _ weight: Float) {
        let key: UInt64
        switch feature {
        case .number(let template, let number):
            table.numbered[Int(template.rawValue) * Self.numbers + number] = weight
            return
        case .text(let template, let scalars):
            key = ClauseKey.of(template, scalars)
            if template == .holds, scalars.count >= 2 {
                let bit = (ClauseKey.of(template, scalars.prefix(2)) >> (Self.bitShift + 1)) << 1
                table.pairs[Int(bit >> 6)] |= (scalars.count == 2 ? 1 : 2) << (bit & 63)
            }
        }
        let bit = key >> Self.bitShift
        table.bits[Int(bit >> 6)] |= 1 << (bit & 63)
        var place = Int(truncatingIfNeeded: key >> table.shift)
        let half = UInt32(truncatingIfNeeded: key)
        while table.slots[place].key != 0, table.slots[place].key != half {
            place = (place + 1) & (table.slots.count - 1)
        }
        table.slots[place] = Slot(key: half, weight: weight)
    }

    /// The weight of a feature by its name; 0 where the file has none.
    subscript(feature: ClauseFeature) -> Float {
        switch feature {
        case .number(let template, let number): table[template, number]
        case .text(let template, let scalars): table[ClauseKey.of(template, scalars)]
        }
    }

    deinit {
        table.slots.deallocate()
        table.bits.deallocate()
        table.pairs.deallocate()
        table.numbered.deallocate()
    }
}

/// A feature as its name tells it.
enum ClauseFeature: Hashable {
    case number(ClauseTemplate, Int)
    case text(ClauseTemplate, [UInt32])
}

/// The number by which weights know a feature.
enum ClauseKey {
    @inline(__always)
    static func begin(_ template: ClauseTemplate) -> UInt64 {
        mix(FeatureKey.start, UInt64(template.rawValue))
    }

    @inline(__always)
    static func mix(_ key: UInt64, _ value: UInt64) -> UInt64 { FeatureKey.mix(key, value) }

    /// Never 0.
    @inline(__always)
    static func end(_ key: UInt64) -> UInt64 { key | 1 }

    static func of(_ template: ClauseTemplate, _ scalars: some Sequence<UInt32>) -> UInt64 {
        end(scalars.reduce(begin(template)) { mix($0, UInt64($1)) })
    }
}

/// Where the features of a clause go: into a sum, or into a list by their names.
protocol ClauseFeatureSink {
    mutating func add(_ template: ClauseTemplate, _ number: Int)
    mutating func add(_ template: ClauseTemplate, text: Range<Int>)
    /// One feature for each length of what begins at a place.
    mutating func add(_ template: ClauseTemplate, from start: Int, lengths: ClosedRange<Int>)
    /// The sequences of two and three characters of a clause.
    mutating func add(heldIn clause: Range<Int>)
}

/// Adds up what the features weigh.
struct ClauseSum: ClauseFeatureSink {
    let table: ClauseWeights.Table
    let buffer: UnsafeBufferPointer<UInt32>
    var sum: Float = 0

    @inline(__always)
    mutating func add(_ template: ClauseTemplate, _ number: Int) {
        sum += table[template, number]
    }

    @inline(__always)
    mutating func add(_ template: ClauseTemplate, text: Range<Int>) {
        var key = ClauseKey.begin(template)
        for index in text { key = ClauseKey.mix(key, UInt64(buffer[index])) }
        sum += table[ClauseKey.end(key)]
    }

    @inline(__always)
    mutating func add(_ template: ClauseTemplate, from start: Int, lengths: ClosedRange<Int>) {
        var key = ClauseKey.begin(template)
        for length in 1...lengths.upperBound {
            key = ClauseKey.mix(key, UInt64(buffer[start + length - 1]))
            if length >= lengths.lowerBound { sum += table[ClauseKey.end(key)] }
        }
    }

    /// Most pairs are held by no feature, and begin none: which are is told first, without branches that nobody can
    /// foresee.
    @inline(__always)
    mutating func add(heldIn clause: Range<Int>) {
        let last = clause.upperBound - 1
        let begun = ClauseKey.begin(.holds)
        func key(_ index: Int) -> UInt64 {
            ClauseKey.mix(ClauseKey.mix(begun, UInt64(buffer[index])), UInt64(buffer[index + 1]))
        }
        var first = clause.lowerBound
        while first < last {
            let end = min(first + UInt64.bitWidth, last)
            var places: UInt64 = 0
            for index in first..<end {
                let isAny: UInt64 = table.pair(ClauseKey.end(key(index))) == 0 ? 0 : 1
                places |= isAny << UInt64(index - first)
            }
            while places != 0 {
                let index = first + places.trailingZeroBitCount
                places &= places - 1
                let key = key(index)
                let two = table.pair(ClauseKey.end(key))
                if two & 1 != 0 { sum += table.known(ClauseKey.end(key)) }
                if two & 2 != 0, index + 3 <= clause.upperBound {
                    sum += table[ClauseKey.end(ClauseKey.mix(key, UInt64(buffer[index + 2])))]
                }
            }
            first = end
        }
    }
}

/// Collects features by their names.
struct ClauseFeatureList: ClauseFeatureSink {
    let names: ClauseFeatureNames
    let buffer: UnsafeBufferPointer<UInt32>
    private(set) var features: [String] = []

    init(_ names: ClauseFeatureNames, _ buffer: UnsafeBufferPointer<UInt32>) {
        (self.names, self.buffer) = (names, buffer)
    }

    mutating func add(_ template: ClauseTemplate, _ number: Int) { features.append(names.name(template, number)) }

    mutating func add(_ template: ClauseTemplate, text: Range<Int>) {
        // A blank or a tab would cut the name.
        guard !text.contains(where: { CharacterKind.isSpace(buffer[$0]) || buffer[$0] < 0x20 }) else { return }
        var name = String.UnicodeScalarView()
        for index in text { if let scalar = Unicode.Scalar(buffer[index]) { name.append(scalar) } }
        features.append(template.name + " " + String(name))
    }

    mutating func add(_ template: ClauseTemplate, from start: Int, lengths: ClosedRange<Int>) {
        for length in lengths { add(template, text: start..<start + length) }
    }

    mutating func add(heldIn clause: Range<Int>) {
        for start in clause.dropLast() { add(.holds, from: start, lengths: 2...min(3, clause.upperBound - start)) }
    }
}

/// Features by the names that the file and explanations give them.
struct ClauseFeatureNames {
    private let signs: ClauseSigns

    init(_ signs: ClauseSigns) { self.signs = signs }

    /// The rules whose requests clauses are told by, and any other.
    static let rules = ["demand.cue", "demand.list", "demand.title", "demand.wanted", "other"]

    private func values(_ content: ClauseTemplate.Content) -> [String]? {
        switch content {
        case .text, .number: nil
        case .mark: ClauseMark.allCases.map { "\($0)" }
        case .sign: signs.signs
        case .list: ClauseSigns.lists
        case .asking: signs.asking
        case .asked: signs.asked
        case .call: signs.calls
        case .rule: Self.rules
        }
    }

    func name(_ template: ClauseTemplate, _ number: Int) -> String {
        template.name + " " + (values(template.content)?[number] ?? String(number))
    }

    /// The feature of a name: `begins 建议`, `length 3`.
    func feature(_ name: String) -> ClauseFeature? {
        let parts = name.split(separator: " ")
        guard parts.count == 2, let template = Self.templates[String(parts[0])] else { return nil }
        let value = String(parts[1])
        switch template.content {
        case .text: return .text(template, value.unicodeScalars.map(\.value))
        case .number:
            guard let number = Int(value), (0..<ClauseWeights.numbers).contains(number) else { return nil }
            return .number(template, number)
        default: return values(template.content)?.firstIndex(of: value).map { .number(template, $0) }
        }
    }

    private static let templates = Dictionary(
        uniqueKeysWithValues: ClauseTemplate.allCases.map { ($0.name, $0) })
}
