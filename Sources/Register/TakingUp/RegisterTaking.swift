internal import Documents
internal import Foundation
public import Linkage
public import Pipeline
public import Storage

/// Takes the rows of another register (台账) up: each row a letter and a number, with the steps that lead to its state.
///
/// All rows are written at once or none; a row that was taken up before is known by its contents and left alone.
public struct RegisterTaking: Sendable {
    private let desk: RegistrationDesk
    private let pipeline: DocumentPipeline
    private let linker: Linker
    private let columns: RegisterColumns
    private let categories: [(path: [String], code: String)]

    public struct Summary: Sendable, Equatable {
        public var taken = 0
        public var known = 0
        public var problems: [RowProblem] = []
        /// Rows with something wrong.
        public var refused = 0
    }

    /// - Parameter categories: the classes that a row may name.
    public init(
        desk: RegistrationDesk, pipeline: DocumentPipeline, linker: Linker, columns: RegisterColumns,
        categories: [(path: [String], code: String)]
    ) {
        self.desk = desk
        self.pipeline = pipeline
        self.linker = linker
        self.columns = columns
        self.categories = categories
    }

    public enum Way: Sendable {
        /// Only looks what would be taken up.
        case dryRun
        /// All rows, or with one that is refused none.
        case wholly
        /// Those that can be.
        case partly
    }

    /// - Parameters:
    ///   - rows: numbers as a spreadsheet counts, and cells.
    ///   - places: of each field its column, from ``RegisterColumns/places(_:said:)``.
    ///   - path: where the rows come from, kept sealed.
    public func take(
        headings: [String], rows: [(number: Int, cells: [String])], places: [RegisterColumns.Field: Int], path: String,
        way: Way, account: String
    ) throws(StoreError) -> Summary {
        let reader = RegisterReader(
            columns: columns, rules: desk.rules, places: places, headings: headings, categories: categories,
            office: try desk.office().name, today: desk.today, isChinese: desk.isChinese, place: place)
        var summary = Summary()
        let hashes = rows.map { Data(("register\n" + $0.cells.joined(separator: "\u{1F}")).utf8).sha256 }
        let known = try desk.store.imported(hashes)
        let left = rows.indices.filter { !known.contains(hashes[$0]) }
        summary.known = rows.count - left.count
        let read = parallelMap(left.count) { reader.read(rows[left[$0]].cells, row: rows[left[$0]].number) }
        var entries: [(RegisterEntryRow, hash: String)] = []
        var numbers: [String: Int] = [:]
        for (place, (entry, problems)) in zip(left, read) {
            var problems = problems
            if let entry {
                if let row = numbers[entry.number] {
                    problems.append(problem(entry, "第 \(row) 行已有此编号", "row \(row) has this number too"))
                } else if try desk.store.isRegistered(entry.number) {
                    problems.append(
                        problem(entry, "登记库中已有此编号,内容不同;请核对", "the store has this number with other contents; compare"))
                }
                numbers[entry.number] = entry.row
                if problems.isEmpty { entries.append((entry, hashes[place])) }
            }
            summary.problems += problems
            if !problems.isEmpty { summary.refused += 1 }
        }
        switch way {
        case .dryRun:
            summary.taken = entries.count
            return summary
        case .wholly where summary.refused > 0: return summary
        case .wholly, .partly: break
        }
        let (pipeline, store) = (self.pipeline, desk.store)
        let pattern = try store.setting(RegistrationDesk.Setting.number).flatMap { NumberPattern($0) } ?? .office
        let ready = entries
        let taken = parallelMap(ready.count) { index -> RegisterStore.TakenRow in
            let (entry, hash) = ready[index]
            return RegisterStore.TakenRow(
                sha256: hash, path: "\(path):\(entry.row)",
                letter: store.prepare(Self.parsed(entry, pipeline), of: hash, at: 0), number: entry.number,
                series: pattern.series(on: entry.registered), channel: entry.channel, contents: entry.steps)
        }
        try store.takeUp(taken, account: account, settling: try desk.settling())
        summary.taken = taken.count
        var linking = RegisterLinking(store: store, pipeline: pipeline, linker: linker)
        try linking.finish()
        return summary
    }

    private func problem(_ entry: RegisterEntryRow, _ chinese: String, _ english: String) -> RowProblem {
        RowProblem(
            row: entry.row, heading: "number", value: entry.number, advice: desk.isChinese ? chinese : english)
    }

    /// The deepest place that a name tells.
    private func place(_ name: String) -> Record.Place? {
        let record = pipeline.record(of: Document(id: "", text: SourceText(name)))
        return record.places.filter { $0.adcode != nil }.max { $0.path.count < $1.path.count }
    }

    /// The letter as read, with what the register says of it.
    private static func parsed(_ entry: RegisterEntryRow, _ pipeline: DocumentPipeline) -> ParsedDocument {
        let text = SourceText(entry.text)
        let read = pipeline.parse(Document(id: entry.number, text: text, received: entry.received))
        var record = read.masked.record
        record.kind = .letter
        let rule = "register.column"
        if let category = entry.category {
            record.issues =
                [
                    .init(path: category.path, code: category.code, score: 1, primary: true, rule: rule, evidence: [])
                ]
                + record.issues.filter { $0.code != category.code }.map { issue in
                    var other = issue
                    other.primary = false
                    return other
                }
        }
        if let purpose = entry.purpose { record.purpose = .init(value: purpose, score: 1, rule: rule) }
        if let place = entry.place, !record.places.contains(where: { $0.adcode == place.adcode }) {
            record.places.append(
                .init(
                    span: SourceSpan(0, 0), text: place.path.joined(), adcode: place.adcode, path: place.path,
                    detail: nil, rule: rule))
        }
        return ParsedDocument(
            document: Document(id: entry.number, text: SourceText(entry.original), received: entry.received),
            record: record,
            masked: MaskedDocument(text: read.masked.text, record: record, secrets: read.masked.secrets + entry.secrets)
        )
    }
}
