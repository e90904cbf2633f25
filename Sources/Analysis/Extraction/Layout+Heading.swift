internal import Documents

extension Layout {
    /// The longest first line that heads a text.
    private static let longestHeading = 40

    /// The title, or a first line that says what a message is about, as web forms and mails have it.
    func heading(_ buffer: UnsafeBufferPointer<UInt32>) -> NormalizedSpan? {
        if let title { return title }
        let filled = lines.lazy.filter { $0.count > 0 }
        guard let first = filled.first, let second = filled.dropFirst().first, first.count <= Self.longestHeading,
            buffer.count - second.start >= 2 * first.count,
            !buffer[first.range].contains(where: { $0 == 0x3A || CharacterKind.endsSentence($0) && $0 != 0x201D })
        else { return nil }
        return first
    }
}
