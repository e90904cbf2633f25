internal import HTTPTypes
public import Dictionaries
public import Intake
public import Linkage
public import Pipeline
internal import Register
public import Storage
internal import Analysis
internal import Documents
internal import Foundation

/// The register and all that works on it: what the pages and the API are about.
public struct Office: Sendable {
    public let store: RegisterStore
    let pipeline: DocumentPipeline
    let linker: Linker
    let reader: DocumentReader
    /// As of the day the console started; see ``desk(_:isChinese:)``.
    private let desk: RegistrationDesk
    /// All classes: code and path.
    let categories: [(code: String, path: String)]

    public init(store: RegisterStore, pipeline: DocumentPipeline, linker: Linker, reader: DocumentReader)
        throws(DictionaryError)
    {
        self.store = store
        self.pipeline = pipeline
        self.linker = linker
        self.reader = reader
        desk = try RegistrationDesk(store: store, today: Office.today, isChinese: true)
        categories = try Taxonomy().nodes.map { ($0.code, $0.path.joined(separator: "/")) }
    }

    static var today: CivilDate {
        guard let day = RegistrationDesk.clockDay else { preconditionFailure("a clock without a date") }
        return day
    }

    func desk(isChinese: Bool) -> RegistrationDesk { desk.at(Office.today, isChinese: isChinese) }

    /// - Parameter isStopping: see ``Importer``.
    func importer(isChinese: Bool, isStopping: @escaping @Sendable () -> Bool = { false }) -> Importer {
        Importer(
            reader: reader, pipeline: pipeline, linker: linker, store: store, isChinese: isChinese,
            isStopping: isStopping)
    }

    /// What is asked, with all names as the store has them.
    func filter(_ text: String, kind: String? = nil, limit: Int = 50, isChinese: Bool) throws(Refusal) -> LetterFilter {
        let question: Question
        do throws(Question.Failure) { question = try Question(text) } catch {
            throw Refusal(.badRequest, error.message(chinese: isChinese))
        }
        let asked: Question
        do throws(RegisterRules.UnknownWord) { asked = try desk.rules.inIdentifiers(question) } catch {
            throw Refusal(.badRequest, error.message(chinese: isChinese))
        }
        return LetterFilter(
            kind: kind, question: asked.terms.isEmpty ? nil : asked, limit: limit, today: "\(Office.today)")
    }
}
