internal import Dictionaries

/// Which characters scanners read in the place of which: `Dictionaries/Repair/confusions.tsv`.
///
/// A fact about shapes only; whether a read form is repaired is the business of the rules.
struct ConfusionTable: Sendable {
    /// A look-alike and what it was, in file order.
    struct Pair: Sendable, Equatable {
        let truth: UInt32
        let read: UInt32
        /// `number` and `date` pairs hold in such slots only.
        let isNumeric: Bool
        /// Place among the look-alikes of its form: 0 for the likeliest.
        let rank: UInt8
    }

    static let file = "Repair/confusions.tsv"

    let pairs: [Pair]
    /// Index into `truths` where the true forms of a read character begin, and one past where they end.
    private let begins: [UInt16]
    private let truths: [UInt16]
    /// Of each true form, the rank of the read character among its look-alikes.
    private let ranks: [UInt8]

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var pairs: [Pair] = []
        var counts = [UInt16](repeating: 0, count: 0x10001)
        for (number, line) in DictionaryLines(try files.bytes(of: Self.file)) {
            var reader = ScalarReader(line)
            guard let truth = reader.next(), truth < 0x10000, reader.next() == 0x09 else {
                throw DictionaryError(file: Self.file, line: number, problem: "a true form, a tab, look-alikes")
            }
            let first = pairs.count
            let note = line[((line.lastIndex(of: 0x09) ?? line.startIndex) + 1)...]
            let isNumeric = note.elementsEqual("number".utf8) || note.elementsEqual("date".utf8)
            while let read = reader.next(), read != 0x09 {
                guard read < 0x10000, read != truth else {
                    throw DictionaryError(file: Self.file, line: number, problem: "a look-alike differs from its form")
                }
                pairs.append(
                    Pair(
                        truth: truth, read: read, isNumeric: isNumeric, rank: UInt8(min(255, pairs.count - first))))
                if !isNumeric { counts[Int(read) + 1] += 1 }
            }
            guard pairs.count > first else {
                throw DictionaryError(file: Self.file, line: number, problem: "no look-alikes")
            }
        }
        for index in 1..<counts.count { counts[index] &+= counts[index - 1] }
        var cursors = counts
        var truths = [UInt16](repeating: 0, count: Int(counts[0x10000]))
        var ranks = [UInt8](repeating: 0, count: truths.count + 1)
        for pair in pairs where !pair.isNumeric {
            ranks[Int(cursors[Int(pair.read)])] = pair.rank
            truths[Int(cursors[Int(pair.read)])] = UInt16(pair.truth)
            cursors[Int(pair.read)] += 1
        }
        // Never empty, so that a view has an address.
        truths.append(0)
        self.pairs = pairs
        self.begins = counts
        self.truths = truths
        self.ranks = ranks
    }

    /// The Han characters that a read character may have been, likeliest first.
    struct View {
        fileprivate let begins: UnsafePointer<UInt16>
        fileprivate let truths: UnsafePointer<UInt16>
        fileprivate let ranks: UnsafePointer<UInt8>

        /// Places in the table of the true forms of a read character.
        @inline(__always)
        func candidates(of read: UInt32) -> Range<Int> {
            guard read < 0x10000 else { return 0..<0 }
            return Int(begins[Int(read)])..<Int(begins[Int(read) + 1])
        }

        @inline(__always)
        func truth(_ candidate: Int) -> UInt32 { UInt32(truths[candidate]) }

        /// Place of the read character among the look-alikes of that form: 0 for the likeliest.
        @inline(__always)
        func rank(_ candidate: Int) -> Int { Int(ranks[candidate]) }

        /// How much less likely than the likeliest look-alike this one is: natural logarithm, 0 or below.
        @inline(__always)
        func likeness(_ candidate: Int) -> Float { -0.5 * Float(min(6, ranks[candidate])) }
    }

    func withView<Result>(_ body: (View) -> Result) -> Result {
        begins.withUnsafeBufferPointer { begins in
            truths.withUnsafeBufferPointer { truths in
                ranks.withUnsafeBufferPointer { ranks in
                    body(
                        View(
                            begins: begins.baseAddress!, truths: truths.baseAddress!, ranks: ranks.baseAddress!))
                }
            }
        }
    }

    func isLookAlike(_ read: UInt32, of truth: UInt32) -> Bool {
        withView { view in view.candidates(of: read).contains { view.truth($0) == truth } }
    }
}

/// What each character may be read as, numbers and dates left out: the same table the other way round.
struct LookAlikes: Sendable {
    /// Where the look-alikes of a character begin, and one past where they end.
    private let begins: [UInt16]
    private let reads: [UInt16]

    init(_ table: ConfusionTable) {
        var counts = [UInt16](repeating: 0, count: 0x10001)
        for pair in table.pairs where !pair.isNumeric { counts[Int(pair.truth) + 1] += 1 }
        for index in 1..<counts.count { counts[index] += counts[index - 1] }
        var cursors = counts
        var reads = [UInt16](repeating: 0, count: Int(counts[0x10000]))
        for pair in table.pairs where !pair.isNumeric {
            reads[Int(cursors[Int(pair.truth)])] = UInt16(pair.read)
            cursors[Int(pair.truth)] += 1
        }
        begins = counts
        self.reads = reads
    }

    @inline(__always)
    func forEach(of truth: UInt32, _ body: (UInt32) -> Void) {
        guard truth < 0x10000 else { return }
        for place in Int(begins[Int(truth)])..<Int(begins[Int(truth) + 1]) { body(UInt32(reads[place])) }
    }
}

/// The scalars of well-formed UTF-8, without the cost of a string.
struct ScalarReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// The next scalar; `nil` at the end, and at a sequence that is torn.
    mutating func next() -> UInt32? {
        bytes.withUnsafeBufferPointer { buffer in
            var place = position - bytes.startIndex
            guard let scalar = ScalarReader.scalar(buffer, &place) else { return nil }
            position = bytes.startIndex + place
            return scalar
        }
    }

    @inline(__always)
    static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> UInt32? {
        guard position < bytes.count else { return nil }
        let first = UInt32(bytes[position])
        if first < 0x80 {
            position += 1
            return first
        }
        // Nearly all that is not ASCII.
        if first & 0xF0 == 0xE0, position + 3 <= bytes.count {
            let (second, third) = (UInt32(bytes[position + 1]) & 0x3F, UInt32(bytes[position + 2]) & 0x3F)
            position += 3
            return (first & 0xF) << 12 | second << 6 | third
        }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard position + length <= bytes.count else { return nil }
        var value = first & (0xFF >> UInt32(length + 1))
        for offset in 1..<length { value = value << 6 | UInt32(bytes[position + offset] & 0x3F) }
        position += length
        return value
    }
}
