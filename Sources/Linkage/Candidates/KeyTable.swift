/// Which letters hold a key; the newest first.
///
/// Entries of a key hang together in a chain, so that adding one costs the same however many there are.
struct KeyTable: Sendable {
    private struct Entry {
        let key: UInt32
        let letter: UInt32
        /// One more than the place of the entry before it in its chain; 0 for none.
        let next: UInt32
    }

    private var entries: [Entry] = []
    private var heads = [UInt32](repeating: 0, count: 1 << 12)

    mutating func insert(_ key: UInt32, _ letter: Int) {
        if entries.count == heads.count { grow() }
        let slot = Int(key) & (heads.count - 1)
        entries.append(Entry(key: key, letter: UInt32(letter), next: heads[slot]))
        heads[slot] = UInt32(entries.count)
    }

    /// The letters before one that hold a key, the newest first, as far as `body` says true.
    func forEachHolder(of key: UInt32, before letter: Int, _ body: (Int) -> Bool) {
        entries.withUnsafeBufferPointer { entries in
            var next = heads[Int(key) & (heads.count - 1)]
            while next > 0 {
                let entry = entries[Int(next) - 1]
                if entry.key == key, entry.letter < letter, !body(Int(entry.letter)) { return }
                next = entry.next
            }
        }
    }

    private mutating func grow() {
        heads = [UInt32](repeating: 0, count: 2 * heads.count)
        for (place, entry) in entries.enumerated() {
            let slot = Int(entry.key) & (heads.count - 1)
            entries[place] = Entry(key: entry.key, letter: entry.letter, next: heads[slot])
            heads[slot] = UInt32(place + 1)
        }
    }
}
