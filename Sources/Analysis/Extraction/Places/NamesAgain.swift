internal import Documents

/// Names that a document has introduced as places, found where they stand again: 御澜湾二期 … 御澜湾.
struct NamesAgain {
    private var names: [(scalars: [UInt32], division: Int32?)] = []
    private var firsts = FirstCharacters()

    var isEmpty: Bool { names.isEmpty }

    mutating func add(_ name: ArraySlice<UInt32>, _ division: Int32?) {
        guard name.count >= 3, name.count <= 12, names.count < 64,
            !names.contains(where: { $0.scalars.elementsEqual(name) })
        else { return }
        names.append((Array(name), division))
        firsts.insert(name[name.startIndex])
    }

    /// The first place from `start` on where a name may begin; `buffer.count` where none does.
    func firstIndex(in buffer: UnsafeBufferPointer<UInt32>, from start: Int) -> Int {
        firsts.firstIndex(in: buffer, from: start, to: buffer.count)
    }

    /// The longest name that begins at `index`.
    func longest(_ buffer: UnsafeBufferPointer<UInt32>, at index: Int) -> (length: Int, division: Int32?)? {
        guard firsts.mayHold(buffer[index]) else { return nil }
        var best: (length: Int, division: Int32?)?
        for name in names where name.scalars.count > best?.length ?? 0 && buffer.stands(name.scalars, at: index) {
            best = (name.scalars.count, name.division)
        }
        return best
    }
}
