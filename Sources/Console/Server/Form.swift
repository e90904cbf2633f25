/// Names and values as a form or the end of an address holds them, in their order.
struct Form: Sendable, Equatable {
    private(set) var pairs: [(name: String, value: String)] = []

    static func == (left: Form, right: Form) -> Bool {
        left.pairs.map(\.name) == right.pairs.map(\.name) && left.pairs.map(\.value) == right.pairs.map(\.value)
    }

    /// More fields than any form of ours has are not read.
    private static let mostFields = 200

    init() {}

    /// `application/x-www-form-urlencoded`.
    init(encoded text: some StringProtocol) {
        for part in text.utf8.split(separator: UInt8(ascii: "&")).prefix(Form.mostFields) {
            let name = part.prefix { $0 != UInt8(ascii: "=") }
            pairs.append((Form.decoded(name), Form.decoded(part[name.endIndex...].dropFirst())))
        }
    }

    mutating func add(_ name: String, _ value: String) {
        if pairs.count < Form.mostFields { pairs.append((name, value)) }
    }

    /// The first value, without space around it; `nil` when there is none or it is empty.
    subscript(_ name: String) -> String? {
        guard let value = pairs.first(where: { $0.name == name })?.value else { return nil }
        let trimmed = value.trimmingSpaces
        return trimmed.isEmpty ? nil : trimmed
    }

    /// As it was sent: a password may begin with a space.
    func whole(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    private static func decoded(_ bytes: some Sequence<UInt8>) -> String {
        var result: [UInt8] = []
        var pending: [UInt8] = []
        for byte in bytes {
            if !pending.isEmpty {
                pending.append(byte)
                guard pending.count == 3 else { continue }
                if let high = digit(pending[1]), let low = digit(pending[2]) {
                    result.append(high << 4 | low)
                } else {
                    result += pending
                }
                pending = []
            } else if byte == UInt8(ascii: "%") {
                pending = [byte]
            } else {
                result.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: result + pending, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    /// A value for an address.
    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                result.append(Character(UnicodeScalar(byte)))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return result
    }
}

extension String {
    var trimmingSpaces: String {
        var text = self[...]
        while text.first?.isWhitespace ?? false { text.removeFirst() }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }
}
