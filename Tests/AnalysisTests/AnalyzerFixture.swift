import Analysis
import Documents

/// One analyzer for all tests: loading the dictionaries is slow in a debug build.
enum Fixture {
    static let analyzer: Analyzer = {
        do { return try Analyzer() } catch { fatalError("\(error)") }
    }()

    /// What the rules say before anything that was learned: rows of single rules are about them.
    static let rules: Analyzer = {
        do { return try Analyzer(usesModel: false, weighsRequests: false) } catch { fatalError("\(error)") }
    }()

    static func record(_ text: String, received: String? = nil) -> Record { record(text, received, by: analyzer) }

    static func recordOfRules(_ text: String, received: String? = nil) -> Record { record(text, received, by: rules) }

    /// The mentions of parties of some kinds as they stand in the text, in its order; by the rules alone.
    static func surfaces(_ text: String, _ types: Set<Record.Party.Kind>) -> [String] {
        let scalars = Array(text.unicodeScalars)
        return recordOfRules(text, received: "2023-05-06").parties.filter { types.contains($0.type) }
            .flatMap(\.mentions).sorted { $0.start < $1.start }
            .map { mention in
                var surface = String.UnicodeScalarView()
                surface.append(contentsOf: scalars[mention.start..<mention.end])
                return String(surface)
            }
    }

    private static func record(_ text: String, _ received: String?, by analyzer: Analyzer) -> Record {
        analyzer.analyze(Document(id: "t", text: SourceText(text), received: received.flatMap { CivilDate($0) }))
    }
}
