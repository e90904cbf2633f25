internal import Dictionaries
internal import Documents

/// Reads which characters of a letter name a place or a party, from what the rules found and what stands around it.
///
/// Rules know names by their endings and cues. What people write (an estate without 小区, a crossing told in ten words, a
/// shop's sign) is told by everything together, which ``NameModel`` weighs; the best row of labels for the whole text is
/// taken (Viterbi 1967).
struct NameTagger: Sendable {
    struct Names: Sendable {
        var places: [NormalizedSpan] = []
        var parties: [NormalizedSpan] = []
    }

    private let model: NameModel
    private let characters: NameFeatures.Characters

    /// `nil` where there is no model: rules alone then speak.
    init?(_ dictionaries: DictionaryFiles, _ characters: NameFeatures.Characters) throws(DictionaryError) {
        guard let bytes = try dictionaries.optionalBytes(of: NameModel.path) else { return nil }
        model = try NameModel(bytes)
        self.characters = characters
    }

    func names(
        _ text: NormalizedText, places: [PlaceMention], parties: [PartyMention], taken: [NormalizedSpan]
    ) -> Names {
        guard text.count > 0 else { return Names() }
        return text.scalars.withUnsafeBufferPointer { buffer in
            NameFeatures.with(buffer, places: places, parties: parties, taken: taken, characters: characters) {
                names(labels($0, count: buffer.count), buffer)
            }
        }
    }

    /// The labels of the best row.
    private func labels(_ features: NameFeatures, count: Int) -> [UInt8] {
        typealias Sums = NameModel.Sums
        return withUnsafeTemporaryAllocation(of: SIMD8<UInt8>.self, capacity: count) { origins in
            let transitions = model.transitions
            var best = model.start
            model.withWeights { add in
                for index in 0..<count {
                    var row = NameModel.Row()
                    features.forEach(at: index) { add(&row, $0) }
                    var top = best
                    var origin = Sums()
                    if index > 0 {
                        top = Sums(repeating: .min)
                        for before in 0..<NameLabel.count {
                            let sums = Sums(repeating: best[before]) &+ transitions[before]
                            let isHigher = sums .> top
                            top.replace(with: sums, where: isHigher)
                            origin.replace(with: Int32(before), where: isHigher)
                        }
                    }
                    origins[index] = SIMD8(truncatingIfNeeded: origin)
                    let sums = top &+ Sums(truncatingIfNeeded: row)
                    // Sums stay small however long the text is.
                    best = pointwiseMax(sums &- Sums(repeating: sums.max()), Sums(repeating: 2 * NameModel.never))
                }
            }
            var result = [UInt8](repeating: 0, count: count)
            var label = (0..<NameLabel.count).max { best[$0] < best[$1] } ?? 0
            for index in (0..<count).reversed() {
                result[index] = UInt8(label)
                label = Int(origins[index][label])
            }
            return result
        }
    }

    /// 映霞路|（桐花路、…: a name ends before a bracket that does not close in it.
    private static func withinBrackets(_ span: NormalizedSpan, _ text: UnsafeBufferPointer<UInt32>) -> NormalizedSpan {
        guard let open = span.range.first(where: { text[$0] == 0x28 }), open > span.start,
            !(open..<span.end).contains(where: { text[$0] == 0x29 })
        else { return span }
        return NormalizedSpan(span.start, open)
    }

    private func names(_ labels: [UInt8], _ text: UnsafeBufferPointer<UInt32>) -> Names {
        var names = Names()
        var index = 0
        while index < labels.count {
            let label = NameLabel.allCases[Int(labels[index])]
            guard label != .none else {
                index += 1
                continue
            }
            let inside = label == .placeStart || label == .placeInside ? NameLabel.placeInside : .partyInside
            var end = index + 1
            while end < labels.count, Int(labels[end]) == inside.rawValue { end += 1 }
            let span = Self.withinBrackets(NormalizedSpan(index, end), text)
            if inside == .placeInside { names.places.append(span) } else { names.parties.append(span) }
            index = end
        }
        return names
    }
}
