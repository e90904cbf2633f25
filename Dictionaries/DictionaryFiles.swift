public import Foundation

/// Where the dictionary files are: laixin's own, or an office's copy named by `LAIXIN_DICTIONARIES`.
public struct DictionaryFiles: Sendable {
    /// The folder that holds `Categories`, `Divisions`, `Lexicon` and `Models`.
    public let folder: URL

    public init(folder: URL) { self.folder = folder }

    /// The shipped dictionaries, or the folder named by the environment variable `LAIXIN_DICTIONARIES`.
    public static func standard() -> DictionaryFiles {
        if let override = ProcessInfo.processInfo.environment["LAIXIN_DICTIONARIES"], !override.isEmpty {
            return DictionaryFiles(folder: URL(fileURLWithPath: override, isDirectory: true))
        }
        return DictionaryFiles(folder: Bundle.module.bundleURL)
    }

    /// The bytes of one file, named relative to the folder.
    public func bytes(of path: String) throws(DictionaryError) -> [UInt8] {
        do {
            // Mapped, so that megabytes are copied once.
            return [UInt8](try Data(contentsOf: folder.appending(path: path), options: .mappedIfSafe))
        } catch {
            throw DictionaryError(file: path, line: 0, problem: "cannot be read: \(error.localizedDescription)")
        }
    }

    /// The bytes of a file that may be left out; `nil` when it is not there.
    public func optionalBytes(of path: String) throws(DictionaryError) -> [UInt8]? {
        FileManager.default.fileExists(atPath: folder.appending(path: path).path) ? try bytes(of: path) : nil
    }

    /// The files of one sub-folder, by name.
    public func files(in subfolder: String, withSuffix suffix: String = ".txt") throws(DictionaryError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: subfolder).path)
                .filter { $0.hasSuffix(suffix) }.sorted().map { "\(subfolder)/\($0)" }
        } catch {
            throw DictionaryError(file: subfolder, line: 0, problem: "cannot be listed: \(error.localizedDescription)")
        }
    }
}

/// A dictionary that cannot be used: which file, which line (1-based; 0 for the whole file), and why.
public struct DictionaryError: Error, Sendable, Equatable, CustomStringConvertible {
    public let file: String
    public let line: Int
    public let problem: String

    public init(file: String, line: Int, problem: String) {
        self.file = file
        self.line = line
        self.problem = problem
    }

    public var description: String { "\(file):\(line): \(problem)" }
}
