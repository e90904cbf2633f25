package import Dictionaries

/// A dictionary file whose head says what it holds: `# key: value` lines, then rows of columns parted by tabs.
package struct HeadedTable {
    package struct Row {
        /// 1-based.
        package let number: Int
        package let columns: [Substring]
    }

    package let file: String
    private var heads: [String: String] = [:]
    package private(set) var rows: [Row] = []

    package init(_ bytes: [UInt8], file: String) throws(DictionaryError) {
        self.file = file
        var number = 0
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            if line.isEmpty { continue }
            guard line.hasPrefix("#") else {
                rows.append(Row(number: number, columns: line.split(separator: "\t", omittingEmptySubsequences: false)))
                continue
            }
            let parts = line.dropFirst().split(separator: ":", maxSplits: 1)
            guard parts.count == 2, rows.isEmpty else { continue }
            let key = Self.trimmed(parts[0])
            guard heads[key] == nil else {
                throw DictionaryError(file: file, line: number, problem: "`# \(key):` stands twice")
            }
            heads[key] = Self.trimmed(parts[1])
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " }
        while text.last == " " || text.last == "\r" { text.removeLast() }
        return String(text)
    }

    /// The value of a line of the head that must be there.
    package func head(_ key: String) throws(DictionaryError) -> String {
        guard let value = heads[key], !value.isEmpty else { throw problem("the head lacks `# \(key):`") }
        return value
    }

    package func problem(_ text: String, _ row: Row? = nil) -> DictionaryError {
        DictionaryError(file: file, line: row?.number ?? 0, problem: text)
    }
}
