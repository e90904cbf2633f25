internal import CPrefetch

/// Which letters hold a key; the newest first.
///
/// A key that one letter holds costs a slot and nothing else. Further letters lie side by side in runs of doubling
/// length, so that looking through many holders reads memory in order and does not wait for it at each.
struct KeyTable: Sendable {
    private struct Slot {
        var key: UInt32
        /// 0 for an empty slot; of a key with one letter that letter and 1; else the place of its newest run, and `isRun`.
        var holder: UInt32
    }

    private static let isRun: UInt32 = 1 << 31
    /// A run: the place of the run before it (0 for none), how many letters it can hold, how many it holds, the letters.
    private static let head = 3
    private static let shortestRun: UInt32 = 4
    private static let longestRun: UInt32 = 1024

    private var slots = [Slot](repeating: Slot(key: 0, holder: 0), count: 1 << 12)
    private var keyCount = 0
    private var runs: [UInt32] = [0]

    /// - Parameter letter: not before any that holds the key already.
    mutating func insert(_ key: UInt32, _ letter: Int) {
        if 10 * keyCount >= 7 * slots.count { grow() }
        let slot = place(of: key)
        let holder = slots[slot].holder
        if holder == 0 {
            slots[slot] = Slot(key: key, holder: UInt32(letter) + 1)
            keyCount += 1
        } else if holder & KeyTable.isRun == 0 {
            let run = newRun(after: 0, capacity: KeyTable.shortestRun)
            add(holder - 1, to: run)
            add(UInt32(letter), to: run)
            slots[slot].holder = UInt32(run) | KeyTable.isRun
        } else {
            var run = Int(holder & ~KeyTable.isRun)
            if runs[run + 2] == runs[run + 1] {
                run = newRun(after: UInt32(run), capacity: min(KeyTable.longestRun, 2 * runs[run + 1]))
                slots[slot].holder = UInt32(run) | KeyTable.isRun
            }
            add(UInt32(letter), to: run)
        }
    }

    /// Takes a letter up under all its keys.
    mutating func insert(_ keys: [UInt32], _ letter: Int) {
        ask(for: keys)
        for key in keys { holders(of: key).map(ask) }
        for key in keys { insert(key, letter) }
    }

    /// Asks for where keys are ahead of their being looked up: they are far apart, and so the waits for memory are one.
    func ask(for keys: [UInt32]) {
        let mask = slots.count - 1
        slots.withUnsafeBufferPointer { slots in
            for key in keys { prefetch_line(slots.baseAddress! + KeyTable.home(of: key) & mask) }
        }
    }

    /// The same for the newest run of a key.
    @inline(__always)
    func ask(for holders: Holders) {
        guard holders.holder & KeyTable.isRun != 0 else { return }
        runs.withUnsafeBufferPointer { prefetch_line($0.baseAddress! + Int(holders.holder & ~KeyTable.isRun)) }
    }

    /// Where the holders of a key are; `nil` when no letter holds it.
    @inline(__always)
    func holders(of key: UInt32) -> Holders? {
        let holder = slots[place(of: key)].holder
        return holder == 0 ? nil : Holders(holder: holder)
    }

    struct Holders {
        fileprivate let holder: UInt32
    }

    /// How many letters before one hold a key, counted up to a limit.
    func count(_ holders: Holders, before letter: Int, limit: Int) -> Int {
        guard holders.holder & KeyTable.isRun != 0 else { return Int(holders.holder) - 1 < letter ? 1 : 0 }
        return runs.withUnsafeBufferPointer { runs in
            var count = 0
            var run = Int(holders.holder & ~KeyTable.isRun)
            while run != 0, count < limit {
                let start = run + KeyTable.head
                var end = start + Int(runs[run + 2])
                // Letters that came with this one are few, and the newest.
                while end > start, Int(runs[end - 1]) >= letter { end -= 1 }
                count += end - start
                run = Int(runs[run])
            }
            return min(count, limit)
        }
    }

    /// The letters before one that hold a key, the newest first, at most `limit`.
    @inline(__always)
    func forEach(_ holders: Holders, before letter: Int, limit: Int, _ body: (Int) -> Void) {
        let holder = holders.holder
        guard holder & KeyTable.isRun != 0 else {
            if Int(holder) - 1 < letter { body(Int(holder) - 1) }
            return
        }
        var left = limit
        runs.withUnsafeBufferPointer { runs in
            var run = Int(holder & ~KeyTable.isRun)
            while run != 0, left > 0 {
                var place = run + KeyTable.head + Int(runs[run + 2])
                while place > run + KeyTable.head {
                    place -= 1
                    guard Int(runs[place]) < letter else { continue }
                    body(Int(runs[place]))
                    left -= 1
                    if left == 0 { return }
                }
                run = Int(runs[run])
            }
        }
    }

    /// Where the key is, or would be.
    @inline(__always)
    private func place(of key: UInt32) -> Int {
        let mask = slots.count - 1
        var slot = KeyTable.home(of: key) & mask
        slots.withUnsafeBufferPointer { slots in
            while slots[slot].holder != 0, slots[slot].key != key { slot = (slot + 1) & mask }
        }
        return slot
    }

    /// Where the search for a key begins, in a table of any size. Keys of content are alike in their lowest bits.
    @inline(__always)
    private static func home(of key: UInt32) -> Int { Int((UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 32) }

    private mutating func newRun(after older: UInt32, capacity: UInt32) -> Int {
        let run = runs.count
        precondition(run + KeyTable.head + Int(capacity) < Int(KeyTable.isRun), "more keys than a table holds")
        runs.append(older)
        runs.append(capacity)
        runs.append(0)
        runs.append(contentsOf: repeatElement(0, count: Int(capacity)))
        return run
    }

    private mutating func add(_ letter: UInt32, to run: Int) {
        runs[run + KeyTable.head + Int(runs[run + 2])] = letter
        runs[run + 2] += 1
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(key: 0, holder: 0), count: 2 * old.count)
        for start in stride(from: 0, to: old.count, by: 64) {
            let next = old[start..<(start + 64)].filter { $0.holder != 0 }
            ask(for: next.map(\.key))
            for slot in next { slots[place(of: slot.key)] = slot }
        }
    }
}
