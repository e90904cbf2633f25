internal import HTTPTypes
internal import Documents
internal import Linkage
internal import Register
internal import Storage

/// Two letters side by side, and why they were linked.
enum LinkPages {
    static func show(_ visit: Visit) throws -> Reply { try page(visit, message: nil) }

    private static func page(_ visit: Visit, message: String?) throws -> Reply {
        let (a, b) = try ends(visit)
        let (store, office) = (visit.store, visit.office)
        let (comparison, rows, matters) = try visit.trying { () throws(StoreError) in
            (
                try PairComparison(a, b, store: store, pipeline: office.pipeline, linker: office.linker),
                try store.letters(LetterFilter(letter: a)) + store.letters(LetterFilter(letter: b)),
                (try store.matter(holding: a), try store.matter(holding: b))
            )
        }
        let link = try visit.trying { () throws(StoreError) in
            try store.links(ofMatter: matters.0).first { $0.a == a && $0.b == b }
        }
        var fields: Templates.Fields = .of([
            "message": message, "a": "\(a)", "b": "\(b)", "matter": "\(matters.0)", "otherMatter": "\(matters.1)",
            "isOneMatter": matters.0 == matters.1, "relation": link.map { visit.word("relation-" + $0.relation) },
            "score": link.map { Visit.percent($0.score) },
            "first": EvidenceText.html(comparison.first.text, marks(comparison.marksOfFirst, comparison.first.text)),
            "second": EvidenceText.html(
                comparison.second.text, marks(comparison.marksOfSecond, comparison.second.text)),
            "legend": PairComparison.Kind.allCases.map {
                ["class": "e-" + $0.rawValue, "label": visit.word("evidence-" + $0.rawValue)]
            },
        ])
        for (name, row) in zip(["firstRow", "secondRow"], rows) { fields[name] = visit.fields(row) }
        if let explanation = comparison.explanation {
            fields["waterfall"] = Waterfall(explanation).svg(visit)
            fields["shares"] = shares(explanation, visit)
            fields["probability"] = Visit.percent(explanation.probability)
        }
        return visit.page("link", title: "link", fields, status: message == nil ? .ok : .unprocessableContent)
    }

    private static func marks(_ marks: [PairComparison.Mark], _ text: String) -> [EvidenceText.Mark] {
        marks.map { mark in
            let kind: EvidenceText.Kind =
                switch mark.kind {
                case .same: .same
                case .different: .different
                case .new: .new
                }
            return EvidenceText.Mark(mark.span.start, mark.span.end, kind)
        } + EvidenceText.placeholders(in: text)
    }

    private static func shares(_ explanation: LinkExplanation, _ visit: Visit) -> [Templates.Fields] {
        explanation.shares.filter { $0.logOdds != 0 }.map { share in
            [
                "name": visit.word("feature-" + share.feature.rawValue), "value": Decimals.two(share.value),
                "logOdds": Decimals.signed(share.logOdds),
            ]
        }
    }

    /// They are of one matter, or the later one is of another.
    static func decide(_ visit: Visit) throws -> Reply {
        let (a, b) = try ends(visit)
        let desk = MatterDesk(store: visit.store)
        let reason = visit.office.pipeline.masked(note: visit.form["note"] ?? "")
        let matters = try visit.trying { () throws(StoreError) in
            (try visit.store.matter(holding: a), try visit.store.matter(holding: b))
        }
        _ = try visit.trying { () throws(StoreError) in
            switch visit.form["verdict"] {
            case "same":
                try desk.change(
                    matters.0 == matters.1 ? .confirm(matters.0) : .merge([matters.0, matters.1]),
                    account: visit.account, reason: reason)
            case "other" where matters.0 == matters.1:
                try desk.change(.split(matters.0, [b]), account: visit.account, reason: reason)
            default: throw StoreError(.notOfMatter, "\(a), \(b)")
            }
        }
        let following = try visit.trying { () throws(StoreError) in
            try visit.store.openLinks(below: ReviewPages.linksBelow, limit: 1).first
        }
        return .go(to: following.map { "/links/\($0.a)/\($0.b)" } ?? "/matters/\(matters.0)")
    }

    private static func ends(_ visit: Visit) throws(Refusal) -> (Int64, Int64) {
        let (a, b) = (try visit.number("a"), try visit.number("b"))
        guard a < b else { throw visit.notFound }
        return (a, b)
    }
}
