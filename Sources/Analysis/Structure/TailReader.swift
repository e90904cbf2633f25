internal import Dictionaries
internal import Documents

/// Reads the end of a document: closing (此致 敬礼), signature, date, attachments, copies.
///
/// `Dictionaries/Structure/tail-words.txt` holds the words. A class, so that holding it costs one reference count.
final class TailReader: Sendable {
    static let file = "Structure/tail-words.txt"

    private let attachments: TermList
    private let copies: TermList
    private let closings: TermList
    private let closingStarts: TermList
    /// Lines looked at from the end; a block of signatures is short.
    private static let longestBlock = 10

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var lists = try WordLists(files, Self.file)
        attachments = try lists.takeTerms("attachment")
        copies = try lists.takeTerms("copy")
        closings = try lists.takeTerms("closing")
        closingStarts = try lists.takeTerms("closing-start")
        try lists.expectEmpty()
    }

    func read(_ filled: [NormalizedSpan], _ scalars: UnsafeBufferPointer<UInt32>, _ layout: inout Layout) {
        findSignature(filled, scalars, &layout)
        for line in filled {
            if attachments.begins(line.range, scalars), isListHead(line, scalars) {
                layout.parts.append(Layout.Part(kind: .attachments, span: line))
            } else if line.count <= 120, copies.begins(line.range, scalars) {
                layout.parts.append(Layout.Part(kind: .copies, span: line))
            } else if line.count <= 12, isClosing(line, scalars) {
                if let last = layout.parts.last, last.kind == .closing,
                    scalars[last.span.end..<line.start].allSatisfy({ CharacterKind.isSpace($0) })
                {
                    layout.parts[layout.parts.count - 1].span = NormalizedSpan(last.span.start, line.end)
                } else {
                    layout.parts.append(Layout.Part(kind: .closing, span: line))
                }
            }
        }
    }

    private func isListHead(_ line: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        line.count >= 3
            && (line.start + 2..<min(line.end, line.start + 6)).contains {
                scalars[$0] == 0x3A || CharacterKind.isDigit(scalars[$0])
            }
    }

    private func isClosing(_ line: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        closingStarts.begins(line.range, scalars)
    }

    private func findSignature(
        _ filled: [NormalizedSpan], _ scalars: UnsafeBufferPointer<UInt32>, _ layout: inout Layout
    ) {
        guard filled.count >= 2 else { return }
        var start: Int?
        var end = filled[filled.count - 1].end
        var block: [NormalizedSpan] = []
        for line in filled.reversed().prefix(Self.longestBlock) {
            let last = scalars[line.end - 1]
            if attachments.begins(line.range, scalars) || copies.begins(line.range, scalars) { continue }
            guard line.count <= 45, !CharacterKind.endsSentence(last), !scalars[line.range].contains(0x3002),
                closings.number(of: line.range, scalars) == nil, last != 0x3A
            else { break }
            if block.isEmpty { end = line.end }
            start = line.start
            block.append(line)
        }
        guard let start, start > filled[0].start else { return }
        layout.signature = NormalizedSpan(start, scalars.count)
        layout.parts.append(Layout.Part(kind: .signature, span: NormalizedSpan(start, end)))
        if let date = block.first(where: { isDate($0, scalars) }) {
            layout.parts.append(Layout.Part(kind: .date, span: date))
        }
    }

    /// A line that is a day: 2021年3月5日, 二〇二一年三月五日, 2021.3.5.
    private func isDate(_ line: NormalizedSpan, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
        guard (6...16).contains(line.count) else { return false }
        var digits = 0
        for index in line.range {
            switch scalars[index] {
            case 0x5E74, 0x6708, 0x65E5, 0x2E, 0x2D, 0x2F, 0x20, 0x5341, 0x2A, 0x58, 0x78, 0xD7: continue
            case let sign where Numeral.digit(sign) != nil: digits += 1
            default: return false
            }
        }
        return digits >= 2
    }
}
