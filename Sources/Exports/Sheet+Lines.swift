internal import Foundation
internal import ICUKit

extension Sheet {
    public enum Encoding: String, Sendable, CaseIterable {
        /// With a byte order mark, by which spreadsheets know it.
        case utf8 = "utf-8"
        case gb18030
    }

    /// RFC 4180, and no field that a spreadsheet would run as a formula.
    public func csv(_ encoding: Encoding) throws(ExportError) -> [UInt8] {
        let lines = ([columns.map(\.heading)] + rows).map { $0.map(Sheet.field).joined(separator: ",") + "\r\n" }
            .joined()
        switch encoding {
        case .utf8: return [0xEF, 0xBB, 0xBF] + Array(lines.utf8)
        case .gb18030:
            do { return try CharsetConverter("gb18030").encode(lines) } catch {
                throw ExportError(code: .cannotEncode, detail: "\(error)")
            }
        }
    }

    /// One object a line.
    public func ndjson() throws(ExportError) -> [UInt8] {
        var bytes: [UInt8] = []
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for row in rows {
            var object: [String: Value] = [:]
            for (column, field) in zip(columns, row) where !field.isEmpty {
                object[column.name] = column.kind == .count ? .count(Int(field) ?? 0) : .text(field)
            }
            do { bytes += try encoder.encode(object) } catch {
                throw ExportError(code: .cannotEncode, detail: "\(error)")
            }
            bytes.append(0x0A)
        }
        return bytes
    }

    private enum Value: Encodable {
        case text(String)
        case count(Int)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .count(let count): try container.encode(count)
            }
        }
    }

    private static func field(_ field: String) -> String {
        var text = field
        if let first = text.first, "=+-@\t".contains(first) { text = "'" + text }
        guard text.contains(where: { ",\"\n\r\r\n".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
