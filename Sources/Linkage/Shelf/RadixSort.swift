/// Sorts numbers by their bytes, without comparing: faster than comparing from some dozens of them on.
enum RadixSort {
    private static let least = 48

    /// Ascending by the lowest `bits`; the rest must be equal or is not looked at.
    static func sort(_ values: inout [UInt64], bits: Int = 64) {
        guard values.count >= least else {
            values.sort()
            return
        }
        var other = [UInt64](repeating: 0, count: values.count)
        var counts = [Int](repeating: 0, count: 256)
        var shift = 0
        while shift < bits {
            let isMoved = values.withUnsafeBufferPointer { source in
                other.withUnsafeMutableBufferPointer { target in
                    counts.withUnsafeMutableBufferPointer { counts in
                        for index in 0..<256 { counts[index] = 0 }
                        for value in source { counts[Int(value >> UInt64(shift) & 0xFF)] += 1 }
                        if counts[Int(source[0] >> UInt64(shift) & 0xFF)] == source.count { return false }
                        var sum = 0
                        for index in 0..<256 {
                            let count = counts[index]
                            counts[index] = sum
                            sum += count
                        }
                        for value in source {
                            let digit = Int(value >> UInt64(shift) & 0xFF)
                            target[counts[digit]] = value
                            counts[digit] += 1
                        }
                        return true
                    }
                }
            }
            if isMoved { swap(&values, &other) }
            shift += 8
        }
    }

    /// Ascending without repetition.
    static func sortUnique(_ values: inout [UInt64], bits: Int = 64) {
        sort(&values, bits: bits)
        var kept = 0
        for index in values.indices where index == 0 || values[index] != values[kept - 1] {
            values[kept] = values[index]
            kept += 1
        }
        values.removeLast(values.count - kept)
    }
}
