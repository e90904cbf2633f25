/// A name as a key of a dictionary: compared by its bytes, as names of one normalised text can be.
///
/// `String` compares what is canonically equivalent, which costs far more than looking a name up.
struct NameKey: Hashable, Sendable {
    private let name: String
    private let mark: UInt64

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
