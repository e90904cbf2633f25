import Analysis
import Documents

/// One analyzer for all tests: loading the dictionaries is slow in a debug build.
enum Fixture {
    static let analyzer: Analyzer = {
        do { return try Analyzer() } catch { fatalError("\(error)") }
    }()

    static func record(_ text: String, received: String? = nil) -> Record {
        analyzer.analyze(Document(id: "t", text: SourceText(text), received: received.flatMap { CivilDate($0) }))
    }
}
