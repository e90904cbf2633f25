internal import Foundation

#if canImport(SystemXlsxwriter)
    internal import SystemXlsxwriter
#endif

extension Sheet {
    /// Writes a workbook: the table with a fixed header, filters and lists to choose from, and the lists beside it.
    public func writeXlsx(to path: String) throws(ExportError) {
        #if canImport(SystemXlsxwriter)
            guard let workbook = workbook_new(path) else { throw ExportError(code: .cannotWrite, detail: path) }
            let sheet = workbook_add_worksheet(workbook, title)
            let lists =
                columns.contains { if case .choice = $0.kind { true } else { false } }
                ? workbook_add_worksheet(workbook, Sheet.listsTitle) : nil
            let heading = workbook_add_format(workbook)
            format_set_bold(heading)
            format_set_text_wrap(heading)
            format_set_bg_color(heading, 0xD9E1F2)
            format_set_border(heading, UInt8(LXW_BORDER_THIN.rawValue))
            let text = workbook_add_format(workbook)
            format_set_num_format(text, "@")
            let day = workbook_add_format(workbook)
            format_set_num_format(day, "yyyy-mm-dd")
            let last = UInt32(max(1, rows.count))
            for (index, column) in columns.enumerated() {
                let place = UInt16(index)
                worksheet_set_column(
                    sheet, place, place, Double(column.width),
                    column.kind == .count ? nil : column.kind == .day ? day : text)
                worksheet_write_string(sheet, 0, place, column.heading, heading)
                guard case .choice(let choices) = column.kind, !choices.isEmpty else { continue }
                for (row, choice) in choices.enumerated() {
                    worksheet_write_string(lists, UInt32(row), place, choice, text)
                }
                Sheet.letChoose(sheet, place, last, "='\(Sheet.listsTitle)'!\(Sheet.range(index, choices.count))")
            }
            for (number, row) in rows.enumerated() {
                for (index, field) in row.enumerated() where !field.isEmpty {
                    let (line, place) = (UInt32(number + 1), UInt16(index))
                    switch columns[index].kind {
                    case .text, .choice: worksheet_write_string(sheet, line, place, field, text)
                    case .count: worksheet_write_number(sheet, line, place, Double(field) ?? 0, nil)
                    case .day:
                        let parts = field.split(separator: "-").compactMap { Int32($0) }
                        guard parts.count == 3 else {
                            worksheet_write_string(sheet, line, place, field, text)
                            continue
                        }
                        var date = lxw_datetime(year: parts[0], month: parts[1], day: parts[2], hour: 0, min: 0, sec: 0)
                        worksheet_write_datetime(sheet, line, place, &date, day)
                    }
                }
            }
            worksheet_freeze_panes(sheet, 1, 1)
            worksheet_autofilter(sheet, 0, 0, last, UInt16(columns.count - 1))
            let error = workbook_close(workbook)
            guard error == LXW_NO_ERROR else {
                throw ExportError(code: .cannotWrite, detail: "\(path): \(String(cString: lxw_strerror(error)))")
            }
        #else
            throw ExportError(code: .notBuiltIn, detail: path)
        #endif
    }

    #if canImport(SystemXlsxwriter)
        private static let listsTitle = "选项"

        /// `$C$1:$C$20`.
        private static func range(_ column: Int, _ count: Int) -> String {
            let letter = String(UnicodeScalar(UInt8(65 + column)))
            return "$\(letter)$1:$\(letter)$\(count)"
        }

        private static func letChoose(
            _ sheet: UnsafeMutablePointer<lxw_worksheet>?, _ column: UInt16, _ last: UInt32, _ formula: String
        ) {
            var validation = lxw_data_validation()
            validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            formula.withCString { text in
                validation.value_formula = UnsafeMutablePointer(mutating: text)
                _ = worksheet_data_validation_range(sheet, 1, column, last, column, &validation)
            }
        }
    #endif
}
