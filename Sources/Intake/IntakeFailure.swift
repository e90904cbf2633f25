/// Why a file was set aside. Carries no text of the file: messages end up in logs.
public enum IntakeFailure: Error, Sendable, Equatable {
    /// Nothing in it, or nothing but white space.
    case empty
    /// Longer than the limit, in bytes.
    case tooLarge(limit: Int)
    /// A known format that is not read.
    case unsupportedFormat(BinaryFormat)
    /// No text in any charset, from this byte on.
    case binary(byteOffset: Int)
    /// Text in this charset, broken or cut off at this byte.
    case malformed(charset: String, byteOffset: Int)
    /// Gold text whose marks do not close; lines count from 1.
    case malformedMarks(line: Int)
    /// A recogniser's file (hOCR, ALTO, TSV, JSON) that is damaged or cut off.
    case malformedScan(ScanFault)
    /// The file could not be opened or read; the system's error number.
    case unreadable(errno: Int32)
    /// The charset converter of this name does not work on this machine; found at start.
    case charsetUnavailable(String)

    /// A stable name for scripts and error records.
    public var code: String {
        switch self {
        case .empty: "empty"
        case .tooLarge: "tooLarge"
        case .unsupportedFormat: "unsupportedFormat"
        case .binary: "binary"
        case .malformed, .malformedMarks, .malformedScan: "malformed"
        case .unreadable: "unreadable"
        case .charsetUnavailable: "charsetUnavailable"
        }
    }

    /// Where in the file, when the failure has a place.
    public var byteOffset: Int? {
        switch self {
        case .binary(let offset), .malformed(_, let offset): offset
        default: nil
        }
    }

    /// What happened and what to do, in Chinese or English.
    public func message(chinese: Bool) -> String {
        switch self {
        case .empty:
            chinese ? "文件里没有文字。" : "The file holds no text."
        case .tooLarge(let limit):
            chinese
                ? "文件超过上限（\(limit) 字节）。请拆分后再导入。"
                : "The file is over the limit of \(limit) bytes. Split it and try again."
        case .unsupportedFormat(let format):
            format.advice(chinese: chinese)
        case .binary(let offset):
            chinese
                ? "不是文本文件（第 \(offset) 字节起无法读作任何编码）。"
                : "Not a text file (no charset reads it from byte \(offset))."
        case .malformed(let charset, let offset):
            chinese
                ? "\(charset) 文本在第 \(offset) 字节处损坏或不完整。请重新取得原文件。"
                : "The \(charset) text is damaged or cut off at byte \(offset). Fetch the original again."
        case .malformedMarks(let line):
            chinese ? "第 \(line) 行的标记不完整。" : "The marks on line \(line) are not complete."
        case .malformedScan(let fault):
            fault.message(chinese: chinese)
        case .unreadable(let number):
            chinese
                ? "无法读取文件（系统错误 \(number)）。请检查路径和权限。"
                : "The file cannot be read (system error \(number)). Check its path and permissions."
        case .charsetUnavailable(let name):
            chinese ? "本机 ICU 缺少编码 \(name)。" : "This machine's ICU lacks the charset \(name)."
        }
    }
}
