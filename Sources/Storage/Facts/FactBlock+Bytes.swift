internal import Foundation

extension FactBlock {
    /// Little-endian numbers: the starts, if there are any, then the values.
    var bytes: Data {
        var data = Data(capacity: 4 * (1 + starts.count + values.count))
        for number in [UInt32(starts.isEmpty ? 0 : 1)] + starts + values {
            withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
        }
        return data
    }

    init?(_ bytes: UnsafeRawBufferPointer) {
        let numbers = bytes.count / 4
        guard numbers > 0 else { return nil }
        func read(_ range: Range<Int>) -> [UInt32] {
            [UInt32](unsafeUninitializedCapacity: range.count) { buffer, count in
                let part = UnsafeRawBufferPointer(rebasing: bytes[(4 * range.lowerBound)..<(4 * range.upperBound)])
                UnsafeMutableRawBufferPointer(buffer).copyMemory(from: part)
                count = range.count
            }
        }
        let hasLists = bytes.loadUnaligned(as: UInt32.self) != 0
        let first = hasLists ? FactBlock.length + 2 : 1
        guard numbers >= first else { return nil }
        starts = hasLists ? read(1..<first) : []
        values = read(first..<numbers)
        let isWhole =
            hasLists
            ? Int(starts.last ?? 0) == values.count && zip(starts, starts.dropFirst()).allSatisfy(<=)
            : values.count == FactBlock.length
        guard isWhole else { return nil }
    }
}
