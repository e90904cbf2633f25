internal import HTTPTypes
internal import Exports
internal import Foundation
internal import Register
internal import Storage

enum ExportPages {
    /// The register as a file; written into the audit log before it leaves.
    static func export(_ visit: Visit) throws -> Reply {
        let format = visit.form["format"] ?? "xlsx"
        let filter = try visit.office.filter(visit.form["q"] ?? "", isChinese: visit.isChinese)
        let desk = visit.desk
        let lines = try visit.trying { () throws(StoreError) in
            try visit.store.noteExport(format, account: visit.account)
            return try visit.store.registerLines(filter)
        }
        let sheet = RegisterSheet(desk: desk, today: "\(Office.today)")
            .sheet(lines, categories: visit.office.categories.map(\.path))
        let name = "台账-\(Office.today)"
        do throws(ExportError) {
            switch format {
            case "xlsx":
                return .file(
                    name + ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    try workbook(sheet))
            case "csv": return .file(name + ".csv", "text/csv; charset=utf-8", try sheet.csv(.utf8))
            case "csv-gb18030": return .file(name + ".csv", "text/csv; charset=gb18030", try sheet.csv(.gb18030))
            case "ndjson": return .file(name + ".ndjson", "application/x-ndjson; charset=utf-8", try sheet.ndjson())
            default: throw ExportError(code: .cannotWrite, detail: format)
            }
        } catch { throw Refusal(.unprocessableContent, error.message(chinese: visit.isChinese)) }
    }

    /// libxlsxwriter writes files only: one beside the store, its owner's alone, for a moment. What it holds is masked.
    private static func workbook(_ sheet: Sheet) throws(ExportError) -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch { throw ExportError(code: .cannotWrite, detail: "") }
        let file = folder.appending(path: "register.xlsx")
        try sheet.writeXlsx(to: file.path)
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw ExportError(code: .cannotWrite, detail: "")
        }
        return [UInt8](data)
    }
}
