import Analysis
import Documents

/// One analyzer for all tests: loading the dictionaries is slow in a debug build.
enum Fixture {
    static let analyzer: Analyzer = {
        do { return try Analyzer() } catch { fatalError("\(error)") }
    }()

    /// What the rules say before anything that was learned: rows of single rules are about them.
    static let rules: Analyzer = {
        do { return try Analyzer(usesModel: false) } catch { fatalError("\(error)") }
    }()

    static func record(_ text: String, received: String? = nil) -> Record { record(text, received, by: analyzer) }

    static func recordOfRules(_ text: String, received: String? = nil) -> Record { record(text, received, by: rules) }

    private static func record(_ text: String, _ received: String?, by analyzer: Analyzer) -> Record {
        analyzer.analyze(Document(id: "t", text: SourceText(text), received: received.flatMap { CivilDate($0) }))
    }
}
