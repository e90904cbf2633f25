public import Dictionaries
internal import Documents

/// What was learned: level-1 classes and purposes over n-grams, level-2 classes, and how the model's margins and the
/// dictionary's cues are weighed together.
///
/// File, little-endian: `LXM6`; the combination; the codes; the table (bits, lanes, detail lanes, two bytes of detail
/// rows, biases and scales of both, its bytes); FNV-1a over all 8-byte words before.
public struct IssueModel: Sendable {
    /// Level-1 codes, ascending: the first lanes of ``table``; the purposes' lanes follow.
    public let codes: [String]
    /// Level-2 codes, ascending: its detail lanes.
    public let detailCodes: [String]
    let table: NGramTable
    let combination: Combination

    /// The weights of the second stage. Those of margins and cues are never below 0: more evidence for a class never
    /// makes it less likely.
    struct Combination: Sendable, Equatable {
        /// Of the margin, of ln(1 + cues), of the class's share of all cues, of how far its cues are enough
        /// (``IssueClassifier/features(_:bestDetail:opening:_:_:)``), of the opening's margin, of the best margin of
        /// its level-2 classes.
        var issue: [Float] = [1, 1, 1, 0, 0, 0]
        static let issueFeatures = 6
        var issueBiases: [Float] = []
        /// Whether a letter is about a class beside its first: of the margin, of ln(1 + cues), of the best margin of
        /// its level-2 classes; and the bias.
        var further: [Float] = [3, 0.6, 2]
        var furtherBias: Float = -0.3
        /// Of the margin, of ln(1 + cues).
        var detail: [Float] = [1, 1]
        /// Of the margin, of ln(1 + cues), of the ending's margin.
        var purpose: [Float] = [1, 1, 0]
        /// For each purpose, of what the letter's shape is (``PurposeShape``); these may speak against it.
        var purposeShape = [Float](repeating: 0, count: Purpose.allCases.count * PurposeShape.count)
        var purposeBiases = [Float](repeating: 0, count: Purpose.allCases.count)
    }

    /// The lanes of the level-2 classes of each level-1 class.
    static func groups(of detailCodes: [String]) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        for (lane, code) in detailCodes.enumerated() {
            if let last = groups.last, detailCodes[last.lowerBound].prefix(2) == code.prefix(2) {
                groups[groups.count - 1] = last.lowerBound..<(lane + 1)
            } else {
                groups.append(lane..<(lane + 1))
            }
        }
        return groups
    }

    static func softmax(_ logits: consuming [Float]) -> [Float] {
        let top = logits.max() ?? 0
        var sum: Float = 0
        for index in logits.indices {
            logits[index] = exponential(logits[index] - top)
            sum += logits[index]
        }
        for index in logits.indices { logits[index] /= sum }
        return logits
    }

    /// The probability that a logit tells of a yes.
    static func logistic(_ logit: Float) -> Float {
        let power = exponential(-abs(logit))
        return (logit < 0 ? power : 1) / (1 + power)
    }

    /// e to a number of at most 0, by repeated squaring of a short series: no C library, the same on all machines.
    static func exponential(_ value: Float) -> Float {
        guard value > -40 else { return 0 }
        let small = Double(value) / 1_024
        var result = 1 + small * (1 + small / 2 * (1 + small / 3 * (1 + small / 4)))
        for _ in 0..<10 { result *= result }
        return Float(result)
    }
}

extension IssueModel {
    /// The model that comes with laixin, and the office's own, which stands before it where there is one.
    public static let shippedPath = "Models/issues.model"
    public static let officePath = "Models/office.model"

    /// The model that letters are read with; `nil` where there is none.
    ///
    /// - Throws: ``DictionaryError`` for a model that cannot be used: it is never passed over in silence.
    public static func inUse(_ dictionaries: DictionaryFiles) throws(DictionaryError) -> IssueModel? {
        for path in [officePath, shippedPath] {
            if let bytes = try dictionaries.optionalBytes(of: path) { return try IssueModel(bytes, file: path) }
        }
        return nil
    }

    private static let magic: [UInt8] = Array("LXM6".utf8)
    static let codeLength = 5

    /// A model file's checksum as sixteen hexadecimal digits, by which a card or a log names it.
    public static func fingerprint(_ bytes: [UInt8]) -> String {
        let sum = bytes.withUnsafeBytes(ModelFile.checksum)
        return (0..<16).reversed().map { String((sum >> UInt64($0 * 4)) & 15, radix: 16) }.joined()
    }

    /// The model as bytes of its file.
    public func encoded() -> [UInt8] {
        var bytes = IssueModel.magic
        func add(_ floats: [Float]) {
            for value in floats {
                for shift in Swift.stride(from: UInt32(0), to: 32, by: 8) {
                    bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
                }
            }
        }
        bytes += [UInt8(codes.count), UInt8(detailCodes.count)]
        add(combination.issue + combination.issueBiases + combination.further + [combination.furtherBias])
        add(combination.detail)
        add(combination.purpose + combination.purposeShape + combination.purposeBiases)
        for code in codes + detailCodes {
            bytes += Array(code.utf8) + [UInt8](repeating: 0x20, count: IssueModel.codeLength - code.utf8.count)
        }
        let shape = table.shape
        bytes += [UInt8(shape.bits), UInt8(shape.lanes), UInt8(shape.detailLanes)]
        bytes += [UInt8(truncatingIfNeeded: shape.detailRows), UInt8(truncatingIfNeeded: shape.detailRows >> 8)]
        add(table.biases + table.scales + table.detailBiases + table.detailScales)
        bytes += table.contents
        let sum = bytes.withUnsafeBytes(ModelFile.checksum)
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: sum >> shift)) }
        return bytes
    }

    /// - Throws: ``DictionaryError`` for a file that is none, was cut off or changed, or holds what training never writes.
    public init(_ bytes: [UInt8], file: String) throws(DictionaryError) {
        func failure(_ problem: String) -> DictionaryError { DictionaryError(file: file, line: 0, problem: problem) }
        guard bytes.starts(with: IssueModel.magic) else {
            throw failure(
                bytes.starts(with: Array("LXM".utf8)) ? "is a model of another version" : "is no model of laixin")
        }
        let end = bytes.count - 8
        var place = IssueModel.magic.count
        func byte() throws(DictionaryError) -> Int {
            guard place < end else { throw failure("was cut off") }
            place += 1
            return Int(bytes[place - 1])
        }
        func floats(_ count: Int) throws(DictionaryError) -> [Float] {
            guard place + count * 4 <= end else { throw failure("was cut off") }
            defer { place += count * 4 }
            return (0..<count).map { ModelFile.float(bytes, at: place + $0 * 4) }
        }
        func codes(_ count: Int) throws(DictionaryError) -> [String] {
            let length = IssueModel.codeLength
            guard place + count * length <= end else { throw failure("was cut off") }
            defer { place += count * length }
            return (0..<count).map { index in
                let start = place + index * length
                return String(decoding: bytes[start..<(start + length)].prefix { $0 != 0x20 }, as: UTF8.self)
            }
        }
        func table() throws(DictionaryError) -> NGramTable {
            let (bits, lanes, detailLanes) = (try byte(), try byte(), try byte())
            let (low, high) = (try byte(), try byte())
            let shape = NGramTable.Shape(
                bits: bits, lanes: lanes, detailLanes: detailLanes, detailRows: low | high << 8)
            guard (8...20).contains(bits), lanes > 1 else { throw failure("holds a table of no possible size") }
            let (biases, scales) = (try floats(lanes), try floats(lanes))
            let (detailBiases, detailScales) = (try floats(detailLanes), try floats(detailLanes))
            guard place + shape.byteCount <= end else { throw failure("was cut off") }
            defer { place += shape.byteCount }
            return NGramTable(
                shape: shape, biases: biases, scales: scales, detailBiases: detailBiases, detailScales: detailScales,
                bytes: bytes, offset: place)
        }
        let count = try byte()
        let detailCount = try byte()
        var combination = Combination()
        combination.issue = try floats(Combination.issueFeatures)
        combination.issueBiases = try floats(count)
        combination.further = try floats(combination.further.count)
        combination.furtherBias = try floats(1)[0]
        combination.detail = try floats(2)
        combination.purpose = try floats(combination.purpose.count)
        combination.purposeShape = try floats(combination.purposeShape.count)
        combination.purposeBiases = try floats(Purpose.allCases.count)
        let names = try codes(count)
        let detailNames = try codes(detailCount)
        let table = try table()
        guard place == end else { throw failure(place < end ? "holds more than a model" : "was cut off") }
        guard ModelFile.isWhole(bytes) else { throw failure("was changed: its checksum is wrong") }
        guard table.shape.lanes == count + Purpose.allCases.count, table.shape.detailLanes == detailCount,
            table.isSound
        else { throw failure("has a table that does not fit its classes") }
        let numbers =
            combination.issue + combination.issueBiases + combination.further + [combination.furtherBias]
            + combination.detail + combination.purpose + combination.purposeShape + combination.purposeBiases
            + table.biases + table.scales + table.detailBiases + table.detailScales
        guard numbers.allSatisfy({ $0.isFinite && abs($0) < 1_000 }) else {
            throw failure("holds numbers that training never gives")
        }
        guard
            (combination.issue + combination.further + combination.detail + combination.purpose).allSatisfy({ $0 >= 0 })
        else {
            throw failure("would count evidence against its class")
        }
        guard names == names.sorted(), detailNames == detailNames.sorted(), Set(names).count == count else {
            throw failure("has classes out of order")
        }
        self.codes = names
        self.detailCodes = detailNames
        self.table = table
        self.combination = combination
    }
}
