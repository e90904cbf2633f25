internal import Dictionaries

/// The words and pairs of characters that clean text is made of, hashed so that they load in milliseconds.
///
/// A word is known by 26 bits of its hash and by its place in the table: a wrong hit once in a hundred million.
struct RepairLexicon: Sendable {
    /// Words longer than this are left out.
    static let longest = 6
    private static let slotBits: UInt64 = 19
    private static let bitBits: UInt64 = 22
    private static let pairSeed: UInt64 = 0x1319_8A2E_0370_7344
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    private let tables = Tables()

    /// Owns the memory. `Sendable`: filled while the lexicon is built, and then only read.
    private final class Tables: @unchecked Sendable {
        /// Low four bits: class + 1; then the bits of the field and of its terms; then 26 bits of the hash. 0 is free.
        let slots = TableMemory.allocate(repeating: UInt32(0), count: 1 << RepairLexicon.slotBits)
        /// Four bits for each pair of characters, ``Pair``.
        let pairs = TableMemory.allocate(repeating: UInt64(0), count: 1 << (RepairLexicon.bitBits - 4))

        deinit {
            slots.deallocate()
            pairs.deallocate()
        }
    }

    /// What is known of two neighbours.
    enum Pair {
        /// Met in frequent words or in letters.
        static let known: UInt64 = 1
        /// Met inside a word.
        static let inner: UInt64 = 2
        /// A word.
        static let word: UInt64 = 4
        /// One of the two may be the look-alike of a character that would stand here inside a word of the field.
        static let broken: UInt64 = 8
    }

    /// - Parameter confusions: so that it is known ahead where a word of the field may have been broken.
    init(_ files: DictionaryFiles, _ confusions: ConfusionTable) throws(DictionaryError) {
        let lookAlikes = LookAlikes(confusions)
        try load("Repair/true-words.txt", files, lookAlikes) { $0.addGroup($1, arePairs: false) }
        try load("Repair/words.tsv", files, lookAlikes) { $0.addFieldWord($1) }
        try load("Lexicon/bodies.txt", files, lookAlikes) { $0.addBodies($1) }
        try load("Repair/pairs.txt", files, lookAlikes) { $0.addGroup($1, arePairs: true) }
    }

    func withView<Result>(_ body: (View) -> Result) -> Result {
        withExtendedLifetime(tables) {
            body(View(slots: UnsafePointer(tables.slots), pairs: UnsafePointer(tables.pairs)))
        }
    }

    @inline(__always)
    static func extend(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
        let mixed = (hash ^ UInt64(scalar)) &* multiplier
        return mixed ^ mixed >> 29
    }

    @inline(__always)
    private static func bit(_ left: UInt32, _ right: UInt32) -> Int {
        let mixed = (UInt64(left) << 21 | UInt64(right)) &* multiplier
        return Int(truncatingIfNeeded: ((mixed ^ mixed >> 32) &* multiplier) >> (64 - bitBits))
    }

    // MARK: asking

    /// What is known of a word.
    struct Word {
        fileprivate let entry: UInt32

        @inline(__always) var exists: Bool { entry != 0 }
        /// Letters and their answers use it.
        @inline(__always) var isOfField: Bool { entry & 0x10 != 0 }
        /// One of the terms that letters are made of: 政府, 答复, 拆迁.
        @inline(__always) var isTerm: Bool { entry & 0x20 != 0 }
        /// Natural logarithm of its share in text.
        @inline(__always) var logarithm: Float { 1.5 * Float(Int(entry & 0xF) - 1) - 16.5 }
    }

    /// The tables while a text is walked.
    struct View {
        static let wordSeed: UInt64 = 0x243F_6A88_85A3_08D3

        fileprivate let slots: UnsafePointer<UInt32>
        fileprivate let pairs: UnsafePointer<UInt64>

        @inline(__always)
        func word(_ hash: UInt64) -> Word { Word(entry: entry(hash)) }

        /// A character that no text of today holds.
        @inline(__always)
        func isStrange(_ scalar: UInt32) -> Bool {
            !word(RepairLexicon.extend(RepairLexicon.View.wordSeed, scalar)).exists
        }

        /// How much oftener than by chance two characters of different words stand together: natural logarithm.
        @inline(__always)
        func junction(_ left: UInt32, _ right: UInt32) -> Float {
            let found = entry(extend(extend(pairSeed, left), right))
            return found == 0 ? -1.5 : min(4, Float(Int(found & 0xF) - 3))
        }

        @inline(__always)
        func pair(_ left: UInt32, _ right: UInt32) -> UInt64 { pair(at: RepairLexicon.bit(left, right)) }

        /// What is known of the two neighbours with this place in the table.
        @inline(__always)
        func pair(at place: Int) -> UInt64 { pairs[place >> 4] >> UInt64((place & 15) * 4) & 15 }

        /// The place of two neighbours in the table, which is asked for.
        @inline(__always)
        func ask(for left: UInt32, _ right: UInt32) -> Int {
            let place = RepairLexicon.bit(left, right)
            TableMemory.ask(for: pairs + place >> 4)
            return place
        }

        @inline(__always)
        func isKnown(_ left: UInt32, _ right: UInt32) -> Bool { pair(left, right) & Pair.known != 0 }

        /// Met inside words: others need no looking up.
        @inline(__always)
        func isInner(_ left: UInt32, _ right: UInt32) -> Bool { pair(left, right) & Pair.inner != 0 }

        @inline(__always)
        private func entry(_ hash: UInt64) -> UInt32 {
            var slot = Int(truncatingIfNeeded: hash >> (64 - slotBits))
            let tag = UInt32(truncatingIfNeeded: hash) & ~0x3F
            while slots[slot] != 0 {
                if slots[slot] & ~0x3F == tag { return slots[slot] }
                slot = (slot + 1) & (1 << Int(slotBits) - 1)
            }
            return 0
        }
    }

    // MARK: loading

    /// The tables while they are filled. Each `add` returns what is wrong with its line.
    private struct Filler {
        let slots: UnsafeMutablePointer<UInt32>
        let pairs: UnsafeMutablePointer<UInt64>
        let lookAlikes: LookAlikes

        /// A character and what may follow it, each with a class: true words (a class behind the character itself
        /// too) and pairs.
        func addGroup(_ line: UnsafeBufferPointer<UInt8>, arePairs: Bool) -> String? {
            var position = 0
            guard let first = ScalarReader.scalar(line, &position), var next = ScalarReader.scalar(line, &position)
            else { return "a character and its followers" }
            let begin = RepairLexicon.extend(arePairs ? pairSeed : View.wordSeed, first)
            if !arePairs {
                guard let grade = grade(next), let tab = ScalarReader.scalar(line, &position) else {
                    return "a class 0 to 9 behind the character"
                }
                add(begin, grade)
                next = tab
            }
            guard next == 0x09 else { return "a tab is missing" }
            var hash = begin
            var last = first
            var start = position
            var length = 0
            while let scalar = ScalarReader.scalar(line, &position) {
                if let grade = grade(scalar) {
                    guard hash != begin else { return "a class without characters" }
                    add(hash, grade)
                    if !arePairs, length == 1 { mark(first, last, Pair.word) }
                    length = 0
                    if !arePairs, grade >= Self.frequent { setKnown(line, first, from: start, to: position) }
                    start = position
                    hash = begin
                    last = first
                } else {
                    mark(last, scalar, arePairs ? Pair.known : Pair.inner)
                    hash = RepairLexicon.extend(hash, scalar)
                    last = scalar
                    length += 1
                }
            }
            return hash == begin ? nil : "a class is missing at the end"
        }

        func addFieldWord(_ line: UnsafeBufferPointer<UInt8>) -> String? {
            let isTerm = line.last == 0x2B
            let line = isTerm ? UnsafeBufferPointer(rebasing: line.dropLast()) : line
            guard let last = line.last, let grade = grade(UInt32(last)), line.dropLast().last == 0x09 else {
                return "a word, a tab, a class 0 to 9, + for a term"
            }
            return addFieldWord(UnsafeBufferPointer(rebasing: line.dropLast(2)), grade | (isTerm ? 0x30 : 0x10))
        }

        /// The names of bodies are words of the field too.
        func addBodies(_ line: UnsafeBufferPointer<UInt8>) -> String? {
            guard let tab = line.firstIndex(of: 0x09) else { return "a kind, a tab, names" }
            for name in line[(tab + 1)...].split(separator: 0x20) {
                _ = addFieldWord(UnsafeBufferPointer(rebasing: name), 0x30 | 4)
            }
            return nil
        }

        private func addFieldWord(_ word: UnsafeBufferPointer<UInt8>, _ value: UInt32) -> String? {
            var position = 0
            var hash = View.wordSeed
            var last: UInt32 = 0
            var first: UInt32 = 0
            var count = 0
            while let scalar = ScalarReader.scalar(word, &position) {
                if count > 0 {
                    mark(last, scalar, Pair.known | Pair.inner)
                    lookAlikes.forEach(of: last) { mark($0, scalar, Pair.broken) }
                    lookAlikes.forEach(of: scalar) { mark(last, $0, Pair.broken) }
                }
                hash = RepairLexicon.extend(hash, scalar)
                if count == 0 { first = scalar }
                last = scalar
                count += 1
            }
            if count == 2 { mark(first, last, Pair.word) }
            guard count > 1 else { return "a word has two characters or more" }
            if count <= RepairLexicon.longest { add(hash, value) }
            return nil
        }

        @inline(__always)
        private func grade(_ scalar: UInt32) -> UInt32? { CharacterKind.isDigit(scalar) ? scalar - 0x30 + 1 : nil }

        /// Class and one from which a word's characters raise no suspicion beside each other; idioms and rare words
        /// are looked up when met.
        private static let frequent: UInt32 = 3

        /// The characters of a word whose rest lies in a part of the line.
        private func setKnown(_ line: UnsafeBufferPointer<UInt8>, _ first: UInt32, from start: Int, to end: Int) {
            var position = start
            var last = first
            while position < end, let scalar = ScalarReader.scalar(line, &position), !CharacterKind.isDigit(scalar) {
                mark(last, scalar, Pair.known)
                last = scalar
            }
        }

        @inline(__always)
        private func mark(_ left: UInt32, _ right: UInt32, _ value: UInt64) {
            let bit = RepairLexicon.bit(left, right)
            pairs[bit >> 4] |= value << UInt64((bit & 15) * 4)
        }

        @inline(__always)
        private func add(_ hash: UInt64, _ value: UInt32) {
            var slot = Int(truncatingIfNeeded: hash >> (64 - slotBits))
            let tag = UInt32(truncatingIfNeeded: hash) & ~0x3F
            while slots[slot] != 0 {
                if slots[slot] & ~0x3F == tag {
                    slots[slot] = tag | (slots[slot] | value) & 0x30 | max(slots[slot] & 0xF, value & 0xF)
                    return
                }
                slot = (slot + 1) & (1 << Int(slotBits) - 1)
            }
            slots[slot] = tag | value
        }
    }

    private func load(
        _ path: String, _ files: DictionaryFiles, _ lookAlikes: LookAlikes,
        _ add: (Filler, UnsafeBufferPointer<UInt8>) -> String?
    ) throws(DictionaryError) {
        let bytes = try files.bytes(of: path)
        var failure: DictionaryError?
        let filler = Filler(slots: tables.slots, pairs: tables.pairs, lookAlikes: lookAlikes)
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            var number = 0
            while start < bytes.count, failure == nil {
                var end = start
                while end < bytes.count, bytes[end] != 0x0A { end += 1 }
                number += 1
                if end > start, bytes[start] != 0x23,
                    let problem = add(filler, UnsafeBufferPointer(rebasing: bytes[start..<end]))
                {
                    failure = DictionaryError(file: path, line: number, problem: problem)
                }
                start = end + 1
            }
        }
        if let failure { throw failure }
    }
}
