/// A text with its repairs, each of which can be taken back.
///
/// A repair says what stood in the source (`from`) and what it is read as (`to`); spans are those of the source. The
/// text as given is never changed: it is what is left when all repairs are undone.
public struct RepairLedger: Sendable {
    public let source: SourceText
    /// Disjoint, in the order of the text.
    public let repairs: [Record.Repair]

    /// - Returns: `nil` when the repairs overlap, lie outside the text, or say something else than stands there.
    public init?(source: SourceText, repairs: [Record.Repair]) {
        var end = 0
        for repair in repairs {
            guard repair.start >= end, repair.end >= repair.start, repair.end <= source.count,
                source[SourceSpan(repair.start, repair.end)] == repair.from
            else { return nil }
            end = repair.end
        }
        self.source = source
        self.repairs = repairs
    }

    /// The text with the repairs made, but for the undone ones, given by their numbers in ``repairs``.
    public func text(undoing undone: Set<Int> = []) -> SourceText {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(source.count)
        var position = 0
        for (number, repair) in repairs.enumerated() {
            scalars += source.scalars[position..<repair.start]
            if undone.contains(number) {
                scalars += source.scalars[repair.start..<repair.end]
            } else {
                for scalar in repair.to.unicodeScalars { scalars.append(scalar.value) }
            }
            position = repair.end
        }
        scalars += source.scalars[position...]
        return SourceText(scalars: scalars)
    }

    /// The text as it was given.
    public var original: SourceText { text(undoing: Set(repairs.indices)) }
}
