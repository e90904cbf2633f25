internal import Dictionaries
internal import Documents

/// Finds words of danger to life, so that a person reads the letter at once, for help (SAFETY's rule 14).
///
/// Cues come from `Lexicon/prompt-reading.txt`: `+` words of danger, `-` phrases that hold such words and mean none
/// (跳楼价). The longest wins; a denial right before the words (不会, 没有) takes them back.
struct PromptReading: Sendable {
    static let path = "Lexicon/prompt-reading.txt"

    struct Hit: Sendable {
        let span: NormalizedSpan
        let isFor: Bool
    }

    private static let denials: [[UInt32]] = ["不会", "不是", "没有", "没想", "绝不", "不要", "不能", "别去", "禁止", "防止", "并非", "从未"]
        .map {
            $0.unicodeScalars.map(\.value)
        }

    init(_ files: DictionaryFiles, into lexicon: inout Lexicon) throws(DictionaryError) {
        for (number, bytes) in DictionaryLines(try files.bytes(of: Self.path)) {
            let line = String(decoding: bytes.dropFirst(), as: UTF8.self).trimmingSpaces
            guard bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-"), line.unicodeScalars.count >= 2
            else { throw DictionaryError(file: Self.path, line: number, problem: "needs + or - and words") }
            lexicon.add(line.unicodeScalars.map(\.value)[...], .alarm(isFor: bytes.first == UInt8(ascii: "+")))
        }
    }

    /// The spans that a person should see at once.
    func spans(_ hits: [Hit], _ text: NormalizedText) -> [NormalizedSpan] {
        hits.filter { hit in
            guard hit.isFor else { return false }
            let before = text.scalars[max(0, hit.span.start - 3)..<hit.span.start]
            return !Self.denials.contains { denial in
                before.indices.contains { before[$0...].starts(with: denial) }
            }
        }.map(\.span)
    }
}
