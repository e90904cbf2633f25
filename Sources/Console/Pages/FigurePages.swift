internal import HTTPTypes
internal import Register
internal import Storage

/// Figures of the register by category, place and time. Who may not open the letters of a cell sees no small one.
enum FigurePages {
    private static let mostBars = 20

    static func show(_ visit: Visit) throws -> Reply {
        let rows = visit.query["rows"].flatMap(StatisticsKey.init(rawValue:)) ?? .category
        let columns = visit.query["columns"].flatMap(StatisticsKey.init(rawValue:)) ?? .month
        let asked = visit.query["q"] ?? ""
        var fields = Templates.Fields.of([
            "q": asked, "rowKeys": keys(rows, visit), "columnKeys": keys(columns, visit),
            "isPublished": visit.may(.exactFigures) ? nil : true, "k": "\(visit.console.settings.smallCell)",
            "rowName": visit.word("key-" + rows.rawValue), "columnName": visit.word("key-" + columns.rawValue),
            "definition": visit.word("definition-" + rows.rawValue),
            "columnDefinition": rows == columns ? nil : visit.word("definition-" + columns.rawValue),
            "saved": saved(visit), "longestLabel": "\(longestLabel)", "rows": rows.rawValue,
            "columns": columns.rawValue,
        ])
        let kept = try visit.trying { () throws(StoreError) in try visit.store.keptQuestions(of: visit.account) }
        fields["kept"] = kept.map { question in
            [
                "id": "\(question.id)", "label": question.label,
                "path": address(question.rows, question.columns, question.question),
            ] as Templates.Fields
        }
        do throws(Refusal) {
            let filter = try visit.office.filter(asked, isChinese: visit.isChinese)
                .petitionsByDefault(by: [rows, columns])
            try fill(&fields, rows, columns, filter, visit)
        } catch {
            guard error.status == .badRequest else { throw error }
            fields["problem"] = error.message
        }
        return visit.page("figures", title: "figures", fields)
    }

    private static func fill(
        _ fields: inout Templates.Fields, _ rows: StatisticsKey, _ columns: StatisticsKey, _ filter: LetterFilter,
        _ visit: Visit
    ) throws(Refusal) {
        let audience = visit.audience
        let (figures, trend) = try visit.trying { () throws(StoreError) in
            (
                try visit.store.statistics(by: rows, filter, for: audience),
                try visit.store.statistics(by: .month, filter, for: audience)
            )
        }
        let hidden = visit.word("suppressed")
        fields["hasFigures"] = !figures.isEmpty
        let name = visit.word("key-" + rows.rawValue)
        fields["figures"] = figures.prefix(100).map { row in
            Templates.Fields.of([
                "key": label(row.key, rows, visit), "letters": row.letters.map { "\($0)" } ?? hidden,
                "matters": row.matters.map { "\($0)" } ?? hidden,
                "path": visit.may(.readLetters)
                    ? drill(row.key, rows).map { "/letters?q=" + Form.encoded($0) } : nil,
            ])
        }
        fields["bars"] = BarChart(
            bars: figures.prefix(mostBars).map { .init(label: label($0.key, rows, visit), value: $0.letters) }
        ).svg(visit.text("按\(name)的件数", "letters by \(name)"), suppressed: hidden)
        let months = trend.filter { $0.key != "-" }.sorted { $0.key < $1.key }.suffix(36)
        if months.count > 1 {
            fields["trend"] = TrendChart(points: months.map { .init(month: $0.key, value: $0.letters) })
                .svg(visit.text("逐月件数", "letters by month"))
        }
        guard rows != columns else { return }
        let table = try visit.trying { () throws(StoreError) in
            try visit.store.crossTable(rows, by: columns, filter, for: audience)
        }
        let heat = HeatMap(table)
        fields["hasTable"] = table.rows.isEmpty ? nil : true
        fields["columnHeads"] = table.columns.map { ["label": Drawing.last(label($0, columns, visit))] }
        fields["tableRows"] = zip(table.rows, table.letters).map { key, counts in
            [
                "label": label(key, rows, visit),
                "cells": counts.map { ["count": $0.map { "\($0)" } ?? hidden, "class": heat.step($0)] },
            ] as Templates.Fields
        }
    }

    private static func keys(_ chosen: StatisticsKey, _ visit: Visit) -> [Templates.Fields] {
        visit.options(
            StatisticsKey.allCases.map { ($0.rawValue, visit.word("key-" + $0.rawValue)) }, chosen: chosen.rawValue)
    }

    private static func label(_ key: String, _ of: StatisticsKey, _ visit: Visit) -> String {
        switch of {
        case .kind: visit.word("kind-" + key)
        case .state: visit.stateName(key, visit.desk)
        case .channel: visit.desk.rules.channel(key)?.name(chinese: visit.isChinese) ?? key
        default: key == "-" ? visit.word("no-day") : key
        }
    }

    /// The question that lists a row's letters; `nil` where there is none.
    private static func drill(_ key: String, _ of: StatisticsKey) -> String? {
        guard key != "-", !key.contains("\"") else { return nil }
        let value = key.contains(" ") ? "\"\(key)\"" : key
        return switch of {
        case .category: "category:\(value) kind:letter"
        case .place: "place:\(value) kind:letter"
        case .month: "month:\(value) kind:letter"
        case .body: "body:\(value) kind:letter"
        case .kind: "kind:\(value)"
        case .channel: "channel:\(value)"
        case .state: "state:\(value)"
        case .responsible: "responsible:\(value)"
        }
    }

    /// Questions that offices ask every month.
    private static func saved(_ visit: Visit) -> [Templates.Fields] {
        let month = String("\(Office.today)".prefix(7))
        return [
            ("saved-month", address(.category, .place, "month:\(month)")),
            ("saved-overdue", address(.responsible, .category, "duty:overdue")),
            ("saved-channels", address(.channel, .month, "")),
            ("saved-repeated", address(.category, .month, "letters>=3")),
        ].map { ["label": visit.word($0.0), "path": $0.1] }
    }

    private static func address(_ rows: StatisticsKey, _ columns: StatisticsKey, _ question: String) -> String {
        "/figures?rows=\(rows.rawValue)&columns=\(columns.rawValue)"
            + (question.isEmpty ? "" : "&q=" + Form.encoded(question))
    }

    // MARK: own questions

    static let longestLabel = 40

    /// Keeps the question of the page for whoever asks it. What may tell of a person is masked.
    static func keep(_ visit: Visit) throws -> Reply {
        guard let rows = visit.form["rows"].flatMap(StatisticsKey.init(rawValue:)),
            let columns = visit.form["columns"].flatMap(StatisticsKey.init(rawValue:))
        else { throw visit.notFound }
        let mask = visit.office.pipeline.masked(note:)
        guard let label = visit.form["label"].map(mask), label.unicodeScalars.count <= longestLabel else {
            throw visit.refused("请起一个名称，不超过 \(longestLabel) 字", "give it a name of \(longestLabel) characters at most")
        }
        let asked = visit.form["q"] ?? ""
        _ = try visit.office.filter(asked, isChinese: visit.isChinese)
        let question = mask(asked)
        let isKept = try visit.trying { () throws(StoreError) in
            try visit.store.keepQuestion(question, rows: rows, columns: columns, label: label, of: visit.account)
        }
        guard isKept else { throw visit.refused("存得太多了，请先删去几条", "too many are kept; remove some first") }
        return .go(to: address(rows, columns, question))
    }

    static func remove(_ visit: Visit) throws -> Reply {
        let id = try visit.number("id")
        let isRemoved = try visit.trying { () throws(StoreError) in
            try visit.store.removeQuestion(id, of: visit.account)
        }
        guard isRemoved else { throw visit.notFound }
        return .go(to: "/figures")
    }
}
