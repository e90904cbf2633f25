internal import Documents

/// Names that a document has introduced as places, found where they stand again: 御澜湾二期 … 御澜湾.
struct NamesAgain {
    private let text: UnsafeBufferPointer<UInt32>
    private var names: [(range: Range<Int>, division: Int32?)] = []
    private var firsts = FirstCharacters()

    init(_ text: UnsafeBufferPointer<UInt32>) { self.text = text }

    var isEmpty: Bool { names.isEmpty }

    mutating func add(_ name: Range<Int>, _ division: Int32?) {
        guard name.count >= 3, name.count <= 12, names.count < 64,
            !names.contains(where: { $0.range.count == name.count && stands($0.range, at: name.lowerBound) })
        else { return }
        names.append((name, division))
        firsts.insert(text[name.lowerBound])
    }

    /// The first place from `start` on where a name may begin; the text's length where none does.
    func firstIndex(from start: Int) -> Int { firsts.firstIndex(in: text, from: start, to: text.count) }

    /// The longest name that begins at `index`.
    func longest(at index: Int) -> (length: Int, division: Int32?)? {
        guard firsts.mayHold(text[index]) else { return nil }
        var best: (length: Int, division: Int32?)?
        for name in names where name.range.count > best?.length ?? 0 && stands(name.range, at: index) {
            best = (name.range.count, name.division)
        }
        return best
    }

    private func stands(_ name: Range<Int>, at index: Int) -> Bool {
        index + name.count <= text.count
            && name.indices.allSatisfy { text[$0] == text[index + $0 - name.lowerBound] }
    }
}
