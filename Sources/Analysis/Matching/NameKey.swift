/// A name as a key of a dictionary: compared by its bytes, as names of one normalised text can be.
///
/// `String` compares what is canonically equivalent, which costs far more than looking a name up.
struct NameKey: Hashable, Sendable {
    private let name: String
    /// The same for the same name.
    fileprivate let mark: UInt64

    init(_ name: String) {
        var name = name
        // FNV-1a
        mark = name.withUTF8 { bytes in
            var mark: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in bytes { mark = (mark ^ UInt64(byte)) &* 0x100_0000_01B3 }
            return mark
        }
        self.name = name
    }

    static func == (left: NameKey, right: NameKey) -> Bool { left.mark == right.mark && left.name == right.name }

    func hash(into hasher: inout Hasher) { hasher.combine(mark) }
}

/// Numbers for names, in the order in which they come: few are compared one by one, many found by a table of their marks.
struct NameNumbers {
    private var keys: [NameKey] = []
    /// One more than the number at each place, 0 for none.
    private var table: [Int32] = []

    private static let few = 8

    /// - Parameter capacity: how many names there will be at most.
    init(capacity: Int = 0) { keys.reserveCapacity(capacity) }

    var isEmpty: Bool { keys.isEmpty }

    /// The number of a name that may be new.
    mutating func number(of key: NameKey) -> (number: Int, isNew: Bool) {
        if let known = known(key) { return (known, false) }
        keys.append(key)
        if keys.count > Self.few { index() }
        return (keys.count - 1, true)
    }

    /// The number of a name; `nil` for one that never came.
    func known(_ key: NameKey) -> Int? {
        guard !table.isEmpty else { return keys.firstIndex(of: key) }
        var place = place(of: key)
        while table[place] > 0 {
            let number = Int(table[place]) - 1
            if keys[number] == key { return number }
            place = (place + 1) & (table.count - 1)
        }
        return nil
    }

    /// Takes up the last name, and all of them when the table becomes too full.
    private mutating func index() {
        var first = keys.count - 1
        if keys.count * 2 > table.count {
            table = [Int32](repeating: 0, count: max(64, table.count * 4))
            first = 0
        }
        for number in first..<keys.count {
            var place = place(of: keys[number])
            while table[place] > 0 { place = (place + 1) & (table.count - 1) }
            table[place] = Int32(truncatingIfNeeded: number + 1)
        }
    }

    private func place(of key: NameKey) -> Int { Int(truncatingIfNeeded: key.mark >> 32) & (table.count - 1) }
}
