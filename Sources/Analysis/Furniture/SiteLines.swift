internal import Dictionaries
internal import Documents

/// Takes out the lines that a web page or a reader's program puts around a text: downloads, sharing, navigation,
/// licences of the site.
///
/// `Dictionaries/Furniture/site-lines.txt` lists them as whole lines with `*` for anything; a line of the text must
/// match as a whole, its spaces left out.
struct SiteLines: Sendable {
    static let file = "Furniture/site-lines.txt"
    /// Scalars; a longer line is somebody's sentence.
    private static let longest = 80

    /// One line of the file.
    struct Entry: Sendable {
        let kind: String
        let example: String
        /// The parts between the stars, in order.
        let parts: [[UInt32]]
        let beginsOpen: Bool
        let endsOpen: Bool
    }

    let entries: [Entry]
    /// Each entry's longest part, so that a line is walked once.
    private let anchors: TermTrie
    private let entriesOfAnchor: [[Int]]

    init(_ dictionaries: DictionaryFiles) throws(DictionaryError) {
        var entries: [Entry] = []
        var anchors = TermTrie(expectedTerms: 256)
        var entriesOfAnchor: [[Int]] = []
        for (number, line) in DictionaryLines(try dictionaries.bytes(of: SiteLines.file)) {
            let columns = String(decoding: line, as: UTF8.self)
                .split(separator: "\t", omittingEmptySubsequences: false)
            guard columns.count == 3, !columns.contains(where: \.isEmpty) else {
                throw DictionaryError(
                    file: SiteLines.file, line: number, problem: "needs kind, pattern and example, by tabs")
            }
            let parts = columns[1].split(separator: "*").map { $0.unicodeScalars.map(\.value) }
            guard let anchor = parts.max(by: { $0.count < $1.count }), anchor.count >= 2 || columns[1] == anchor.string
            else {
                throw DictionaryError(
                    file: SiteLines.file, line: number, problem: "needs two characters beside the stars")
            }
            let term = anchors.insert(anchor)
            if term == entriesOfAnchor.count { entriesOfAnchor.append([]) }
            entriesOfAnchor[term].append(entries.count)
            entries.append(
                Entry(
                    kind: String(columns[0]), example: String(columns[2]), parts: parts,
                    beginsOpen: columns[1].hasPrefix("*"), endsOpen: columns[1].hasSuffix("*")))
        }
        self.entries = entries
        self.anchors = anchors
        self.entriesOfAnchor = entriesOfAnchor
    }

    func remove(_ draft: inout Draft) {
        let found = draft.scalars.withUnsafeBufferPointer(lines)
        draft.remove(found)
    }

    private func lines(in scalars: UnsafeBufferPointer<UInt32>) -> [(range: Range<Int>, rule: String)] {
        var found: [(range: Range<Int>, rule: String)] = []
        var start = 0
        func close(_ end: Int) {
            if (1...SiteLines.longest).contains(end - start), let entry = entry(for: start..<end, scalars) {
                found.append((start..<end, "furniture.site-\(entries[entry].kind)"))
            }
            start = end + 1
        }
        for index in scalars.indices where scalars[index] == 0x0A { close(index) }
        close(scalars.count)
        return found
    }

    /// The first entry that matches a line.
    private func entry(for line: Range<Int>, _ scalars: UnsafeBufferPointer<UInt32>) -> Int? {
        var result: Int?
        let buffer = UnsafeBufferPointer(rebasing: scalars[line])
        var text: [UInt32]?
        for index in buffer.indices {
            anchors.forEachHit(at: index, in: buffer) { hit in
                for candidate in entriesOfAnchor[hit.term] where candidate < result ?? Int.max {
                    let compact: [UInt32] = text ?? buffer.filter { $0 != 0x20 }
                    text = compact
                    if entries[candidate].matches(compact[...]) { result = candidate }
                }
            }
        }
        return result
    }
}

extension SiteLines.Entry {
    /// Whether the parts stand in this order and cover the line but for the stars.
    func matches(_ line: ArraySlice<UInt32>) -> Bool {
        var rest = line
        for (number, part) in parts.enumerated() {
            let isFirst = number == 0 && !beginsOpen
            let isLast = number == parts.count - 1 && !endsOpen
            if isFirst {
                guard rest.starts(with: part) else { return false }
                rest = rest.dropFirst(part.count)
                if isLast { return rest.isEmpty }
            } else if isLast {
                return rest.count >= part.count && rest.suffix(part.count).elementsEqual(part)
            } else {
                guard
                    let at = rest.indices.first(where: { rest[$0...].starts(with: part) })
                else { return false }
                rest = rest[(at + part.count)...]
            }
        }
        return endsOpen
    }
}

extension [UInt32] {
    fileprivate var string: String { String(scalars: self[...]) }
}
