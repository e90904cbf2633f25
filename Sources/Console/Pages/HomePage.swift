internal import Register
internal import Storage

enum HomePage {
    /// Of more, how many wait is not counted.
    private static let bound = 1_000

    static func show(_ visit: Visit) throws -> Reply {
        var fields: Templates.Fields = [:]
        if visit.may(.readDuties) {
            let desk = visit.desk
            let cards: [(window: DueWindow, word: String)] = [
                (.overdue, "due-overdue"), (.today, "due-today"), (.week, "due-week"),
            ]
            fields["dueCards"] = try cards.map { card in
                let count = try visit.trying { () throws(StoreError) in try desk.countDue(card.window, upTo: bound) }
                return Templates.Fields.of([
                    "label": visit.word(card.word), "count": shown(count), "window": card.window.rawValue,
                    "isAlarming": card.window == .overdue && count > 0 ? true : nil,
                ])
            }
            let soon = try visit.trying { () throws(StoreError) in try desk.pressing(limit: 10) }
            fields["soon"] = soon.map { visit.fields($0, desk) }
        }
        if visit.may(.readLetters) {
            let waiting = try visit.trying { () throws(StoreError) in
                try visit.store.waiting(
                    doubtsBelow: ReviewPages.below, linksBelow: ReviewPages.linksBelow, upTo: bound)
            }
            func card(_ word: String, _ count: Int, _ path: String, _ right: Right) -> Templates.Fields? {
                guard visit.may(right) else { return nil }
                return ["label": visit.word(word), "count": shown(count), "path": path]
            }
            fields["waiting"] = [
                card(
                    "waiting-unregistered", waiting.unregistered, "/letters?q=registered%3Ano+kind%3Aletter", .register),
                card("waiting-doubts", waiting.doubts, "/review", .review),
                card("waiting-links", waiting.openLinks, "/review?kind=link", .review),
                card("waiting-failed", waiting.failedFiles, "/imports", .importLetters),
            ].compactMap(\.self)
            fields["letterCount"] = "\(waiting.letters)"
            fields["isEmptyStore"] = waiting.letters == 0
        }
        if visit.may(.importLetters) {
            fields["jobs"] = visit.console.imports.jobs.prefix(5).map { ImportPages.fields($0, visit) }
        }
        return visit.page("home", title: "home", fields)
    }

    private static func shown(_ count: Int) -> String { count >= bound ? "\(bound)+" : "\(count)" }
}

enum HelpPage {
    static func show(_ visit: Visit) throws -> Reply {
        visit.page(
            "help", title: "help",
            [
                "fields": Question.Field.allCases.map { field in
                    ["name": visit.isChinese ? field.chinese : field.rawValue, "other": field.rawValue]
                }
            ])
    }
}
