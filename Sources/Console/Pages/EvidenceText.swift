internal import Documents
internal import Storage

/// A masked text as HTML, what was found in it coloured. Spans may overlap; a browser gets runs that do not.
struct EvidenceText {
    enum Kind: String, CaseIterable {
        case category, demand, date, limit, amount, place, body, reference, masked, repair, doubt
        case found
        case same, different, new
    }

    struct Mark: Equatable {
        let start: Int
        let end: Int
        let kind: Kind
        /// What a pointer over it tells.
        var note = ""
        /// What the text is read as, shown behind it.
        var reading: String?

        init(_ start: Int, _ end: Int, _ kind: Kind, note: String = "", reading: String? = nil) {
            self.start = start
            self.end = end
            self.kind = kind
            self.note = note
            self.reading = reading
        }
    }

    /// - Returns: HTML whose text content is the text, but for readings of repairs.
    static func html(_ text: String, _ marks: [Mark]) -> String {
        let scalars = Array(text.unicodeScalars)
        let sound = marks.filter { $0.start >= 0 && $0.start < $0.end && $0.end <= scalars.count }
        let edges = Set(sound.flatMap { [$0.start, $0.end] } + [0, scalars.count]).sorted()
        let starting = Dictionary(grouping: sound.indices, by: { sound[$0].start })
        let ending = Dictionary(grouping: sound.indices, by: { sound[$0].end })
        var open: Set<Int> = []
        var html = String.UnicodeScalarView()
        for (start, end) in zip(edges, edges.dropFirst()) {
            open.subtract(ending[start] ?? [])
            open.formUnion(starting[start] ?? [])
            let active = open.sorted().map { sound[$0] }
            if !active.isEmpty { html.append(contentsOf: opening(active).unicodeScalars) }
            for scalar in scalars[start..<end] { PageText.append(scalar, to: &html) }
            if !active.isEmpty { html.append(contentsOf: "</mark>".unicodeScalars) }
            for mark in active where mark.end == end {
                if let reading = mark.reading {
                    html.append(contentsOf: "<ins>\(PageText.escaped(reading))</ins>".unicodeScalars)
                }
            }
        }
        return String(html)
    }

    private static func opening(_ marks: [Mark]) -> String {
        let classes = Kind.allCases.filter { kind in marks.contains { $0.kind == kind } }.map { "e-" + $0.rawValue }
        var notes: [String] = []
        for mark in marks where !mark.note.isEmpty && !notes.contains(mark.note) { notes.append(mark.note) }
        let title = notes.isEmpty ? "" : " title=\"\(PageText.escaped(notes.joined(separator: "; ")))\""
        return "<mark class=\"\(classes.joined(separator: " "))\"\(title)>"
    }

    // MARK: marks of a record

    /// What was found in a letter; of repairs those that nobody took back.
    static func marks(of letter: RegisterStore.StoredLetter) -> [Mark] {
        let record = letter.shown
        var marks: [Mark] = []
        for issue in record.issues where issue.primary {
            marks += issue.evidence.map { Mark($0.start, $0.end, .category, note: issue.path.joined(separator: "/")) }
        }
        marks += record.demands.map { Mark($0.start, $0.end, .demand) }
        marks += record.dates.map { Mark($0.start, $0.end, .date, note: $0.value ?? "") }
        marks += record.limits.map { Mark($0.start, $0.end, .limit, note: $0.value) }
        marks += record.amounts.map { Mark($0.start, $0.end, .amount, note: "\($0.value) \($0.currency)") }
        marks += record.places.map { Mark($0.start, $0.end, .place, note: $0.path.joined(separator: "/")) }
        for party in record.parties where party.type == .government || party.type == .organization {
            marks += party.mentions.map { Mark($0.start, $0.end, .body, note: party.name) }
        }
        marks += record.documentNumbers.map { Mark($0.start, $0.end, .reference, note: $0.value) }
        marks += record.laws.map { Mark($0.start, $0.end, .reference) }
        marks += record.repairs.map { Mark($0.start, $0.end, .repair, note: $0.rule, reading: $0.to) }
        marks += record.diagnostics.map { Mark($0.start, $0.end, .doubt, note: $0.code) }
        return marks + placeholders(in: letter.text)
    }

    /// ⟨人1⟩: what stands sealed.
    static func placeholders(in text: String) -> [Mark] {
        var marks: [Mark] = []
        var start: Int?
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            if scalar == "⟨" { start = offset }
            if scalar == "⟩", let begun = start {
                marks.append(Mark(begun, offset + 1, .masked))
                start = nil
            }
        }
        return marks
    }

    /// The kinds that stand in a text, for its legend.
    static func legend(_ marks: [Mark], _ visit: Visit) -> [Templates.Fields] {
        Kind.allCases.filter { kind in marks.contains { $0.kind == kind } }.map {
            ["class": "e-" + $0.rawValue, "label": visit.word("evidence-" + $0.rawValue)]
        }
    }
}

/// 【】 around what was found, as the register's excerpts have them, as HTML.
enum Excerpt {
    static func html(_ text: String) -> String {
        PageText.escaped(text).replacing("【", with: "<mark class=\"e-found\">").replacing("】", with: "</mark>")
    }
}
