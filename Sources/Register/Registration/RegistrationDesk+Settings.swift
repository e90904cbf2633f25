internal import Documents
public import Duties
public import Storage

extension RegistrationDesk.Setting {
    public static let all = [office, kind, place, pack, number]
}

extension RegistrationDesk {
    /// Keeps a setting of the office, after a look whether it can be.
    public func set(_ name: String, to value: String, account: String) throws(StoreError) {
        let isGood =
            switch name {
            case Setting.office: rules.isBody(value)
            case Setting.kind: value == "petition-office" || value == "authority"
            case Setting.place: value.utf8.count == 6 && UInt32(value) != nil
            case Setting.pack: value == "-" || packs.pack(value) != nil
            case Setting.number: NumberPattern(value) != nil
            default: false
            }
        guard isGood else {
            throw refused(
                "\(name) 不能是 \(value);说明见 laixin help register setup",
                "\(name) cannot be \(value); see laixin help register setup")
        }
        try store.set(name, to: value, account: account)
    }

    /// The name of a duty; `nil` for one the office set.
    public func dutyTerm(_ row: DutyRow) -> RegisterRules.Term? {
        packs.pack(row.pack)?.duty(row.duty).map {
            RegisterRules.Term(id: $0.id, chinese: $0.chinese, english: $0.english)
        }
    }

    /// Whether a duty was counted by other rules or calendars than those of today.
    public func isOutdated(_ row: DutyRow) -> Bool {
        guard let pack = packs.pack(row.pack) else { return false }
        return row.packVersion != pack.version || row.calendarVersion != calendar.version
    }

    /// Where a duty stands on a day: a ``DueDate/Standing``, or of a right, with which nobody is late, `settled` or
    /// `lapsed`.
    public func standing(of row: DutyRow, on day: String) -> String {
        let standing = DueDate.Standing(on: day, strict: row.strict, rolled: row.rolled, done: row.done)
        guard Self.isRight(row) else { return standing.rawValue }
        return switch standing {
        case .kept, .keptLate: "settled"
        case .overdue: "lapsed"
        case .open, .inGrace: standing.rawValue
        }
    }

    private static func isRight(_ row: DutyRow) -> Bool {
        row.binding == RegisterRules.Owed.Binding.lapses.rawValue
    }

    /// How the duties of each body stand on a day, bodies by name. Rights are nobody's duties.
    public func standings(of duties: [RegisteredDuty], on day: String) -> [(
        body: String, counts: [DueDate.Standing: Int]
    )] {
        var counts: [String: [DueDate.Standing: Int]] = [:]
        for row in duties.map(\.duty) where !Self.isRight(row) {
            let standing = DueDate.Standing(on: day, strict: row.strict, rolled: row.rolled, done: row.done)
            counts[row.body, default: [:]][standing, default: 0] += 1
        }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
