/// Names by their first two characters, to find many names in one walk.
struct NameIndex {
    /// By the number of each name: its first two characters, and what it was given for.
    private var heads: [UInt64] = []
    private var values: [Int] = []
    /// One more than the number of the first name at each place of the table, and of the one behind each name.
    private var table: [Int32]
    private var following: [Int32] = []
    private var last: [Int32]
    private var firsts = FirstCharacters()

    var isEmpty: Bool { heads.isEmpty }

    /// - Parameter capacity: how many names there will be at most.
    init(capacity: Int) {
        var size = 8
        while size < capacity * 2 { size *= 2 }
        table = [Int32](repeating: 0, count: size)
        last = table
        heads.reserveCapacity(capacity)
        values.reserveCapacity(capacity)
        following.reserveCapacity(capacity)
    }

    /// A name that begins with these two characters.
    mutating func add(_ first: UInt32, _ second: UInt32, _ value: Int) {
        let head = Self.head(first, second)
        heads.append(head)
        values.append(value)
        following.append(0)
        let number = Int32(truncatingIfNeeded: heads.count)
        let place = place(of: head)
        if table[place] == 0 { table[place] = number } else { following[Int(last[place]) - 1] = number }
        last[place] = number
        firsts.insert(first)
    }

    /// The first place in a range where a name may begin; `end` where none does.
    @inline(__always)
    func firstPlace(in buffer: UnsafeBufferPointer<UInt32>, from start: Int, to end: Int) -> Int {
        firsts.firstIndex(in: buffer, from: start, to: end)
    }

    /// The number of the first name that begins with these two characters.
    func first(_ first: UInt32, _ second: UInt32) -> Int? {
        let head = Self.head(first, second)
        return same(head, table[place(of: head)])
    }

    /// What a name was given for.
    func value(of number: Int) -> Int { values[number] }

    /// The number of the next name that begins like this one.
    func next(_ number: Int) -> Int? { same(heads[number], following[number]) }

    /// The first from a number on whose characters are the same, not only their place in the table.
    private func same(_ head: UInt64, _ number: Int32) -> Int? {
        var number = number
        while number > 0 {
            if heads[Int(number) - 1] == head { return Int(number) - 1 }
            number = following[Int(number) - 1]
        }
        return nil
    }

    @inline(__always)
    private static func head(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(first) << 32 | UInt64(second) }

    private func place(of head: UInt64) -> Int {
        Int(truncatingIfNeeded: (head &* 0x9E37_79B9_7F4A_7C15) >> 32) & (table.count - 1)
    }
}
