internal import Dictionaries
internal import Documents
public import Duties
internal import Storage

/// Counts what is owed for a registered matter, from its history.
public struct DutyBook: Sendable {
    private let rules: RegisterRules
    private let packs: RulePacks
    private let counter: DutyCounter
    private let office: Office
    private let isChinese: Bool

    /// The office that keeps the register.
    public struct Office: Sendable, Equatable {
        public var name: String
        /// `petition-office`, which sends letters on, or `authority`, which handles them itself.
        public var kind: String
        /// Code of its division, by which the rule pack is chosen; 0 for the whole country.
        public var place: UInt32
        /// A rule pack that the office works by, instead of the one its place and the day give.
        public var pack: String?

        public init(name: String, kind: String, place: UInt32 = 0, pack: String? = nil) {
            self.name = name
            self.kind = kind
            self.place = place
            self.pack = pack
        }
    }

    public init(
        rules: RegisterRules, packs: RulePacks, calendar: WorkCalendar, office: Office, isChinese: Bool
    ) {
        self.rules = rules
        self.packs = packs
        counter = DutyCounter(calendar)
        self.office = office
        self.isChinese = isChinese
    }

    /// - Parameters:
    ///   - entries: those that stand, in order.
    ///   - bodies: the responsible body after each entry.
    func duties(_ entries: [RegisterEntry], bodies: [String]) -> [DutyRow] {
        guard let first = entries.first.flatMap({ CivilDate($0.content.reached) }), let pack = pack(on: first) else {
            return []
        }
        let circumstances = Set(entries.flatMap(\.content.circumstances))
        var rows: [DutyRow] = []
        for (index, entry) in entries.enumerated() {
            if entry.content.step == Self.assign, let day = entry.content.lastDay, let owed = owed(Self.feedback) {
                var row = set(by: entry, on: day, body: bodies[index])
                keep(&row, owed, after: index, entries)
                rows.append(row)
            }
            guard let event = rules.step(entry.content.step)?.event, let start = CivilDate(entry.content.reached) else {
                continue
            }
            let isAssigned = entries[...index].last { $0.content.body != nil }?.content.step == Self.assign
            for duty in pack.duties where duty.start == event {
                let isReplaced = isAssigned && pack.duty(duty.id + Self.ofAssigned) != nil
                guard !isReplaced, isAssigned || !duty.id.hasSuffix(Self.ofAssigned) else { continue }
                guard let owed = owed(duty.id), owed.office.map({ $0 == office.kind }) ?? true,
                    !duty.notOwedFor.contains(where: circumstances.contains)
                else { continue }
                let due = counter.due(
                    duty, of: pack, from: start, extensions: extensions(of: duty, after: index, entries),
                    intervals: intervals(of: duty, after: index, entries))
                var row = row(due, entry, owed, pack, bodies, index)
                keep(&row, owed, after: index, entries)
                rows.append(row)
            }
        }
        return rows
    }

    private static let assign = "assign"
    private static let ofAssigned = "-assigned"
    private static let feedback = "feedback"
    private static let extend = "extend"
    private static let hear = "hear"

    private func pack(on day: CivilDate) -> RulePack? {
        office.pack.flatMap { packs.pack($0) } ?? packs.pack(family: "petitions", received: day, place: office.place)
    }

    /// A duty can stand twice in the table, for two kinds of office.
    private func owed(_ duty: String) -> RegisterRules.Owed? {
        rules.owed.first { $0.duty == duty && ($0.office ?? office.kind) == office.kind }
    }

    private func row(
        _ due: DueDate, _ entry: RegisterEntry, _ owed: RegisterRules.Owed, _ pack: RulePack, _ bodies: [String],
        _ index: Int
    ) -> DutyRow {
        let body =
            switch owed.debtor {
            case .office: office.name
            case .body: bodies[index]
            case .writer: ""
            }
        return DutyRow(
            entry: entry.number, duty: due.duty.id, binding: owed.binding.rawValue, body: body, pack: due.pack,
            packVersion: due.packVersion, calendarVersion: due.calendarVersion,
            law: pack.title + (due.duty.article == "-" ? "" : due.duty.article), strict: "\(due.strict)",
            rolled: "\(due.rolled)", shown: "\(due.shown)", isEstimated: due.isEstimated,
            steps: due.wording(chinese: isChinese, events: packs))
    }

    private func set(by entry: RegisterEntry, on day: String, body: String) -> DutyRow {
        DutyRow(
            entry: entry.number, duty: Self.feedback, binding: RegisterRules.Owed.Binding.set.rawValue, body: body,
            pack: "-", packVersion: "-", calendarVersion: "-", law: "-", strict: day, rolled: day, shown: day,
            isEstimated: false, steps: [])
    }

    /// A duty is kept by the first fitting step after it; the successor of a body keeps what that owed.
    private func keep(_ row: inout DutyRow, _ owed: RegisterRules.Owed, after index: Int, _ entries: [RegisterEntry]) {
        for entry in entries[(index + 1)...] {
            if entry.content.step == Self.succeed, owed.debtor == .body, let body = entry.content.body {
                row.body = body
            }
            if owed.keptBy.contains(entry.content.step) {
                row.done = entry.content.day
                row.doneBy = entry.number
                return
            }
        }
    }

    private static let succeed = "succeed"

    private func extensions(of duty: Duty, after index: Int, _ entries: [RegisterEntry]) -> [DutyCounter.Extension] {
        guard duty.longestExtension != nil, let owed = owed(duty.id) else { return [] }
        var extensions: [DutyCounter.Extension] = []
        for entry in entries[(index + 1)...] {
            if owed.keptBy.contains(entry.content.step) { break }
            guard entry.content.step == Self.extend, let day = CivilDate(entry.content.day) else { continue }
            extensions.append(DutyCounter.Extension(granted: day, period: entry.content.period.flatMap { Period($0) }))
        }
        return extensions
    }

    private func intervals(of duty: Duty, after index: Int, _ entries: [RegisterEntry]) -> [DutyCounter.Interval] {
        guard duty.leavesOut == "hearing" else { return [] }
        return entries[(index + 1)...].compactMap { entry in
            guard entry.content.step == Self.hear, let first = entry.content.firstDay.flatMap({ CivilDate($0) }),
                let last = entry.content.lastDay.flatMap({ CivilDate($0) })
            else { return nil }
            return DutyCounter.Interval("hearing", first: first, last: last)
        }
    }
}
