extension UnsafeBufferPointer<UInt32> {
    /// The first place in a range where `scalar` stands; `end` where it does not.
    ///
    /// Sixteen places at a time, which the processor compares at once.
    @inline(__always)
    func firstIndex(of scalar: UInt32, from start: Int, to end: Int) -> Int {
        precondition(start >= 0 && end <= count, "a range of the text")
        guard start < end, let base = baseAddress else { return Swift.max(start, end) }
        var index = start
        while index + 16 <= end {
            var found: UInt32 = 0
            for offset in 0..<16 { found |= base[index &+ offset] == scalar ? 1 : 0 }
            if found != 0 { break }
            index += 16
        }
        while index < end, base[index] != scalar { index += 1 }
        return index
    }

    /// True when nothing but blanks stands on the line before `start` and behind `end`.
    func isLine(_ start: Int, _ end: Int) -> Bool {
        var (start, end) = (start - 1, end)
        while start >= 0, self[start] == 0x20 { start -= 1 }
        while end < count, self[end] == 0x20 { end += 1 }
        return (start < 0 || self[start] == 0x0A) && (end == count || self[end] == 0x0A)
    }

    /// True when `word` stands at `index`.
    func stands(_ word: [UInt32], at index: Int) -> Bool {
        guard index >= 0, index + word.count <= count else { return false }
        for (offset, scalar) in word.enumerated() where self[index + offset] != scalar { return false }
        return true
    }

    /// The same for a word as it is written.
    @inline(__always)
    func stands(_ word: String, at index: Int) -> Bool {
        guard index >= 0 else { return false }
        return word.withBytes { stands($0, at: index) }
    }

    /// The same for a word in UTF-8.
    func stands(_ word: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        var place = index
        var position = 0
        while position < word.count {
            guard place < count, self[place] == word.scalar(&position) else { return false }
            place += 1
        }
        return true
    }

    /// Whether `word` stands anywhere in a range.
    func holds(_ word: String, in range: Range<Int>) -> Bool {
        word.withBytes { word in
            let last = range.upperBound - word.scalarCount
            guard last >= range.lowerBound else { return false }
            guard !word.isEmpty else { return true }
            var position = 0
            let first = word.scalar(&position)
            for start in range.lowerBound...last where self[start] == first && stands(word, at: start) { return true }
            return false
        }
    }

    /// The scalar at `index`, or `nil` outside of the text.
    func scalar(at index: Int) -> UInt32? { indices.contains(index) ? self[index] : nil }
}

extension UnsafeBufferPointer<UInt8> {
    /// The scalar at a position of valid UTF-8, which moves behind it.
    @inline(__always)
    fileprivate func scalar(_ position: inout Int) -> UInt32 {
        let first = UInt32(self[position])
        func tail(_ distance: Int) -> UInt32 { UInt32(self[position + distance]) & 0x3F }
        switch first {
        case ..<0x80:
            position += 1
            return first
        case ..<0xE0:
            defer { position += 2 }
            return (first & 0x1F) << 6 | tail(1)
        case ..<0xF0:
            defer { position += 3 }
            return (first & 0xF) << 12 | tail(1) << 6 | tail(2)
        default:
            defer { position += 4 }
            return (first & 0x7) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)
        }
    }

    /// How many scalars valid UTF-8 holds.
    @inline(__always)
    fileprivate var scalarCount: Int {
        var count = 0
        for byte in self where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }
}

extension String {
    /// How many scalars it holds.
    @inline(__always)
    var scalarCount: Int { withBytes { $0.scalarCount } }

    /// Its UTF-8 where it lies; what lies in another form is copied.
    @inline(__always)
    fileprivate func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
        var copy = self
        return copy.withUTF8(body)
    }
}
