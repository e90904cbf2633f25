internal import Dictionaries
internal import Documents

/// Reads which characters of a letter name a place or a party, from what the rules found and what stands around it, and
/// what part a party plays.
///
/// Rules know names by their endings and cues. What people write (an estate without 小区, a crossing told in ten words, a
/// shop's sign) is told by everything together, which ``NameModel`` weighs; the best row of labels for the whole text is
/// taken (Viterbi 1967).
struct NameTagger: Sendable {
    struct Names: Sendable {
        var places: [NormalizedSpan] = []
        var parties: [NormalizedSpan] = []
        /// The part of each of the parties.
        var parts: [Part] = []
        /// Whether a model read the text: without one nothing here tells that a name is none.
        var areRead = false

        /// The part of the party that most of a mention belongs to.
        func part(of mention: NormalizedSpan) -> Part? {
            var index = parties.partitioningIndex { $0.end > mention.start }
            while index < parties.count, parties[index].start < mention.end {
                let shared = min(parties[index].end, mention.end) - max(parties[index].start, mention.start)
                if shared * 2 >= mention.count { return parts[index] }
                index += 1
            }
            return nil
        }
    }

    private let model: NameModel

    /// `nil` where there is no model: rules alone then speak.
    init?(_ dictionaries: DictionaryFiles, _ characters: NameCharacters) throws(DictionaryError) {
        guard let bytes = try dictionaries.optionalBytes(of: NameModel.path) else { return nil }
        model = try NameModel(bytes, characters)
    }

    init(_ model: NameModel) { self.model = model }

    func names(
        _ text: NormalizedText, places: [PlaceMention], parties: [PartyMention], taken: [NormalizedSpan]
    ) -> Names {
        guard text.count > 0 else { return Names(areRead: true) }
        return text.scalars.withUnsafeBufferPointer { buffer in
            NameFeatures.with(
                buffer, places: places, parties: parties, taken: taken, characters: model.characters
            ) { features in
                var names = Names(areRead: true)
                names.places.reserveCapacity(Self.expectedNames)
                names.parties.reserveCapacity(Self.expectedNames)
                names.parts.reserveCapacity(Self.expectedNames)
                model.forEachName(features) { span, kind, difference in
                    let span = Self.withinBrackets(span, buffer)
                    guard kind != .place else { return names.places.append(span) }
                    names.parties.append(span)
                    names.parts.append(Part(kind: kind, certainty: .init(Float(difference) * model.scale)))
                }
                names.places.reverse()
                names.parties.reverse()
                names.parts.reverse()
                return names
            }
        }
    }

    /// Most letters name fewer places, and fewer parties.
    private static let expectedNames = 8

    /// 映霞路|（桐花路、…: a name ends before a bracket that does not close in it.
    private static func withinBrackets(_ span: NormalizedSpan, _ text: UnsafeBufferPointer<UInt32>) -> NormalizedSpan {
        guard let open = span.range.first(where: { text[$0] == 0x28 }), open > span.start,
            !(open..<span.end).contains(where: { text[$0] == 0x29 })
        else { return span }
        return NormalizedSpan(span.start, open)
    }
}
