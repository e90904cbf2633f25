import Foundation

/// The files of the package as they lie in the repository.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL

    /// Texts of all files under a folder, by path; build folders, hidden files and binaries left out.
    static func texts(under folders: [String], suffixes: [String]) -> [(path: String, text: String)] {
        var result: [(path: String, text: String)] = []
        for folder in folders {
            let base = root.appending(path: folder)
            var files: [URL] = [base]
            for case let url as URL in FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
                ?? .init()
            {
                files.append(url)
            }
            for url in files where suffixes.contains(where: url.path.hasSuffix) && !url.path.contains("/.build/") {
                guard let data = try? Data(contentsOf: url) else { continue }
                result.append((String(url.path.dropFirst(root.path.count + 1)), String(decoding: data, as: UTF8.self)))
            }
        }
        return result.sorted { $0.path < $1.path }
    }
}
