import Dictionaries
import Documents
import Duties
import Foundation
import Storage

@testable import Register

/// An office with a register of its own, on a day of its own.
struct RegisterOffice {
    let folder: URL
    let store: RegisterStore
    var today: CivilDate
    var path: String { folder.appending(path: "a.sqlite").path }

    init(today: String = "2026-12-31") throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "a.sqlite").path
        store = try RegisterStore(path: path, key: .file(path + ".key"))
        self.today = try day(today)
    }

    func desk(_ files: DictionaryFiles = .standard()) throws -> RegistrationDesk {
        try RegistrationDesk(store: store, files: files, today: today, isChinese: false)
    }

    /// Letters received on these days; numbered from 1.
    func take(_ received: [String?], change: (inout Record) -> Void = { _ in }) throws {
        let letters = received.enumerated().map { index, received in
            let text = "第\(index)号来信反映道路塌方"
            var record = Record(id: "\(index)", kind: .letter)
            change(&record)
            let document = Document(
                id: "\(index)", text: SourceText(text), received: received.flatMap { CivilDate($0) })
            return ParsedDocument(
                document: document, record: record, masked: MaskedDocument(text: text, record: record, secrets: []))
        }
        let sha = UUID().uuidString.replacing("-", with: "").lowercased()
        try store.insert(sha256: sha + sha, path: "p", letters: letters)
    }
}

func day(_ text: String) throws -> CivilDate {
    guard let day = CivilDate(text) else { throw CocoaError(.formatting) }
    return day
}

extension RegistrationDesk {
    /// `step day key=value…` in one line, as a clerk would type it.
    @discardableResult
    func take(_ line: String, _ number: String) throws -> RegistrationRow {
        let words = line.split(separator: " ").map(String.init)
        var details = Details(day: try day(words[1]))
        for word in words.dropFirst(2) {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            switch parts[0] {
            case "to": details.body = parts[1]
            case "reached": details.reached = try day(parts[1])
            case "by": details.period = .init(parts[1])
            case "from": details.firstDay = try day(parts[1])
            case "until": details.lastDay = try day(parts[1])
            case "outcome": details.outcome = parts[1]
            case "letter": details.letter = Int64(parts[1])
            case "circumstance": details.circumstances = [parts[1]]
            case "checked": details.checked = parts[1]
            case "as-named": details.isBodyAsNamed = true
            default: throw CocoaError(.formatting)
            }
        }
        return try take(words[0], number, details, account: "clerk")
    }

    @discardableResult
    func register(_ letters: [Int64], on text: String) throws -> RegistrationRow {
        try register(letters, channel: "来信", Details(day: try day(text)), account: "clerk")
    }
}
