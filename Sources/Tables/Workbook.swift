internal import Foundation
#if canImport(FoundationXML)
    internal import FoundationXML
#endif

/// A workbook (ECMA-376): its sheets as lines of texts. Days come as `YYYY-MM-DD`, numbers as they would be typed.
struct Workbook {
    private let archive: ZipArchive
    private var shared: [String] = []
    /// Of each cell style, whether it shows a day.
    private var showsDay: [Bool] = []
    /// Days count from 1904, as in workbooks of old Macintoshes.
    private var isFrom1904 = false
    private var sheets: [(name: String, part: String)] = []

    init(_ bytes: [UInt8]) throws(TableFailure) {
        archive = try ZipArchive(bytes)
        guard let book = try archive.part("xl/workbook.xml"), let ties = try archive.part("xl/_rels/workbook.xml.rels")
        else { throw .brokenWorkbook("xl/workbook.xml") }
        var targets: [String: String] = [:]
        try Self.read(ties, "xl/_rels/workbook.xml.rels") { element in
            guard element.name == "Relationship", let id = element["Id"], let target = element["Target"] else { return }
            targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        }
        var (found, is1904): ([(String, String)], Bool) = ([], false)
        try Self.read(book, "xl/workbook.xml") { element in
            if element.name == "workbookPr" { is1904 = ["1", "true"].contains(element["date1904"]) }
            if element.name == "sheet", let id = element["r:id"], let target = targets[id] {
                found.append((element["name"] ?? "", target))
            }
        }
        (sheets, isFrom1904) = (found, is1904)
        if let styles = try archive.part("xl/styles.xml") { showsDay = try Self.days(styles) }
        if let strings = try archive.part("xl/sharedStrings.xml") { shared = try Self.strings(strings) }
    }

    func lines(of wanted: String?) throws(TableFailure) -> [[String]] {
        guard let sheet = sheet(wanted) else { throw .noSheet(wanted ?? "1") }
        guard let bytes = try archive.part(sheet.part) else { throw .brokenWorkbook(sheet.part) }
        var lines: [[String]] = []
        var (row, column, type, style): (Int, Int, String, Int) = (0, 0, "", 0)
        try Self.read(bytes, sheet.part) { element in
            switch element.name {
            case "row":
                row = element["r"].flatMap { Int($0) } ?? row + 1
                column = 0
            case "c":
                column = element["r"].flatMap(Self.column) ?? column + 1
                (type, style) = (element["t"] ?? "n", element["s"].flatMap { Int($0) } ?? 0)
            default: break
            }
        } ended: { name, text in
            guard name == "v" || name == "t", row > 0, row <= 1_048_576, column > 0, column <= 16_384 else { return }
            while lines.count < row { lines.append([]) }
            while lines[row - 1].count < column { lines[row - 1].append("") }
            // A text may stand in several runs.
            lines[row - 1][column - 1] += value(text, type, style)
        }
        return lines
    }

    /// By name, else by number; the first when none is asked for.
    private func sheet(_ wanted: String?) -> (name: String, part: String)? {
        guard let wanted else { return sheets.first }
        if let named = sheets.first(where: { $0.name == wanted }) { return named }
        guard let number = Int(wanted), sheets.indices.contains(number - 1) else { return nil }
        return sheets[number - 1]
    }

    private func value(_ text: String, _ type: String, _ style: Int) -> String {
        switch type {
        case "s":
            guard let place = Int(text), shared.indices.contains(place) else { return "" }
            return shared[place]
        case "b": return text == "1" ? "是" : "否"
        case "n":
            guard let number = Double(text) else { return text }
            if showsDay.indices.contains(style), showsDay[style] { return day(number) ?? text }
            return number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : text
        default: return text
        }
    }

    private func day(_ serial: Double) -> String? {
        guard serial >= 1, serial < 2_958_466 else { return nil }
        // The workbook's calendar holds a 29 February 1900.
        let from1900 = Int(serial) + (isFrom1904 ? 1_462 : serial < 60 ? 1 : 0)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
        let parts = calendar.dateComponents(
            [.year, .month, .day], from: Date(timeIntervalSince1970: Double(from1900 - 25_569) * 86_400))
        return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }

    /// `AB12` is column 28.
    private static func column(_ reference: String) -> Int? {
        var column = 0
        for letter in reference.utf8.prefix(while: { (0x41...0x5A).contains($0) }) {
            column = column * 26 + Int(letter) - 0x40
        }
        return column > 0 ? column : nil
    }

    private static func strings(_ bytes: [UInt8]) throws(TableFailure) -> [String] {
        var strings: [String] = []
        var isAloud = false
        try read(bytes, "xl/sharedStrings.xml") { element in
            if element.name == "si" { strings.append("") }
            // How a character is read aloud is not part of the text.
            if element.name == "rPh" { isAloud = true }
        } ended: { name, text in
            if name == "rPh" { isAloud = false }
            if name == "t", !isAloud, !strings.isEmpty { strings[strings.count - 1] += text }
        }
        return strings
    }

    private static func days(_ bytes: [UInt8]) throws(TableFailure) -> [Bool] {
        var formats: Set<Int> = Set(14...22).union(27...36).union(50...58)
        var (styles, isInCells): ([Bool], Bool) = ([], false)
        try read(bytes, "xl/styles.xml") { element in
            switch element.name {
            case "numFmt":
                guard let id = element["numFmtId"].flatMap({ Int($0) }), let code = element["formatCode"] else { break }
                // Years or days outside of quotes and brackets.
                let bare = code.replacing(/"[^"]*"|\[[^\]]*\]|\\./, with: "").lowercased()
                if bare.contains("y") || bare.contains("d") { formats.insert(id) }
            case "cellXfs": isInCells = true
            case "xf" where isInCells:
                styles.append(element["numFmtId"].flatMap { Int($0) }.map(formats.contains) ?? false)
            default: break
            }
        } ended: { name, _ in
            if name == "cellXfs" { isInCells = false }
        }
        return styles
    }

    // MARK: XML

    struct Element {
        let name: String
        fileprivate let attributes: [String: String]

        subscript(_ attribute: String) -> String? { attributes[attribute] }
    }

    /// - Parameter ended: the element's name, and the text that stands in it.
    private static func read(
        _ bytes: [UInt8], _ part: String, _ begun: @escaping (Element) -> Void,
        ended: @escaping (String, String) -> Void = { _, _ in }
    ) throws(TableFailure) {
        let handler = Handler(begun, ended)
        let parser = XMLParser(data: Data(bytes))
        parser.shouldResolveExternalEntities = false
        parser.delegate = handler
        guard parser.parse() else { throw .brokenWorkbook(part) }
    }

    private final class Handler: NSObject, XMLParserDelegate {
        private let begun: (Element) -> Void
        private let ended: (String, String) -> Void
        private var text = ""

        init(_ begun: @escaping (Element) -> Void, _ ended: @escaping (String, String) -> Void) {
            (self.begun, self.ended) = (begun, ended)
        }

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            text = ""
            begun(Element(name: Self.local(name), attributes: attributes))
        }

        /// Some writers give every element a prefix.
        private static func local(_ name: String) -> String {
            name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
        }

        func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            ended(Self.local(name), text)
            text = ""
        }
    }
}
