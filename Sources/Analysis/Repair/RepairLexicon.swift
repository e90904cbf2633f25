internal import Dictionaries

/// The words and pairs of characters that clean text is made of, hashed so that they load in milliseconds.
///
/// A word is known by 27 bits of its hash and by its place in the table: a wrong hit once in a hundred million.
struct RepairLexicon: Sendable {
    /// Words longer than this are left out.
    static let longest = 6
    private static let slotBits: UInt64 = 19
    private static let bitBits: UInt64 = 22
    private static let pairSeed: UInt64 = 0x1319_8A2E_0370_7344
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Low four bits: class + 1; then the bit of the field; then 27 bits of the hash. 0 is free.
    private var slots = [UInt32](repeating: 0, count: 1 << RepairLexicon.slotBits)
    private var known = [UInt64](repeating: 0, count: 1 << (RepairLexicon.bitBits - 6))
    private var inner = [UInt64](repeating: 0, count: 1 << (RepairLexicon.bitBits - 6))

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        try load("Repair/true-words.txt", files) { $0.addGroup($1, arePairs: false) }
        try load("Repair/words.tsv", files) { $0.addFieldWord($1) }
        try load("Lexicon/bodies.txt", files) { $0.addBodies($1) }
        try load("Repair/pairs.txt", files) { $0.addGroup($1, arePairs: true) }
    }

    func withView<Result>(_ body: (View) -> Result) -> Result {
        slots.withUnsafeBufferPointer { slots in
            known.withUnsafeBufferPointer { known in
                inner.withUnsafeBufferPointer { inner in
                    body(View(slots: slots.baseAddress!, known: known.baseAddress!, inner: inner.baseAddress!))
                }
            }
        }
    }

    @inline(__always)
    static func extend(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
        let mixed = (hash ^ UInt64(scalar)) &* multiplier
        return mixed ^ mixed >> 29
    }

    @inline(__always)
    private static func bit(_ left: UInt32, _ right: UInt32) -> Int {
        Int(truncatingIfNeeded: ((UInt64(left) << 21 | UInt64(right)) &* multiplier) >> (64 - bitBits))
    }

    // MARK: asking

    /// What is known of a word.
    struct Word {
        fileprivate let entry: UInt32

        @inline(__always) var exists: Bool { entry != 0 }
        /// Letters and their answers use it.
        @inline(__always) var isOfField: Bool { entry & 0x10 != 0 }
        /// Natural logarithm of its share in text.
        @inline(__always) var logarithm: Float { 1.5 * Float(Int(entry & 0xF) - 1) - 16.5 }
    }

    /// The tables while a text is walked.
    struct View {
        static let wordSeed: UInt64 = 0x243F_6A88_85A3_08D3

        fileprivate let slots: UnsafePointer<UInt32>
        fileprivate let known: UnsafePointer<UInt64>
        fileprivate let inner: UnsafePointer<UInt64>

        @inline(__always)
        func word(_ hash: UInt64) -> Word { Word(entry: entry(hash)) }

        @inline(__always)
        func isWord(_ first: UInt32, _ second: UInt32) -> Bool {
            isInner(first, second) && entry(extend(extend(Self.wordSeed, first), second)) != 0
        }

        /// How much oftener than by chance two characters of different words stand together: natural logarithm.
        @inline(__always)
        func junction(_ left: UInt32, _ right: UInt32) -> Float {
            let found = entry(extend(extend(pairSeed, left), right))
            return found == 0 ? -1.5 : min(4, Float(Int(found & 0xF) - 3))
        }

        /// Met in words or in letters: such neighbours raise no suspicion.
        @inline(__always)
        func isKnown(_ left: UInt32, _ right: UInt32) -> Bool {
            let bit = RepairLexicon.bit(left, right)
            return known[bit >> 6] >> UInt64(bit & 63) & 1 != 0
        }

        /// Met inside words: others need no looking up.
        @inline(__always)
        func isInner(_ left: UInt32, _ right: UInt32) -> Bool {
            let bit = RepairLexicon.bit(left, right)
            return inner[bit >> 6] >> UInt64(bit & 63) & 1 != 0
        }

        @inline(__always)
        private func entry(_ hash: UInt64) -> UInt32 {
            var slot = Int(truncatingIfNeeded: hash >> (64 - slotBits))
            let tag = UInt32(truncatingIfNeeded: hash) & ~0x1F
            while slots[slot] != 0 {
                if slots[slot] & ~0x1F == tag { return slots[slot] }
                slot = (slot + 1) & (1 << Int(slotBits) - 1)
            }
            return 0
        }
    }

    // MARK: loading

    /// The tables while they are filled. Each `add` returns what is wrong with its line.
    private struct Filler {
        let slots: UnsafeMutablePointer<UInt32>
        let known: UnsafeMutablePointer<UInt64>
        let inner: UnsafeMutablePointer<UInt64>

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
            while let scalar = ScalarReader.scalar(line, &position) {
                if let grade = grade(scalar) {
                    guard hash != begin else { return "a class without characters" }
                    add(hash, grade)
                    hash = begin
                    last = first
                } else {
                    setBit(last, scalar, isInner: !arePairs)
                    hash = RepairLexicon.extend(hash, scalar)
                    last = scalar
                }
            }
            return hash == begin ? nil : "a class is missing at the end"
        }

        func addFieldWord(_ line: UnsafeBufferPointer<UInt8>) -> String? {
            guard let last = line.last, let grade = grade(UInt32(last)), line.dropLast().last == 0x09 else {
                return "a word, a tab, a class 0 to 9"
            }
            return addFieldWord(UnsafeBufferPointer(rebasing: line.dropLast(2)), grade)
        }

        /// The names of bodies are words of the field too.
        func addBodies(_ line: UnsafeBufferPointer<UInt8>) -> String? {
            guard let tab = line.firstIndex(of: 0x09) else { return "a kind, a tab, names" }
            for name in line[(tab + 1)...].split(separator: 0x20) {
                _ = addFieldWord(UnsafeBufferPointer(rebasing: name), 4)
            }
            return nil
        }

        private func addFieldWord(_ word: UnsafeBufferPointer<UInt8>, _ grade: UInt32) -> String? {
            var position = 0
            var hash = View.wordSeed
            var last: UInt32 = 0
            var count = 0
            while let scalar = ScalarReader.scalar(word, &position) {
                if count > 0 { setBit(last, scalar, isInner: true) }
                hash = RepairLexicon.extend(hash, scalar)
                last = scalar
                count += 1
            }
            guard count > 1 else { return "a word has two characters or more" }
            if count <= RepairLexicon.longest { add(hash, grade | 0x10) }
            return nil
        }

        @inline(__always)
        private func grade(_ scalar: UInt32) -> UInt32? { CharacterKind.isDigit(scalar) ? scalar - 0x30 + 1 : nil }

        @inline(__always)
        private func setBit(_ left: UInt32, _ right: UInt32, isInner: Bool) {
            let bit = RepairLexicon.bit(left, right)
            known[bit >> 6] |= 1 << UInt64(bit & 63)
            if isInner { inner[bit >> 6] |= 1 << UInt64(bit & 63) }
        }

        @inline(__always)
        private func add(_ hash: UInt64, _ value: UInt32) {
            var slot = Int(truncatingIfNeeded: hash >> (64 - slotBits))
            let tag = UInt32(truncatingIfNeeded: hash) & ~0x1F
            while slots[slot] != 0 {
                if slots[slot] & ~0x1F == tag {
                    slots[slot] = tag | (slots[slot] | value) & 0x10 | max(slots[slot] & 0xF, value & 0xF)
                    return
                }
                slot = (slot + 1) & (1 << Int(slotBits) - 1)
            }
            slots[slot] = tag | value
        }
    }

    private mutating func load(
        _ path: String, _ files: DictionaryFiles, _ add: (Filler, UnsafeBufferPointer<UInt8>) -> String?
    ) throws(DictionaryError) {
        let bytes = try files.bytes(of: path)
        var failure: DictionaryError?
        slots.withUnsafeMutableBufferPointer { slots in
            known.withUnsafeMutableBufferPointer { known in
                inner.withUnsafeMutableBufferPointer { inner in
                    let filler = Filler(
                        slots: slots.baseAddress!, known: known.baseAddress!, inner: inner.baseAddress!)
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
                }
            }
        }
        if let failure { throw failure }
    }
}
