internal import Dictionaries

/// How much each feature of a clause speaks for its being a request, and each feature of a place for a request's
/// beginning there (`Requests/clause-weights.tsv`): sums of weights that anyone can follow.
///
/// `Sendable`: filled before anybody else sees it, then only read.
final class ClauseWeights: @unchecked Sendable {
    static let path = "Requests/clause-weights.tsv"

    fileprivate struct Slot {
        /// 0 is an empty slot.
        var key: UInt64 = 0
        var weight: Float = 0
    }

    /// An open-addressed table twice as large as what it holds, and one bit for each key by its highest bits.
    struct Table {
        fileprivate let slots: UnsafeMutableBufferPointer<Slot>
        fileprivate let bits: UnsafeMutableBufferPointer<UInt64>
        fileprivate let shift: UInt64

        /// The weight of a feature; 0 where the file has none.
        @inline(__always)
        subscript(key: UInt64) -> Float {
            let bit = key >> ClauseWeights.bitShift
            guard bits[Int(truncatingIfNeeded: bit >> 6)] >> (bit & 63) & 1 == 1 else { return 0 }
            var place = Int(truncatingIfNeeded: key >> shift)
            while slots[place].key != 0 {
                if slots[place].key == key { return slots[place].weight }
                place = (place + 1) & (slots.count - 1)
            }
            return 0
        }
    }

    fileprivate static let bitShift: UInt64 = 64 - 17

    let table: Table
    let isEmpty: Bool

    init(_ files: DictionaryFiles, _ signs: ClauseSigns) throws(DictionaryError) {
        var read: [(key: UInt64, weight: Float)] = []
        if let bytes = try files.optionalBytes(of: Self.path) {
            let names = ClauseFeatureNames(signs)
            for (number, line) in DictionaryLines(bytes) {
                let columns = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
                guard columns.count == 2, let weight = Float(columns[1]), weight.isFinite else {
                    throw DictionaryError(file: Self.path, line: number, problem: "needs a feature, a tab and a weight")
                }
                guard let key = names.key(of: columns[0]) else {
                    throw DictionaryError(file: Self.path, line: number, problem: "knows no feature \(columns[0])")
                }
                read.append((key, weight))
            }
        }
        isEmpty = read.isEmpty
        var count = 64
        while count < 2 * read.count { count *= 2 }
        let slots = UnsafeMutableBufferPointer<Slot>.allocate(capacity: count)
        slots.initialize(repeating: Slot())
        let bits = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: 1 << (64 - Int(Self.bitShift) - 6))
        bits.initialize(repeating: 0)
        let shift = UInt64(64 - count.trailingZeroBitCount)
        for (key, weight) in read {
            let bit = key >> Self.bitShift
            bits[Int(truncatingIfNeeded: bit >> 6)] |= 1 << (bit & 63)
            var place = Int(truncatingIfNeeded: key >> shift)
            while slots[place].key != 0, slots[place].key != key { place = (place + 1) & (count - 1) }
            slots[place] = Slot(key: key, weight: weight)
        }
        table = Table(slots: slots, bits: bits, shift: shift)
    }

    deinit {
        table.slots.deallocate()
        table.bits.deallocate()
    }
}

/// The number by which weights know a feature.
enum ClauseKey {
    @inline(__always)
    static func begin(_ template: ClauseTemplate) -> UInt64 { mix(0x9E37_79B9_7F4A_7C15, UInt64(template.rawValue)) }

    @inline(__always)
    static func mix(_ key: UInt64, _ value: UInt64) -> UInt64 { (key ^ value &+ 1) &* 0xD6E8_FEB8_6659_FD93 }

    /// Never 0. What went in last has been spread to the highest bits, by which tables are asked.
    @inline(__always)
    static func end(_ key: UInt64) -> UInt64 { key | 1 }
}

/// Where the features of a clause go: into a sum, or into a list by their names.
protocol ClauseFeatureSink {
    mutating func add(_ template: ClauseTemplate, _ number: Int)
    mutating func add(_ template: ClauseTemplate, text: Range<Int>)
    /// One feature for each length of what begins at a place.
    mutating func add(_ template: ClauseTemplate, from start: Int, lengths: ClosedRange<Int>)
}

/// Adds up what the features weigh.
struct ClauseSum: ClauseFeatureSink {
    let table: ClauseWeights.Table
    let buffer: UnsafeBufferPointer<UInt32>
    var sum: Float = 0

    @inline(__always)
    mutating func add(_ template: ClauseTemplate, _ number: Int) {
        sum += table[ClauseKey.end(ClauseKey.mix(ClauseKey.begin(template), UInt64(truncatingIfNeeded: number)))]
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
}

/// Features by the names that the file and explanations give them.
struct ClauseFeatureNames {
    private let signs: ClauseSigns

    init(_ signs: ClauseSigns) { self.signs = signs }

    /// The rules whose requests clauses are told by, and any other.
    static let rules = ["demand.cue", "demand.list", "demand.title", "other"]

    private func values(_ content: ClauseTemplate.Content) -> [String]? {
        switch content {
        case .text, .number: nil
        case .mark: ClauseMark.allCases.map { "\($0)" }
        case .sign: signs.signs
        case .list: ClauseSigns.lists
        case .asking: signs.asking
        case .asked: signs.asked
        case .rule: Self.rules
        }
    }

    func name(_ template: ClauseTemplate, _ number: Int) -> String {
        template.name + " " + (values(template.content)?[number] ?? String(number))
    }

    /// The key of `begins 建议`, or of `length 3`.
    func key(of name: String) -> UInt64? {
        let parts = name.split(separator: " ")
        guard parts.count == 2, let template = Self.templates[String(parts[0])] else { return nil }
        var key = ClauseKey.begin(template)
        let value = String(parts[1])
        switch template.content {
        case .text: for scalar in value.unicodeScalars { key = ClauseKey.mix(key, UInt64(scalar.value)) }
        case .number:
            guard let number = UInt64(value) else { return nil }
            key = ClauseKey.mix(key, number)
        default:
            guard let number = values(template.content)?.firstIndex(of: value) else { return nil }
            key = ClauseKey.mix(key, UInt64(number))
        }
        return ClauseKey.end(key)
    }

    private static let templates = Dictionary(
        uniqueKeysWithValues: ClauseTemplate.allCases.map { ($0.name, $0) })
}
