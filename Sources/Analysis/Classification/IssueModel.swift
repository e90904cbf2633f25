public import Dictionaries
internal import Documents

/// A linear model of the level-1 classes over hashed n-grams, weighted by how rare they are.
///
/// File: `LXM1`, bits of the bucket number (1 byte), number of classes (1 byte), class codes (2 bytes each), one
/// bias and one scale a class (Float32), one rarity a bucket (1 byte, sixteenths), one weight a bucket and class
/// (Int8 in units of the class's scale), FNV-1a of all before (8 bytes). Little-endian.
public struct IssueModel: Sendable {
    /// Level-1 codes of the classes, ascending.
    public let codes: [String]
    let biases: [Float]
    let scales: [Float]
    let rarities: [UInt8]
    let weights: [Int8]

    init(codes: [String], biases: [Float], scales: [Float], rarities: [UInt8], weights: [Int8]) {
        self.codes = codes
        self.biases = biases
        self.scales = scales
        self.rarities = rarities
        self.weights = weights
    }

    /// The probability of each class, in the order of ``codes``; empty for a text without Chinese.
    func probabilities(_ text: UnsafeBufferPointer<UInt32>) -> [Float] {
        let buckets = NGramFeatures.unique(in: text)
        guard !buckets.isEmpty else { return [] }
        let count = codes.count
        var sums = [Float](repeating: 0, count: count)
        var squares: Float = 0
        weights.withUnsafeBufferPointer { weights in
            sums.withUnsafeMutableBufferPointer { sums in
                for bucket in buckets {
                    let rarity = Float(rarities[Int(bucket)]) / 16
                    guard rarity > 0 else { continue }
                    squares += rarity * rarity
                    let base = Int(bucket) * count
                    for index in 0..<count { sums[index] += rarity * Float(weights[base + index]) }
                }
            }
        }
        guard squares > 0 else { return [] }
        let norm = squares.squareRoot()
        for index in 0..<count { sums[index] = sums[index] * scales[index] / norm + biases[index] }
        return IssueModel.softmax(sums)
    }

    static func softmax(_ logits: [Float]) -> [Float] {
        let top = logits.max() ?? 0
        let powers = logits.map { exponential($0 - top) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    /// e to a number of at most 0, by repeated squaring of a short series: no C library, the same on all machines.
    private static func exponential(_ value: Float) -> Float {
        guard value > -40 else { return 0 }
        let small = Double(value) / 1_024
        var result = 1 + small * (1 + small / 2 * (1 + small / 3 * (1 + small / 4)))
        for _ in 0..<10 { result *= result }
        return Float(result)
    }
}

extension IssueModel {
    private static let magic: [UInt8] = Array("LXM1".utf8)

    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        bytes.withUnsafeBufferPointer { for byte in $0 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 } }
        return hash
    }

    /// The model as bytes of its file.
    public func encoded() -> [UInt8] {
        var bytes = IssueModel.magic + [UInt8(NGramFeatures.bits), UInt8(codes.count)]
        for code in codes { bytes += Array(code.utf8) }
        for value in biases + scales {
            for shift in stride(from: UInt32(0), to: 32, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
            }
        }
        bytes += rarities
        bytes += weights.map { UInt8(bitPattern: $0) }
        let sum = IssueModel.checksum(bytes[...])
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: sum >> shift)) }
        return bytes
    }

    /// - Throws: ``DictionaryError`` for a file that is none, was cut off or changed.
    public init(_ bytes: [UInt8], file: String) throws(DictionaryError) {
        func failure(_ problem: String) -> DictionaryError { DictionaryError(file: file, line: 0, problem: problem) }
        guard bytes.starts(with: IssueModel.magic), bytes.count > 6 else { throw failure("is no model of laixin") }
        guard Int(bytes[4]) == NGramFeatures.bits else { throw failure("is a model of another version") }
        let count = Int(bytes[5])
        let table = 6 + count * 2
        let rarity = table + count * 8
        let weight = rarity + NGramFeatures.bucketCount
        let end = weight + NGramFeatures.bucketCount * count
        guard count > 1, bytes.count == end + 8 else { throw failure("was cut off") }
        let stored = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[end + $1]) << UInt64($1 * 8) }
        guard stored == IssueModel.checksum(bytes[..<end]) else { throw failure("was changed: its checksum is wrong") }
        codes = (0..<count).map { String(decoding: bytes[(6 + $0 * 2)..<(8 + $0 * 2)], as: UTF8.self) }
        let floats = (0..<count * 2).map { index in
            Float(
                bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[table + index * 4 + $1]) << UInt32($1 * 8) })
        }
        guard floats.allSatisfy(\.isFinite) else { throw failure("holds numbers that are none") }
        biases = Array(floats[..<count])
        scales = Array(floats[count...])
        rarities = Array(bytes[rarity..<weight])
        weights = bytes[weight..<end].map { Int8(bitPattern: $0) }
    }
}
