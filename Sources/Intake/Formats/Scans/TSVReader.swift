public import Documents

/// Takes Tesseract's TSV: one row a page, block, paragraph, line or word, told by its level.
public struct TSVReader: FormatReader {
    public let name = "tsv"

    public init() {}

    private static let signature = Array("level\tpage_num\tblock_num\t".utf8.map(UInt32.init))

    public func accepts(_ file: DecodedFile) -> Bool {
        !file.path.hasSuffix(".marked.txt") && file.text.scalars.starts(with: Self.signature)
    }

    /// Whether a file's first bytes are those of such a table.
    public static func announces(_ head: some Collection<UInt8>) -> Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return (head.starts(with: mark) ? head.dropFirst(3) : head[...]).starts(with: signature.map { UInt8($0) })
    }

    public func documents(in file: DecodedFile) throws(IntakeFailure) -> [Document] {
        let pages = try pages(file.text.scalars)
        return [try ScanAssembler().document(pages, unit: .pixel, file, format: name)]
    }

    /// The columns used, by the header's names: their order is not relied on.
    private struct Columns {
        var level = -1
        var page = -1
        var block = -1
        var paragraph = -1
        var line = -1
        var left = -1
        var top = -1
        var width = -1
        var height = -1
        var confidence = -1
        var text = -1
        var count = 0

        init(_ header: ArraySlice<UInt32>) {
            for (index, name) in header.split(separator: 0x09, omittingEmptySubsequences: false).enumerated() {
                switch String(scalars: name) {
                case "level": level = index
                case "page_num": page = index
                case "block_num": block = index
                case "par_num": paragraph = index
                case "line_num": line = index
                case "left": left = index
                case "top": top = index
                case "width": width = index
                case "height": height = index
                case "conf": confidence = index
                case "text": text = index
                default: break
                }
                count = index + 1
            }
        }
    }

    private func pages(_ scalars: [UInt32]) throws(IntakeFailure) -> [ScannedPage] {
        var pages: [ScannedPage] = []
        var columns: Columns?
        var number = 0
        var current = (page: -1.0, block: -1.0, paragraph: -1.0, line: -1.0)
        var block = 0
        for row in scalars.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            let row = row.last == 0x0D ? row.dropLast() : row
            guard let columns else {
                columns = Columns(row)
                continue
            }
            if row.isEmpty { continue }
            func fault() -> IntakeFailure {
                let isLast = row.endIndex == scalars.count
                return .malformedScan(ScanFault(format: .tsv, kind: isLast ? .cutOff : .row, line: number))
            }
            // A tab in the text belongs to it.
            let fields = row.split(separator: 0x09, maxSplits: columns.count - 1, omittingEmptySubsequences: false)
            func value(_ column: Int) -> Double? {
                fields.indices.contains(column) ? ScanNumber.read(fields[column]) : nil
            }
            guard let level = value(columns.level), let page = value(columns.page), let line = value(columns.line)
            else { throw fault() }
            // Rows without text may have lost their last, empty column.
            guard level < 5 || fields.count == columns.count else { throw fault() }
            let box = value(columns.left).flatMap { left in
                value(columns.top).flatMap { top in
                    value(columns.width).flatMap { width in
                        value(columns.height).flatMap { ScanLayout.Box(left, top, left + width, top + $0) }
                    }
                }
            }
            if level == 1 || page != current.page {
                var new = ScannedPage()
                new.number = Int(exactly: page)
                if level == 1 {
                    new.width = box.map { $0.width }
                    new.height = box.map { $0.height }
                }
                pages.append(new)
                current = (page, -1, -1, -1)
            }
            guard level >= 4 else { continue }
            let place = (page, value(columns.block) ?? 0, value(columns.paragraph) ?? 0, line)
            if level == 4 || place != current {
                // A paragraph counts as a block of its own.
                if place.1 != current.block || place.2 != current.paragraph { block += 1 }
                current = place
                pages[pages.count - 1].beginLine(block: block, box: level == 4 ? box : nil)
            }
            guard level == 5, fields.indices.contains(columns.text) else { continue }
            pages[pages.count - 1].addWord(
                fields[columns.text], box: box,
                confidence: ScannedPage.confidence(percent: value(columns.confidence)))
        }
        return pages
    }
}
