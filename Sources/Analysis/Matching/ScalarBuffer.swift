extension UnsafeBufferPointer<UInt32> {
    /// True when `word` stands at `index`.
    func stands(_ word: [UInt32], at index: Int) -> Bool {
        guard index >= 0, index + word.count <= count else { return false }
        for (offset, scalar) in word.enumerated() where self[index + offset] != scalar { return false }
        return true
    }

    /// The same for a word as it is written.
    func stands(_ word: String, at index: Int) -> Bool {
        guard index >= 0 else { return false }
        var place = index
        for scalar in word.unicodeScalars {
            guard place < count, self[place] == scalar.value else { return false }
            place += 1
        }
        return true
    }

    /// The scalar at `index`, or `nil` outside of the text.
    func scalar(at index: Int) -> UInt32? { indices.contains(index) ? self[index] : nil }
}
