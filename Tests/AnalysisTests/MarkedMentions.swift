import Documents
import TestSupport
import Testing

/// What has a place in a record and a value.
protocol ValuedMention {
    associatedtype Value
    var start: Int { get }
    var end: Int { get }
    var text: String { get }
    var value: Value { get }
}

extension Record.DateMention: ValuedMention {}
extension Record.Recurrence: ValuedMention {}
extension Record.TimeLimit: ValuedMention {}
extension Record.Amount: ValuedMention {}

/// Expects that of a kind of mentions one stands exactly where the text is marked, with a value that is as it should be.
/// - Parameter alone: whether the text may hold no other of the kind.
func expectMarked<Mention: ValuedMention>(
    _ marked: String, _ mentions: (String) -> [Mention], alone: Bool = false,
    at location: SourceLocation = #_sourceLocation,
    isRight: (Mention.Value) -> Bool
) throws {
    let text = MarkedText(marked)
    let span = try #require(text.span, sourceLocation: location)
    let found = mentions(text.text)
    if alone { #expect(found.count == 1, "\(found.map(\.text))", sourceLocation: location) }
    #expect(
        found.contains { $0.start == span.start && $0.end == span.end && isRight($0.value) },
        "\(found.map { ($0.text, $0.value) })", sourceLocation: location)
}
