/// How common runs of two and three characters are in letters at large, so that a small collection knows stock phrases too.
///
/// File: lines of characters, a tab, and how many of 10,000 letters hold them; `#` begins a remark.
public struct TermBackground: Sendable {
    /// No background: every run is as rare as the collection says.
    public static let none = TermBackground()

    private var keys: [UInt64] = []
    private var shares: [Float] = []
    private var mask = 0
    /// One bit for some bits of each key's hash: most runs of a letter are not listed, and this says so in a table that
    /// stays in the processor's cache.
    private var listed: [UInt64] = []
    private static let listedBits = 20
    let fingerprint: UInt64

    private init() { fingerprint = 0 }

    var isEmpty: Bool { keys.isEmpty }

    /// - Returns: `nil` when a line is not as described.
    public init?(file bytes: [UInt8]) {
        var rows: [(UInt64, Float)] = []
        for line in bytes.split(separator: 0x0A) where line.first != 0x23 {
            let fields = line.split(separator: 0x09)
            guard fields.count == 2, let count = Int(String(decoding: fields[1], as: UTF8.self)), count > 0
            else { return nil }
            let characters = String(decoding: fields[0], as: UTF8.self).unicodeScalars.map(\.value)
            guard characters.count == 2 || characters.count == 3 else { return nil }
            rows.append((Term.key(characters[...]), Float(count) / 10_000))
        }
        fingerprint = Fingerprint.of(bytes)
        var capacity = 16
        while capacity < 2 * rows.count { capacity *= 2 }
        mask = capacity - 1
        keys = [UInt64](repeating: 0, count: capacity)
        shares = [Float](repeating: 0, count: capacity)
        listed = [UInt64](repeating: 0, count: 1 << (TermBackground.listedBits - 6))
        for (key, share) in rows {
            let hash = ShingleSet.mixed(key)
            let bit = hash >> UInt64(64 - TermBackground.listedBits)
            listed[Int(bit >> 6)] |= 1 << (bit & 63)
            var slot = Int(truncatingIfNeeded: hash) & mask
            while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
            keys[slot] = key
            shares[slot] = share
        }
    }

    /// The share of letters that hold a term; a run of three that is not listed is taken for a quarter as common as
    /// the rarer of its two pairs.
    func share(_ term: UInt64) -> Float {
        let listed = lookup(term)
        guard listed == 0, Term.length(term) == 3 else { return listed }
        return 0.25 * min(lookup(Term.first(of: term)), lookup(Term.last(of: term)))
    }

    /// The share of each run of three characters of a text, as they follow one another.
    func sharesOfThrees(in text: [UInt32]) -> [Float] {
        guard text.count >= 3 else { return [] }
        var before = lookup(UInt64(text[0]) << 21 | UInt64(text[1]))
        return (0..<(text.count - 2)).map { place in
            let pair = UInt64(text[place + 1]) << 21 | UInt64(text[place + 2])
            let after = lookup(pair)
            defer { before = after }
            let listed = lookup(UInt64(text[place]) << 42 | pair)
            return listed > 0 ? listed : 0.25 * min(before, after)
        }
    }

    private func lookup(_ key: UInt64) -> Float {
        guard !keys.isEmpty else { return 0 }
        let hash = ShingleSet.mixed(key)
        let bit = hash >> UInt64(64 - TermBackground.listedBits)
        guard listed[Int(bit >> 6)] >> (bit & 63) & 1 == 1 else { return 0 }
        var slot = Int(truncatingIfNeeded: hash) & mask
        while keys[slot] != 0 {
            if keys[slot] == key { return shares[slot] }
            slot = (slot + 1) & mask
        }
        return 0
    }
}

/// A run of two or three characters as one number: 21 bits a scalar, so that no two runs share one.
enum Term {
    static func key(_ scalars: ArraySlice<UInt32>) -> UInt64 { scalars.reduce(0) { $0 << 21 | UInt64($1) } }
    static func length(_ key: UInt64) -> Int { key >> 42 == 0 ? 2 : 3 }
    static func first(of key: UInt64) -> UInt64 { key >> 21 }
    static func last(of key: UInt64) -> UInt64 { key & ((1 << 42) - 1) }

    static func text(_ key: UInt64) -> String {
        let scalars = [key >> 42, key >> 21 & 0x1F_FFFF, key & 0x1F_FFFF].filter { $0 != 0 }.map(UInt32.init)
        return String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
    }
}
