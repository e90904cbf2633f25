internal import Storage

/// Which pictures are the pages of which file: those that lie beside it and are called like it, `a.png`, or `a-1.png`,
/// `a-2.png` where there are more.
struct PageFiles {
    /// All other files, in their order.
    private(set) var texts: [String] = []
    /// Of a file the pictures of its pages, in their order.
    private(set) var pages: [String: [String]] = [:]

    static let longest = 20 << 20
    private static let endings: Set<String> = ["png", "jpg", "jpeg", "webp"]

    /// - Parameter isPicture: whether what is called like a picture is one, and not too large.
    init(_ files: [String], isPicture: (String) -> Bool) {
        var numbered: [String: [(number: Int, file: String)]] = [:]
        let stems = Set(files.lazy.filter { !Self.hasEnding($0) }.map(Self.stem))
        for file in files {
            guard Self.hasEnding(file), let (stem, number) = Self.page(file, of: stems), isPicture(file) else {
                texts.append(file)
                continue
            }
            numbered[stem, default: []].append((number, file))
        }
        // Of two files that are called alike the first has them.
        for text in texts {
            guard let found = numbered.removeValue(forKey: Self.stem(text)) else { continue }
            pages[text] = found.sorted { ($0.number, $0.file) < ($1.number, $1.file) }.map(\.file)
        }
    }

    private static func page(_ file: String, of stems: Set<String>) -> (stem: String, number: Int)? {
        let stem = stem(file)
        if stems.contains(stem) { return (stem, 0) }
        guard let dash = stem.lastIndex(of: "-"), let number = Int(stem[stem.index(after: dash)...]),
            stems.contains(String(stem[..<dash]))
        else { return nil }
        return (String(stem[..<dash]), number)
    }

    private static func hasEnding(_ file: String) -> Bool {
        file.lastIndex(of: ".").map { endings.contains(file[file.index(after: $0)...].lowercased()) } ?? false
    }

    /// The path without what follows its last dot.
    private static func stem(_ file: String) -> String {
        guard let dot = file.lastIndex(of: "."), !file[dot...].contains("/") else { return file }
        return String(file[..<dot])
    }
}
