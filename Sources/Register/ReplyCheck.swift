public import Dictionaries
internal import Duties

/// Which requests of a letter a reply goes into, and by which sentence; for a person to look at, never a verdict.
///
/// A sentence that only repeats the letter answers nothing. A heading (关于…) hands its matter on to what follows it.
public struct ReplyCheck: Sendable {
    public enum Verdict: String, Sendable {
        case addressed
        /// Repeated, and not gone into.
        case restated
        case open
    }

    public struct Finding: Sendable, Equatable {
        public let demand: String
        public let verdict: Verdict
        /// The sentence, as scalar offsets of the reply.
        public let evidence: Range<Int>?
    }

    private let restating: [[UInt32]]
    private let empty: [[UInt32]]

    public init(_ files: DictionaryFiles = .standard()) throws(DictionaryError) {
        let path = "\(RegisterRules.folder)/reply-words.txt"
        let table = try HeadedTable(try files.bytes(of: path), file: path)
        func words(_ kind: String) -> [[UInt32]] {
            table.rows.filter { $0.columns.first.map { $0 == kind } ?? false }
                .flatMap { $0.columns.dropFirst().joined(separator: " ").split(separator: " ") }
                .map { $0.unicodeScalars.map(\.value) }.sorted { $0.count > $1.count }
        }
        restating = words("restates")
        empty = words("empty")
        guard !restating.isEmpty, !empty.isEmpty else { throw table.problem("needs rows restates and empty") }
    }

    /// So much of a request's character pairs must stand in a sentence.
    private static let leastShare = 0.3

    public func check(_ demands: [String], in reply: String) -> [Finding] {
        let text = reply.unicodeScalars.map(\.value)
        let sentences = Self.sentences(of: text)
        return demands.map { demand in
            let wanted = Self.pairs(of: withoutEmpty(demand.unicodeScalars.map(\.value)))
            var best: (verdict: Verdict, share: Double, range: Range<Int>)?
            for (index, range) in sentences.enumerated() {
                let sentence = Array(text[range])
                let share = Self.share(wanted, Self.pairs(of: sentence))
                guard share >= Self.leastShare else { continue }
                var (verdict, place) = (Verdict.addressed, range)
                if contains(sentence, restating) {
                    verdict = .restated
                } else if Self.isHeading(sentence) {
                    guard index + 1 < sentences.count else { continue }
                    place = sentences[index + 1]
                    if Self.isHeading(Array(text[place])) || contains(Array(text[place]), restating) {
                        verdict = .restated
                    }
                }
                let isBetter = best.map { old in
                    old.verdict == verdict ? share > old.share : verdict == .addressed
                }
                if isBetter ?? true { best = (verdict, share, place) }
            }
            return Finding(demand: demand, verdict: best?.verdict ?? .open, evidence: best?.range)
        }
    }

    private static func share(_ wanted: Set<UInt64>, _ found: Set<UInt64>) -> Double {
        wanted.isEmpty ? 0 : Double(wanted.intersection(found).count) / Double(wanted.count)
    }

    private func withoutEmpty(_ scalars: [UInt32]) -> [UInt32] {
        var (left, index): ([UInt32], Int) = ([], 0)
        while index < scalars.count {
            if let word = empty.first(where: { scalars[index...].starts(with: $0) }) {
                // A border: what stood on both sides is no pair.
                left.append(0)
                index += word.count
            } else {
                left.append(scalars[index])
                index += 1
            }
        }
        return left
    }

    private func contains(_ scalars: [UInt32], _ words: [[UInt32]]) -> Bool {
        scalars.indices.contains { index in words.contains { scalars[index...].starts(with: $0) } }
    }

    private static func isIdeograph(_ scalar: UInt32) -> Bool { (0x4E00...0x9FFF).contains(scalar) }

    private static func pairs(of scalars: [UInt32]) -> Set<UInt64> {
        Set(
            zip(scalars, scalars.dropFirst()).filter { isIdeograph($0) && isIdeograph($1) }.map {
                UInt64($0) << 32 | UInt64($1)
            })
    }

    private static let ends: Set<UInt32> = Set("。；！？\n".unicodeScalars.map(\.value))

    private static func sentences(of text: [UInt32]) -> [Range<Int>] {
        var (ranges, start): ([Range<Int>], Int) = ([], 0)
        for index in text.indices where ends.contains(text[index]) {
            if text[start..<index].contains(where: isIdeograph) { ranges.append(start..<(index + 1)) }
            start = index + 1
        }
        if text[start...].contains(where: isIdeograph) { ranges.append(start..<text.count) }
        return ranges
    }

    /// 一、关于道路塌方问题: no more than a title.
    private static func isHeading(_ sentence: [UInt32]) -> Bool {
        let about = "关于".unicodeScalars.map(\.value)
        return sentence.count <= 40
            && sentence.prefix(6).indices.contains { sentence[$0...].starts(with: about) }
            && !sentence.contains(0xFF0C)
    }
}
