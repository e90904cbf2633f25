internal import Documents

/// Finds tables and ledgers: neighbouring lines of the same number of cells.
enum TableFinder {
    /// Three rows of three cells; less is a signature or a field.
    private static let fewestRows = 3
    private static let fewestCells = 3
    private static let longestRow = 200

    static func tables(_ filled: [NormalizedSpan], _ scalars: UnsafeBufferPointer<UInt32>) -> [Layout.Part] {
        var tables: [Layout.Part] = []
        var first = 0
        var cells = 0
        func close(_ end: Int) {
            if end - first >= fewestRows, cells >= fewestCells {
                tables.append(
                    Layout.Part(kind: .table, span: NormalizedSpan(filled[first].start, filled[end - 1].end)))
            }
        }
        for (index, line) in filled.enumerated() {
            let count = cellCount(line, scalars)
            // A row may lack its last cell.
            if count < fewestCells || cells < fewestCells || abs(count - cells) > 1 {
                close(index)
                first = index
                cells = count
            }
        }
        close(filled.count)
        return tables
    }

    /// Cells parted by blanks or bars; 0 for a sentence.
    private static func cellCount(_ line: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>) -> Int {
        guard line.count <= longestRow else { return 0 }
        var count = 0
        var isInside = false
        for index in line.range {
            switch scalars[index] {
            case 0x3002, 0x21, 0x3F, 0x3B: return 0
            case 0x20, 0x7C: isInside = false
            default:
                if !isInside { count += 1 }
                isInside = true
            }
        }
        return count
    }
}
