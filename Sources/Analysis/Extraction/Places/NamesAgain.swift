internal import Documents

/// Names that a document has introduced as places, found where they stand again: 御澜湾二期 … 御澜湾.
struct NamesAgain {
    private var names: [(scalars: [UInt32], division: Int32?)] = []
    /// Bits of the first scalars' low bytes, so that most places are refused at once.
    private var firsts = [Bool](repeating: false, count: 256)

    var isEmpty: Bool { names.isEmpty }

    mutating func add(_ name: ArraySlice<UInt32>, _ division: Int32?) {
        guard name.count >= 3, name.count <= 12, names.count < 64,
            !names.contains(where: { $0.scalars.elementsEqual(name) })
        else { return }
        names.append((Array(name), division))
        firsts[Int(name[name.startIndex] & 0xFF)] = true
    }

    /// The first place from `start` on where a name may begin; `buffer.count` where none does.
    func firstIndex(in buffer: UnsafeBufferPointer<UInt32>, from start: Int) -> Int {
        firsts.withUnsafeBufferPointer { firsts in
            var index = start
            while index < buffer.count, !firsts[Int(buffer[index] & 0xFF)] { index += 1 }
            return index
        }
    }

    /// The longest name that begins at `index`.
    func longest(_ buffer: UnsafeBufferPointer<UInt32>, at index: Int) -> (length: Int, division: Int32?)? {
        guard firsts[Int(buffer[index] & 0xFF)] else { return nil }
        var best: (length: Int, division: Int32?)?
        for name in names where name.scalars.count > best?.length ?? 0 && buffer.stands(name.scalars, at: index) {
            best = (name.scalars.count, name.division)
        }
        return best
    }
}
