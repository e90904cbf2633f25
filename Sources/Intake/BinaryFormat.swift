/// File formats known by their first bytes that are not read as text.
public enum BinaryFormat: String, Sendable, CaseIterable {
    case pdf = "PDF"
    case docx = "DOCX"
    case xlsx = "XLSX"
    case zip = "ZIP"
    case ole = "DOC/XLS/WPS"
    case rtf = "RTF"
    case png = "PNG"
    case jpeg = "JPEG"
    case gif = "GIF"
    case tiff = "TIFF"
    case elf = "ELF"
    case gzip = "gzip"
    case rar = "RAR"
    case sevenZip = "7z"
    case sqlite = "SQLite"

    private static let signatures: [([UInt8], BinaryFormat)] = [
        (Array("%PDF-".utf8), .pdf),
        ([0x50, 0x4B, 0x03, 0x04], .zip),
        ([0x50, 0x4B, 0x05, 0x06], .zip),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .ole),
        (Array("{\\rtf".utf8), .rtf),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
        ([0xFF, 0xD8, 0xFF], .jpeg),
        (Array("GIF87a".utf8), .gif),
        (Array("GIF89a".utf8), .gif),
        ([0x49, 0x49, 0x2A, 0x00], .tiff),
        ([0x4D, 0x4D, 0x00, 0x2A], .tiff),
        ([0x7F, 0x45, 0x4C, 0x46], .elf),
        ([0x1F, 0x8B], .gzip),
        (Array("Rar!\u{1A}".utf8), .rar),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
        (Array("SQLite format 3\0".utf8), .sqlite),
    ]

    /// The format these bytes announce.
    static func detect(_ bytes: [UInt8]) -> BinaryFormat? {
        guard let format = signatures.first(where: { bytes.starts(with: $0.0) })?.1 else { return nil }
        guard format == .zip else { return format }
        // Office files are zips; the entries' names stand uncompressed near the start.
        let head = bytes.prefix(8192)
        if contains(head, Array("word/".utf8)) { return .docx }
        if contains(head, Array("xl/".utf8)) { return .xlsx }
        return .zip
    }

    private static func contains(_ bytes: ArraySlice<UInt8>, _ wanted: [UInt8]) -> Bool {
        guard bytes.count >= wanted.count else { return false }
        return (bytes.startIndex...(bytes.endIndex - wanted.count)).contains {
            bytes[$0] == wanted[0] && bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
        }
    }

    func advice(chinese: Bool) -> String {
        switch self {
        case .pdf, .docx, .xlsx, .ole, .rtf:
            chinese
                ? "这是 \(rawValue) 文件，不能直接读取。请在办公软件中另存为纯文本（UTF-8）再导入。"
                : "This is a \(rawValue) file, which is not read. Save it as plain text (UTF-8) and import that."
        case .png, .jpeg, .gif, .tiff:
            chinese
                ? "这是 \(rawValue) 图片，不能直接读取。请录入或识别为文字后再导入。"
                : "This is a \(rawValue) picture, which is not read. Type or recognise its text and import that."
        case .zip, .gzip, .rar, .sevenZip:
            chinese
                ? "这是 \(rawValue) 压缩文件，不能直接读取。请解压后再导入里面的文本。"
                : "This is a \(rawValue) archive, which is not read. Unpack it and import the texts inside."
        case .elf, .sqlite:
            chinese
                ? "这是 \(rawValue) 文件，不是来信文本。请检查所选的文件。"
                : "This is a \(rawValue) file, not a letter. Check which file was meant."
        }
    }
}
