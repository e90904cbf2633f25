public import Intake

/// A table as a file holds it: a line of headings, and rows of texts.
public struct TableFile: Sendable, Equatable {
    public struct Row: Sendable, Equatable {
        /// As a spreadsheet counts, the headings being row 1.
        public let number: Int
        /// As many as there are headings; empty where the file has nothing.
        public let cells: [String]
    }

    public let headings: [String]
    /// Rows in which something stands.
    public let rows: [Row]

    /// - Parameter lines: all lines of the table; the first in which something stands are the headings.
    init(_ lines: [[String]]) throws(TableFailure) {
        let trimmed = lines.map { $0.map(\.trimmed) }
        guard let head = trimmed.firstIndex(where: { line in line.contains { !$0.isEmpty } }) else { throw .empty }
        var headings = trimmed[head]
        while headings.last?.isEmpty ?? false { headings.removeLast() }
        for (place, heading) in headings.enumerated() where !heading.isEmpty {
            guard !headings[..<place].contains(heading) else { throw .twice(heading) }
        }
        self.headings = headings
        rows = trimmed.indices.dropFirst(head + 1).compactMap { place in
            let cells = headings.indices.map { $0 < trimmed[place].count ? trimmed[place][$0] : "" }
            return cells.contains { !$0.isEmpty } ? Row(number: place + 1, cells: cells) : nil
        }
    }

    /// Reads xlsx, or text with commas, semicolons or tabs in any charset that letters come in. What the bytes are is
    /// seen from their beginning, not from a name.
    ///
    /// - Parameter sheet: name or number of a sheet of the workbook; by default the first.
    public init(_ bytes: [UInt8], sheet: String? = nil) throws(TableFailure) {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            try self.init(try Workbook(bytes).lines(of: sheet))
        } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw .oldWorkbook
        } else {
            let text: String
            do { text = try PlainText.decode(bytes) } catch { throw .text(error) }
            try self.init(try DelimitedText(text).lines)
        }
    }
}

/// A table that cannot be read, and why.
public enum TableFailure: Error, Sendable, Equatable {
    case empty
    /// A heading that stands twice.
    case twice(String)
    /// A quote that is not closed begins in this line.
    case openQuote(line: Int)
    /// A workbook of before 2007, or one with a password.
    case oldWorkbook
    /// No workbook, or damaged: the part that is missing or broken.
    case brokenWorkbook(String)
    case noSheet(String)
    case tooLarge(String)
    case text(IntakeFailure)

    public func message(chinese: Bool) -> String {
        switch self {
        case .empty: chinese ? "表是空的" : "the table is empty"
        case .twice(let heading): chinese ? "列名重复:\(heading)" : "two columns are headed \(heading)"
        case .openQuote(let line): chinese ? "第 \(line) 行的引号没有合上" : "a quote of line \(line) is not closed"
        case .oldWorkbook:
            chinese
                ? "这是旧格式(.xls)或加密的工作簿,请另存为不加密的 .xlsx 或 .csv"
                : "an old (.xls) or encrypted workbook; save it as .xlsx without a password, or as .csv"
        case .brokenWorkbook(let part): chinese ? "工作簿残缺:\(part)" : "the workbook is broken: \(part)"
        case .noSheet(let name): chinese ? "没有工作表:\(name)" : "there is no sheet \(name)"
        case .tooLarge(let part): chinese ? "工作簿过大:\(part)" : "the workbook is too large: \(part)"
        case .text(let failure): failure.message(chinese: chinese)
        }
    }
}

extension String {
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
