internal import Documents

extension Layout {
    /// A first line of at most so many scalars may be a title.
    private static let longestSubject = 45

    /// The line that names what a letter is about: its title, or a short first line with text below it, as web forms
    /// put it there, without a title's words.
    func subjectLine(_ scalars: [UInt32]) -> NormalizedSpan? {
        if let title { return title }
        let filled = lines.lazy.filter { line in line.range.contains { !CharacterKind.isSpace(scalars[$0]) } }
        guard let first = filled.first, filled.dropFirst().first != nil, first.count <= Self.longestSubject,
            addressee.map({ $0.start >= first.end }) ?? true,
            first.range.last(where: { !CharacterKind.isSpace(scalars[$0]) }).map({ scalars[$0] != 0x3A }) ?? false
        else { return nil }
        return first
    }
}
