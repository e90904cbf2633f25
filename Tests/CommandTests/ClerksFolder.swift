import Foundation
import Testing

/// The program and a folder of its own, with the stores and files that a test makes.
struct ClerksFolder {
    let program: LaixinProgram
    let folder: URL

    init() throws {
        program = try LaixinProgram()
        folder = try LaixinProgram.temporaryFolder()
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func write(_ name: String, _ text: String) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

    /// A folder of the repository's texts.
    static func corpus(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Corpus/\(name)").standardizedFileURL
    }

    /// Runs the words on a store of the folder.
    func run(_ words: [String], store: String = "r.sqlite") throws -> LaixinProgram.Outcome {
        try program.run(words + ["--store", path(store)], locale: "zh_CN.UTF-8")
    }

    /// Runs a line, its words parted by spaces, and expects its status.
    ///
    /// - Returns: what it wrote, and its errors.
    @discardableResult
    func laixin(
        _ line: String, store: String = "r.sqlite", status: Int32 = 0,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let outcome = try run(line.split(separator: " ").map(String.init), store: store)
        #expect(outcome.status == status, "\(line): \(outcome.errors)", sourceLocation: sourceLocation)
        return outcome.output + outcome.errors
    }
}
