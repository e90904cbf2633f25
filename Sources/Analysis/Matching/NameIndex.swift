/// Names by their first two characters, to find many names in one walk.
struct NameIndex {
    private struct Name {
        let firstTwo: UInt64
        /// What it was given for.
        let value: Int
        /// One more than the number of the name behind it at its place of the table.
        var following: Int32 = 0
    }

    private var names: [Name] = []
    /// One more than the numbers of the first and the last name at each place.
    private var table: [(first: Int32, last: Int32)]
    private var firsts = FirstCharacters()

    var isEmpty: Bool { names.isEmpty }

    /// - Parameter capacity: how many names there will be at most.
    init(capacity: Int) {
        var size = 8
        while size < capacity * 2 { size *= 2 }
        table = Array(repeating: (0, 0), count: size)
        names.reserveCapacity(capacity)
    }

    /// A name that begins with these two characters.
    mutating func add(_ first: UInt32, _ second: UInt32, _ value: Int) {
        let firstTwo = Self.firstTwo(first, second)
        names.append(Name(firstTwo: firstTwo, value: value))
        let number = Int32(truncatingIfNeeded: names.count)
        let place = place(of: firstTwo)
        if table[place].first == 0 {
            table[place].first = number
        } else {
            names[Int(table[place].last) - 1].following = number
        }
        table[place].last = number
        firsts.insert(first)
    }

    /// The first place in a range where a name may begin; `end` where none does.
    @inline(__always)
    func firstPlace(in buffer: UnsafeBufferPointer<UInt32>, from start: Int, to end: Int) -> Int {
        firsts.firstIndex(in: buffer, from: start, to: end)
    }

    /// The number of the first name that begins with these two characters.
    func first(_ first: UInt32, _ second: UInt32) -> Int? {
        let firstTwo = Self.firstTwo(first, second)
        return same(firstTwo, table[place(of: firstTwo)].first)
    }

    /// What a name was given for.
    func value(of number: Int) -> Int { names[number].value }

    /// The number of the next name that begins like this one.
    func next(_ number: Int) -> Int? { same(names[number].firstTwo, names[number].following) }

    /// The first from a number on whose characters are the same, not only their place in the table.
    private func same(_ firstTwo: UInt64, _ number: Int32) -> Int? {
        var number = number
        while number > 0 {
            if names[Int(number) - 1].firstTwo == firstTwo { return Int(number) - 1 }
            number = names[Int(number) - 1].following
        }
        return nil
    }

    @inline(__always)
    private static func firstTwo(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(first) << 32 | UInt64(second) }

    private func place(of firstTwo: UInt64) -> Int {
        Int(truncatingIfNeeded: (firstTwo &* 0x9E37_79B9_7F4A_7C15) >> 32) & (table.count - 1)
    }
}
