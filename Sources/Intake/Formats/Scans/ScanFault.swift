/// What is wrong with a recogniser's file, and where. Quotes nothing of it but our own field names.
public struct ScanFault: Sendable, Equatable {
    public enum Format: String, Sendable {
        case hocr = "hOCR"
        case alto = "ALTO XML"
        case tsv = "Tesseract TSV"
        case json = "JSON"
    }

    public enum Kind: Sendable, Equatable {
        /// The file ends in the middle of a page.
        case cutOff
        /// Not the format's syntax.
        case syntax
        /// A row that lacks columns or has no number where one must be.
        case row
        /// A field of the wrong type; its path, such as `pages[0].lines[2].box`.
        case field(String)
    }

    public let format: Format
    public let kind: Kind
    /// From 1; `nil` when it is not known.
    public let line: Int?

    public init(format: Format, kind: Kind, line: Int?) {
        self.format = format
        self.kind = kind
        self.line = line
    }

    func message(chinese: Bool) -> String {
        let name = format.rawValue
        let place = line.map { chinese ? "第 \($0) 行" : "line \($0)" }
        return switch kind {
        case .cutOff:
            chinese
                ? "\(name) 文件不完整，到\(place ?? "末尾")中断。请从识别软件重新导出。"
                : "The \(name) file is cut off at \(place ?? "its end"). Export it from the OCR program again."
        case .syntax:
            chinese
                ? "\(name) 文件\(place ?? "")格式有误。请从识别软件重新导出。"
                : "The \(name) file is damaged\(place.map { " at " + $0 } ?? ""). Export it from the OCR program again."
        case .row:
            chinese
                ? "\(name) 文件\(place ?? "")缺列，或应为数字处不是数字。请从识别软件重新导出，不要用表格软件另存。"
                : "The \(name) file lacks columns or a number\(place.map { " at " + $0 } ?? ""). "
                    + "Export it from the OCR program again; do not save it from a spreadsheet."
        case .field(let path):
            chinese
                ? "\(name) 文件的 \(path) 类型不对。格式见 laixin.scan.schema.json。"
                : "The \(name) file's \(path) has the wrong type. The form is laixin.scan.schema.json."
        }
    }
}
