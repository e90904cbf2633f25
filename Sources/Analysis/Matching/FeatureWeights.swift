internal import Dictionaries

/// How features of text become numbers: each value in turn, from ``start`` on.
enum FeatureKey {
    static let start: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// What went in last is spread to the highest bits, by which tables are asked.
    @inline(__always)
    static func mix(_ key: UInt64, _ value: UInt64) -> UInt64 { (key ^ value &+ 1) &* 0xD6E8_FEB8_6659_FD93 }
}

/// Weights of features by the numbers that stand for them, read from a file of lines of a feature, a tab and its weight.
///
/// An open table twice as large as what it holds, and one bit for each number, by which most of what it does not hold is
/// told without a look at the table. `Sendable`: filled before anybody else sees it, then only read.
final class FeatureWeights: @unchecked Sendable {
    private struct Slot {
        /// 0 is an empty slot.
        var key: UInt64 = 0
        var weight: Float = 0
    }

    private static let bitShift: UInt64 = 64 - 16

    private let slots: UnsafeMutableBufferPointer<Slot>
    private let bits: UnsafeMutableBufferPointer<UInt64>
    private let shift: UInt64
    let isEmpty: Bool

    /// A file that is not there holds nothing.
    ///
    /// - Parameter key: the number of a feature by its name, none of them 0; `nil` for a name that is none.
    init(
        _ files: DictionaryFiles, _ path: String, key: (String) -> UInt64?
    ) throws(DictionaryError) {
        var read: [(key: UInt64, weight: Float)] = []
        if let bytes = try files.optionalBytes(of: path) {
            for (number, line) in DictionaryLines(bytes) {
                let columns = String(decoding: line, as: UTF8.self).split(separator: "\t")
                guard columns.count == 2, let key = key(String(columns[0])), let weight = Float(columns[1]),
                    weight.isFinite
                else {
                    throw DictionaryError(file: path, line: number, problem: "needs a feature, a tab and its weight")
                }
                read.append((Self.spread(key), weight))
            }
        }
        isEmpty = read.isEmpty
        var count = 64
        while count < 2 * read.count { count *= 2 }
        slots = .allocate(capacity: count)
        slots.initialize(repeating: Slot())
        bits = .allocate(capacity: 1 << (64 - Int(Self.bitShift) - 6))
        bits.initialize(repeating: 0)
        shift = UInt64(64 - count.trailingZeroBitCount)
        for (key, weight) in read {
            let bit = key >> Self.bitShift
            bits[Int(truncatingIfNeeded: bit >> 6)] |= 1 << (bit & 63)
            var place = Int(truncatingIfNeeded: key >> shift)
            while slots[place].key != 0, slots[place].key != key { place = (place + 1) & (count - 1) }
            slots[place] = Slot(key: key, weight: weight)
        }
    }

    deinit {
        slots.deallocate()
        bits.deallocate()
    }

    /// The table is asked by the highest bits.
    @inline(__always)
    private static func spread(_ key: UInt64) -> UInt64 { key &* FeatureKey.start }

    /// 0 for what the file does not hold.
    @inline(__always)
    subscript(key: UInt64) -> Float {
        let key = Self.spread(key)
        let bit = key >> Self.bitShift
        guard bits[Int(truncatingIfNeeded: bit >> 6)] >> (bit & 63) & 1 == 1 else { return 0 }
        var place = Int(truncatingIfNeeded: key >> shift)
        while slots[place].key != 0 {
            if slots[place].key == key { return slots[place].weight }
            place = (place + 1) & (slots.count - 1)
        }
        return 0
    }
}
