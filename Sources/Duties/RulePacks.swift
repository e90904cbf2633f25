public import Dictionaries
public import Documents

/// All rule packs of the dictionaries, and the events they speak of.
public struct RulePacks: Sendable {
    static let folder = "Periods/packs"
    static let eventsFile = "Periods/events.tsv"

    /// What happens to a matter, as the rules see it.
    public struct Event: Sendable, Equatable {
        public enum Kind: String, Sendable {
            /// A day that a time runs from.
            case start
            /// Days that may be left out of a count.
            case interval
            /// A fact by which a duty is not owed.
            case circumstance
        }

        public let id: String
        public let kind: Kind
        public let chinese: String
        public let english: String
    }

    public let packs: [RulePack]
    public let events: [Event]

    /// - Throws: ``DictionaryError`` for a pack that cannot be read, or names an event that `events.tsv` lacks.
    public init(_ files: DictionaryFiles) throws(DictionaryError) {
        let table = try HeadedTable(try files.bytes(of: Self.eventsFile), file: Self.eventsFile)
        var events: [Event] = []
        for row in table.rows {
            guard row.columns.count == 4, let kind = Event.Kind(rawValue: String(row.columns[1])) else {
                throw table.problem("needs an id, a kind and two names", row)
            }
            events.append(
                Event(
                    id: String(row.columns[0]), kind: kind, chinese: String(row.columns[2]),
                    english: String(row.columns[3])))
        }
        var packs: [RulePack] = []
        for file in try files.files(in: Self.folder, withSuffix: ".tsv") {
            let pack = try RulePack(
                files, file: file, id: String(file.dropFirst(Self.folder.utf8.count + 1).dropLast(4)))
            for duty in pack.duties {
                let named =
                    [(duty.start, .start)] + (duty.leavesOut.map { [($0, .interval)] } ?? [])
                    + duty.notOwedFor.map { ($0, Event.Kind.circumstance) }
                for (id, kind) in named where !events.contains(where: { $0.id == id && $0.kind == kind }) {
                    throw DictionaryError(
                        file: file, line: 0, problem: "no \(kind.rawValue) \(id) in \(Self.eventsFile)")
                }
            }
            packs.append(pack)
        }
        self.packs = packs
        self.events = events
    }

    public func pack(_ id: some StringProtocol) -> RulePack? { packs.first { $0.id == id } }

    public func event(_ id: some StringProtocol) -> Event? { events.first { $0.id == id } }

    /// The pack that holds for what was received on a day at a place: the narrowest division's that is verified.
    public func pack(family: String, received: CivilDate, place: UInt32 = 0) -> RulePack? {
        packs.filter {
            $0.family == family && $0.standing == .verified && $0.holds(on: received) && Self.covers($0.place, place)
        }.max { Self.depth($0.place) < Self.depth($1.place) }
    }

    /// Packs that are said to hold there but were not checked.
    public func unverified(family: String, received: CivilDate, place: UInt32) -> [RulePack] {
        packs.filter {
            $0.family == family && $0.standing == .unverified && $0.holds(on: received) && Self.covers($0.place, place)
        }
    }

    /// Codes of GB/T 2260: two digits a level, zeros for what is not named.
    private static func covers(_ wide: UInt32, _ narrow: UInt32) -> Bool {
        switch depth(wide) {
        case 0: true
        case 1: wide / 10_000 == narrow / 10_000
        case 2: wide / 100 == narrow / 100
        default: wide == narrow
        }
    }

    private static func depth(_ code: UInt32) -> Int {
        code == 0 ? 0 : code % 10_000 == 0 ? 1 : code % 100 == 0 ? 2 : 3
    }
}
