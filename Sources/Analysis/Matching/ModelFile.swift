/// What files of learned weights share: little-endian numbers, and a checksum in their last eight bytes.
enum ModelFile {
    /// FNV-1a over all 8-byte words and the bytes left over.
    static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for place in stride(from: 0, to: bytes.count & ~7, by: 8) {
            hash = (hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian) &* 0x100_0000_01B3
            hash ^= hash >> 29
        }
        for byte in bytes[(bytes.count & ~7)...] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }

    /// Whether a file of eight bytes and more ends with the checksum of all before.
    static func isWhole(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            let end = bytes.count - 8
            let stored = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self))
            return stored == checksum(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
        }
    }

    static func float(_ bytes: [UInt8], at place: Int) -> Float { Float(bitPattern: number(bytes, at: place)) }

    static func number(_ bytes: [UInt8], at place: Int) -> UInt32 {
        bytes.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt32.self)) }
    }
}
