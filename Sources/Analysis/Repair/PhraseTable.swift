internal import Dictionaries
internal import Documents

/// Read forms that are words or parts of words themselves, but not in these phrases: 己经, 不屈于本, 井责令.
///
/// `Dictionaries/Repair/phrases.tsv`.
struct PhraseTable: Sendable {
    struct Phrase: Sendable {
        let read: [UInt32]
        let truth: [UInt32]
        /// The first place where they differ.
        let offset: Int
        let notBehind: Set<UInt32>
        let notBefore: Set<UInt32>
    }

    static let file = "Repair/phrases.tsv"

    let phrases: [Phrase]
    let triggers: String
    /// Phrases by their first character that differs, in file order; and where those of a character begin.
    private let ordered: [Int]
    private let begins: [UInt16]
    /// The read forms in that order, one behind the other; where each begins, and where in it they differ first.
    private let forms: [UInt32]
    private let formStarts: [Int32]
    private let offsets: [Int32]
    /// A character beside the one that differs, and where it stands seen from there: most phrases are told by it.
    private let besides: [(distance: Int32, scalar: UInt32)]

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var phrases: [Phrase] = []
        for (number, line) in DictionaryLines(try files.bytes(of: Self.file)) {
            let fields = line.split(separator: 0x09, omittingEmptySubsequences: false).map { field -> [UInt32] in
                var reader = ScalarReader(field)
                var scalars: [UInt32] = []
                while let scalar = reader.next() { scalars.append(scalar) }
                return scalars
            }
            guard fields.count >= 2, fields[0].count == fields[1].count,
                let offset = fields[0].indices.first(where: { fields[0][$0] != fields[1][$0] })
            else {
                throw DictionaryError(file: Self.file, line: number, problem: "two phrases of one length that differ")
            }
            phrases.append(
                Phrase(
                    read: fields[0], truth: fields[1], offset: offset,
                    notBehind: fields.count > 2 ? Set(fields[2]) : [],
                    notBefore: fields.count > 3 ? Set(fields[3]) : []))
        }
        let ordered = phrases.indices.sorted {
            let left = phrases[$0].read[phrases[$0].offset]
            let right = phrases[$1].read[phrases[$1].offset]
            return (left, $0) < (right, $1)
        }
        var begins = [UInt16](repeating: 0, count: 0x10001)
        for phrase in phrases { begins[Int(min(0xFFFF, phrase.read[phrase.offset])) + 1] += 1 }
        for index in 1..<begins.count { begins[index] += begins[index - 1] }
        var forms: [UInt32] = []
        var formStarts: [Int32] = []
        for index in ordered {
            formStarts.append(Int32(forms.count))
            forms += phrases[index].read
        }
        formStarts.append(Int32(forms.count))
        self.forms = forms
        self.formStarts = formStarts
        offsets = ordered.map { Int32(phrases[$0].offset) }
        besides = ordered.map { number in
            let phrase = phrases[number]
            let distance = phrase.offset + 1 < phrase.read.count ? 1 : phrase.offset > 0 ? -1 : 0
            return (Int32(distance), phrase.read[phrase.offset + distance])
        }
        self.phrases = phrases
        self.ordered = ordered
        self.begins = begins
        triggers = String(scalars: Set(phrases.map { $0.read[$0.offset] }).sorted()[...])
    }

    @Sendable func read(_ text: UnsafeBufferPointer<UInt32>, _ index: Int) -> [SlotRule.Reading] {
        let trigger = Int(min(0xFFFE, text[index]))
        for place in Int(begins[trigger])..<Int(begins[trigger + 1]) {
            let beside = index + Int(besides[place].distance)
            guard beside >= 0, beside < text.count, text[beside] == besides[place].scalar else { continue }
            let start = index - Int(offsets[place])
            let form = Int(formStarts[place])..<Int(formStarts[place + 1])
            let end = start + form.count
            guard start >= 0, end <= text.count, stands(form, text, start) else { continue }
            let phrase = phrases[ordered[place]]
            guard
                start == 0 || !phrase.notBehind.contains(text[start - 1]),
                end == text.count || !phrase.notBefore.contains(text[end])
            else { continue }
            return phrase.read.indices.filter { phrase.read[$0] != phrase.truth[$0] }.map {
                SlotRule.Reading(index: start + $0, truth: phrase.truth[$0], confidence: 0.95)
            }
        }
        return []
    }

    /// True when a read form stands at `start`.
    private func stands(_ form: Range<Int>, _ text: UnsafeBufferPointer<UInt32>, _ start: Int) -> Bool {
        for place in form where forms[place] != text[start + place - form.lowerBound] { return false }
        return true
    }
}
