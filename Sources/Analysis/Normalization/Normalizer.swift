public import Dictionaries
public import Documents
internal import ICUKit

/// Brings a source text into the form that rules are written for, with an exact map back.
///
/// First ``CharacterFolder`` folds characters one by one, then the named steps run in their order.
public struct Normalizer: Sendable {
    private let folder: CharacterFolder
    private let steps: [NormalizationStep]
    private let runInTitles: RunInTitles
    private static let titles = "run-in-titles"

    /// - Parameter repairs: whether look-alikes of a scanner are read as what they were.
    /// - Throws: ``DictionaryError`` with file and line, ``ICUError`` when a table cannot be built.
    public init(dictionaries: DictionaryFiles, repairs: Bool = true) throws {
        folder = try CharacterFolder(dictionaries)
        let siteLines = try SiteLines(dictionaries)
        let titles = try RunInTitles(dictionaries)
        runInTitles = titles
        var steps = [
            NormalizationStep(id: "spaces-inside-chinese") { InnerSpaces.remove(&$0) },
            // Before lines are joined: a mark on its own line parts two halves of a sentence.
            NormalizationStep(id: "page-marks") { PageMarks.remove(&$0) },
            NormalizationStep(id: "site-lines") { siteLines.remove(&$0) },
            NormalizationStep(id: "broken-lines") { BrokenLines.join(&$0) },
            NormalizationStep(id: Self.titles) { titles.part(&$0) },
        ]
        if repairs {
            // Last: words and numbers are whole now.
            let repairer = try TextRepairer(dictionaries)
            steps.append(NormalizationStep(id: "look-alikes") { repairer.repair(&$0) })
        }
        self.steps = steps
    }

    public func normalize(_ source: SourceText) -> NormalizedText {
        var draft = folder.fold(source)
        for step in steps { step.apply(&draft) }
        draft.repairs.sort { ($0.start, $0.end) < ($1.start, $1.end) }
        return NormalizedText(
            source: source, scalars: draft.scalars,
            alignment: Alignment(starts: draft.starts, ends: draft.ends, sourceCount: source.count),
            repairs: draft.repairs, diagnostics: TextDamage.diagnostics(in: source))
    }

    /// What the weights of ``RunInTitles`` are learned from: each place of the source where a title may end, with its
    /// features.
    package func titleEvidence(_ source: SourceText) -> [(place: Int, features: [String])] {
        var draft = folder.fold(source)
        for step in steps.prefix(while: { $0.id != Self.titles }) { step.apply(&draft) }
        return draft.scalars.withUnsafeBufferPointer { runInTitles.evidence($0) }.map {
            (Int(draft.starts[$0.place]), $0.features)
        }
    }
}
