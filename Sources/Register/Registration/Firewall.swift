public import Dictionaries
public import Documents
internal import Duties

/// Keeps a report (检举控告) from the body it is about, its other names, its successors and its parts; in doubt it
/// stays shut (信访工作条例 articles 30 and 46).
public struct Firewall: Sendable {
    public enum Verdict: Sendable, Equatable {
        case open
        /// The body, or one that belongs to it, is what the report is about.
        case reported(String)
        /// The report names no body that could be compared, or this one in another part than the office written to: a
        /// person must look.
        case unknown
    }

    /// Names of one kind of body, by each of them.
    private let families: [(name: String, family: Int)]
    private let seats: [String]
    private let bodies: BodiesInTime

    public init(_ files: DictionaryFiles = .standard(), bodies: BodiesInTime) throws(DictionaryError) {
        let path = "Lexicon/bodies.txt"
        var families: [(String, Int)] = []
        for row in try HeadedTable(try files.bytes(of: path), file: path).rows where row.columns.count == 2 {
            for name in row.columns[1].split(separator: " ") { families.append((String(name), row.number)) }
        }
        self.families = families.sorted { $0.0.count > $1.0.count }
        let seatPath = "\(RegisterRules.folder)/seat-endings.txt"
        seats = try HeadedTable(try files.bytes(of: seatPath), file: seatPath).rows
            .flatMap { $0.columns.flatMap { $0.split(separator: " ").map(String.init) } }
        self.bodies = bodies
    }

    /// Whether a report may go to a body.
    public func verdict(_ reports: [Record], to target: String, on day: CivilDate) -> Verdict {
        let reported = reports.flatMap(\.parties).filter {
            $0.role == .respondent && ($0.type == .government || $0.type == .organization)
        }.map(\.name)
        guard !reported.isEmpty else { return .unknown }
        let targets = [target] + bodies.successors(of: target, on: day)
        for name in reported {
            for former in [name] + bodies.successors(of: name, on: day) {
                if targets.contains(where: { isNear(former, $0) }) { return .reported(name) }
            }
        }
        // The reading of parts may err, and whoever handled a matter may be suspected with it.
        let named = reports.flatMap(\.parties).contains { party in
            party.type == .government && party.role != .addressee && targets.contains { isNear(party.name, $0) }
        }
        if named { return .unknown }
        // A person may be reported who works there; a person must look.
        return reports.contains { $0.parties.contains { $0.role == .respondent && $0.type == .person } }
            ? .unknown : .open
    }

    private func isNear(_ reported: String, _ target: String) -> Bool {
        if reported.contains(target) || target.contains(reported) { return true }
        if let seat = seats.first(where: reported.hasSuffix), reported.count > seat.count,
            target.hasPrefix(reported.dropLast(seat.count))
        {
            return true
        }
        guard let (place, family) = parts(reported), let (otherPlace, otherFamily) = parts(target),
            family == otherFamily
        else { return false }
        return place.isEmpty || otherPlace.isEmpty || place.hasSuffix(otherPlace) || otherPlace.hasSuffix(place)
    }

    /// What stands before the kind of body, and the kind.
    private func parts(_ name: String) -> (place: Substring, family: Int)? {
        for (form, family) in families {
            if let range = name.firstRange(of: form) { return (name[..<range.lowerBound], family) }
        }
        return nil
    }
}
