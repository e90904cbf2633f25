internal import Documents

/// Moves a record to another text: new offsets, and every quoted text read anew from there.
struct RecordMover {
    let start: (Int) -> Int
    let end: (Int) -> Int
    let text: SourceText

    func move(_ record: Record) -> Record {
        var copy = record
        if let title = record.title {
            copy.title = Record.TextSpan(text: quote(title.start, title.end), span: span(title.start, title.end))
        }
        for index in copy.issues.indices { copy.issues[index].evidence = copy.issues[index].evidence.map { moved($0) } }
        for index in copy.parties.indices {
            copy.parties[index].mentions = copy.parties[index].mentions.map { moved($0) }
            guard let first = copy.parties[index].mentions.first else { continue }
            let (type, quoted) = (copy.parties[index].type, text[first.span])
            // A group may be named by a home: 云栖湾3栋2单元的住户.
            if type == .person || type == .group && quoted.contains("⟨") { copy.parties[index].name = quoted }
        }
        move(&copy.dates, \.start, \.end, \.text)
        move(&copy.recurrences, \.start, \.end, \.text)
        move(&copy.limits, \.start, \.end, \.text)
        move(&copy.places, \.start, \.end, \.text)
        for index in copy.places.indices where copy.places[index].text.contains("⟨") { copy.places[index].detail = nil }
        move(&copy.amounts, \.start, \.end, \.text)
        move(&copy.documentNumbers, \.start, \.end, \.text)
        move(&copy.laws, \.start, \.end, \.text)
        move(&copy.identifiers, \.start, \.end, nil)
        move(&copy.demands, \.start, \.end, \.text)
        for index in copy.sections.indices {
            let section = copy.sections[index]
            copy.sections[index].start = start(section.start)
            copy.sections[index].end = end(section.end)
            copy.sections[index].heading = ""
        }
        move(&copy.measures, \.start, \.end, \.text)
        move(&copy.targets, \.start, \.end, \.text)
        move(&copy.parts, \.start, \.end, nil)
        move(&copy.documents, \.start, \.end, nil)
        // A title may name people: the span leads to its masked words.
        for index in copy.documents.indices { copy.documents[index].title = nil }
        move(&copy.repairs, \.start, \.end, \.from)
        // A reading inside what was sealed would give it away.
        for index in copy.repairs.indices where copy.repairs[index].from.contains("⟨") { copy.repairs[index].to = "" }
        move(&copy.diagnostics, \.start, \.end, nil)
        if var layout = copy.layout {
            move(&layout.lines, \.start, \.end, \.text)
            // A file name may be a person's; it is kept with the sealed original.
            for index in layout.pages.indices { layout.pages[index].image = nil }
            copy.layout = layout
        }
        return copy
    }

    private func span(_ from: Int, _ to: Int) -> SourceSpan {
        let low = start(from)
        return SourceSpan(low, max(low, end(to)))
    }

    private func quote(_ from: Int, _ to: Int) -> String { text[span(from, to)] }

    private func moved(_ range: Record.Range) -> Record.Range { Record.Range(span(range.start, range.end)) }

    private func move<Value>(
        _ list: inout [Value], _ first: WritableKeyPath<Value, Int>, _ last: WritableKeyPath<Value, Int>,
        _ quoted: WritableKeyPath<Value, String>?
    ) {
        for index in list.indices {
            let place = span(list[index][keyPath: first], list[index][keyPath: last])
            list[index][keyPath: first] = place.start
            list[index][keyPath: last] = place.end
            if let quoted { list[index][keyPath: quoted] = text[place] }
        }
    }
}
