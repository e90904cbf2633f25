internal import Dictionaries
internal import Documents

/// Weights of a linear chain over the characters of a letter (a conditional random field; Lafferty, McCallum and
/// Pereira 2001): how much each feature speaks for each ``NameLabel``, and each label for the one behind it.
///
/// File, little-endian: `LXN1`; the table's size as a power of two (one byte); the scale of weights (Float); the
/// transitions, a Float for each pair of labels; one tag of two bytes a slot, 0 for an empty one; eight lanes of one byte
/// a slot; the checksum of ``ModelFile``. A feature lies in the slot of its highest bits or in
/// one of the next; its tag is its lowest sixteen bits with the last one set.
///
/// Learned by `Integrations/names`.
struct NameModel: Sendable {
    static let path = "Models/names.model"
    static let lanes = 8
    private static let magic: [UInt8] = Array("LXN1".utf8)
    /// A table is so sparse that a run of full slots is short; a file may say anything.
    private static let longestRun = 64

    typealias Row = SIMD8<Int16>

    typealias Sums = SIMD8<Int32>

    /// What each label adds behind another, in units of the weights; unused lanes are never taken.
    let transitions: [Sums]
    /// What each label adds where a text begins.
    let start: Sums
    private let bits: UInt64
    private let table: Table

    /// `Sendable`: filled when it is made, and then only read.
    private final class Table: @unchecked Sendable {
        let tags: UnsafeMutablePointer<UInt16>
        let rows: UnsafeMutablePointer<SIMD8<Int8>>

        init(_ bytes: UnsafeRawBufferPointer, slots: Int) {
            tags = TableMemory.allocate(of: UInt16.self, count: slots)
            rows = TableMemory.allocate(of: SIMD8<Int8>.self, count: slots)
            for slot in 0..<slots {
                (tags + slot).initialize(
                    to: UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: slot * 2, as: UInt16.self)))
                (rows + slot).initialize(
                    to: bytes.loadUnaligned(fromByteOffset: slots * 2 + slot * lanes, as: SIMD8<Int8>.self))
            }
        }

        deinit {
            tags.deallocate()
            rows.deallocate()
        }
    }

    /// - Throws: ``DictionaryError`` for a file that is none, was cut off or changed.
    init(_ bytes: [UInt8], file: String = NameModel.path) throws(DictionaryError) {
        func failure(_ problem: String) -> DictionaryError { DictionaryError(file: file, line: 0, problem: problem) }
        guard bytes.starts(with: Self.magic) else {
            throw failure(
                bytes.starts(with: Array("LXN".utf8)) ? "is a model of another version" : "is no model of names")
        }
        let labels = NameLabel.count
        let header = Self.magic.count + 1 + 4 + labels * labels * 4
        guard bytes.count > header, (4...24).contains(bytes[4]) else { throw failure("was cut off") }
        let slots = 1 << Int(bytes[4])
        let end = header + slots * (2 + Self.lanes)
        guard bytes.count == end + 8 else {
            throw failure(bytes.count < end + 8 ? "was cut off" : "holds more than a model")
        }
        guard ModelFile.isWhole(bytes) else { throw failure("was changed: its checksum is wrong") }
        func float(_ place: Int) -> Float { ModelFile.float(bytes, at: place) }
        let scale = float(5)
        guard scale.isFinite, scale > 0 else { throw failure("has no scale") }
        var transitions: [Sums] = []
        for before in NameLabel.allCases {
            let row = NameLabel.allCases.map { float(9 + (before.rawValue * labels + $0.rawValue) * 4) / scale }
            guard row.allSatisfy({ abs($0) < 10_000 }) else { throw failure("holds no possible weights") }
            var sums = Sums(repeating: Self.never)
            for label in NameLabel.allCases where label.follows(before) {
                sums[label.rawValue] = Int32(row[label.rawValue].rounded())
            }
            transitions.append(sums)
        }
        var start = Sums(repeating: Self.never)
        for label in NameLabel.allCases where label.follows(.none) { start[label.rawValue] = 0 }
        self.start = start
        self.transitions = transitions
        bits = UInt64(bytes[4])
        table = bytes.withUnsafeBytes { Table(UnsafeRawBufferPointer(rebasing: $0[header..<end]), slots: slots) }
    }

    /// Less than any sum of weights.
    static let never: Int32 = -1_000_000

    /// Calls `body` with what adds up the weights of one feature after the other.
    @inline(__always)
    func withWeights<Result>(_ body: ((inout Row, UInt64) -> Void) -> Result) -> Result {
        let (tags, rows) = (table.tags, table.rows)
        let shift = 64 - bits
        let mask = 1 << Int(bits) - 1
        return withExtendedLifetime(table) {
            body { sum, feature in
                let tag = UInt16(truncatingIfNeeded: feature) | 1
                var slot = Int(truncatingIfNeeded: feature >> shift)
                for _ in 0..<Self.longestRun {
                    let found = tags[slot]
                    if found == tag {
                        sum &+= Row(truncatingIfNeeded: rows[slot])
                        return
                    }
                    if found == 0 { return }
                    slot = (slot + 1) & mask
                }
            }
        }
    }
}
