internal import Dictionaries
internal import Documents
internal import ICUKit

/// Reads every character in its one form, building the alignment as it goes.
///
/// ① One table look-up a character: width, compatibility forms, traditional → simplified, quotes and dashes, control
/// and zero-width characters out. ② Combining sequences by ICU with its edits, only where there are any.
struct CharacterFolder: Sendable {
    private let table: FoldTable
    private let combining: CompatibilityNormalizer

    init(_ files: DictionaryFiles) throws {
        table = try FoldTable(files)
        combining = try CompatibilityNormalizer(keeping: FoldTable.kept)
    }

    func fold(_ source: SourceText) -> Draft {
        var draft = Draft(source)
        // What one character becomes several of needs more room than the source has.
        var more = 0
        table.folded.withUnsafeBufferPointer { folded in
            for value in source.scalars where value < 0x10000 && folded[Int(value)] == FoldTable.expanded {
                more += table.expansions[value]!.count - 1
            }
        }
        let needsContext = draft.fill(source.count + more) { write in
            source.scalars.withUnsafeBufferPointer { scalars in
                table.folded.withUnsafeBufferPointer { folded in fold(scalars, folded, &write) }
            }
        }
        return needsContext ? combined(draft) : draft
    }

    /// - Returns: whether some characters combine with their neighbours.
    @inline(__always)
    private func fold(
        _ scalars: UnsafeBufferPointer<UInt32>, _ folded: UnsafeBufferPointer<UInt16>, _ write: inout Draft.Writer
    ) -> Bool {
        var needsContext = false
        var index = 0
        while index < scalars.count {
            let value = scalars[index]
            let position = Int32(truncatingIfNeeded: index)
            index += 1
            // A carriage return before a line feed is half of one break.
            if value == 0x0D {
                if index < scalars.count, scalars[index] == 0x0A { continue }
                write(0x0A, position, position + 1)
                continue
            }
            guard value < 0x10000 else {
                if FoldTable.isCompatibility(value) { needsContext = true }
                write(value, position, position + 1)
                continue
            }
            let form = folded[Int(value)]
            if form > FoldTable.contextual {
                write(UInt32(form), position, position + 1)
            } else if form == FoldTable.contextual {
                needsContext = true
                write(value, position, position + 1)
            } else if form == FoldTable.expanded {
                for scalar in table.expansions[value]! { write(scalar, position, position + 1) }
            }
        }
        return needsContext
    }

    /// Combining marks and supplementary compatibility forms, by ICU with its edits.
    private func combined(_ draft: Draft) -> Draft {
        let utf8 = Array(String(scalars: draft.scalars[...]).utf8)
        var result = Draft(draft.source)
        result.reserve(draft.scalars.count)
        utf8.withUnsafeBufferPointer { buffer in
            // Allocation failure is the only way this can fail; the text then stays uncombined.
            guard let (output, edits) = try? combining.normalize(buffer) else {
                result = draft
                return
            }
            var outputScalars = String(decoding: output, as: UTF8.self).unicodeScalars.makeIterator()
            var position = 0
            var byte = 0
            for edit in edits {
                // Continuation bytes start no scalar.
                let sourceCount = buffer[byte..<(byte + edit.sourceLength)].count { $0 & 0xC0 != 0x80 }
                byte += edit.sourceLength
                var written = 0
                var scalarsInEdit = 0
                while written < edit.outputLength, let scalar = outputScalars.next() {
                    written += UTF8.width(scalar)
                    if edit.isChange {
                        result.append(
                            scalar.value, draft.starts[position], draft.ends[max(position, position + sourceCount - 1)])
                    } else {
                        let at = position + scalarsInEdit
                        result.append(scalar.value, draft.starts[at], draft.ends[at])
                    }
                    scalarsInEdit += 1
                }
                position += sourceCount
            }
        }
        return result
    }
}
