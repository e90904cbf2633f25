internal import Documents

/// A line as nearly all programs write it: one object of strings, whole numbers, `true`, `false`, `null` and lists of
/// strings, with `text` among them.
///
/// Whatever is anything else, sound or broken, is left to `JSONDecoder`, whose readings and errors hold; the two never
/// read a line differently.
struct PlainLine {
    private(set) var id: String?
    private(set) var text: [UInt32]?
    private(set) var title: String?
    private(set) var received: String?

    /// - Parameter line: UTF-8.
    init?(_ line: [UInt8]) {
        let isPlain = line.withUnsafeBufferPointer { bytes in
            var cursor = PlainCursor(bytes: bytes)
            return readObject(&cursor)
        }
        guard isPlain, text != nil else { return nil }
    }

    private mutating func readObject(_ cursor: inout PlainCursor) -> Bool {
        guard cursor.takes(0x7B) else { return false }
        repeat {
            guard let name = cursor.plainString(), cursor.takes(0x3A) else { return false }
            switch Field(cursor.bytes[name]) {
            case nil: guard cursor.skipValue() else { return false }
            // Which of two counts is for the decoder to say.
            case .id: guard id == nil, cursor.readString(into: &id) else { return false }
            case .title: guard title == nil, cursor.readString(into: &title) else { return false }
            case .received: guard received == nil, cursor.readString(into: &received) else { return false }
            case .text:
                guard text == nil, let scalars = cursor.readScalars() else { return false }
                text = scalars
            }
        } while cursor.takes(0x2C)
        return cursor.takes(0x7D) && cursor.isAtEnd()
    }

    private enum Field: CaseIterable {
        case id, text, title, received

        private static let names = allCases.map { Array("\($0)".utf8) }

        init?(_ name: Slice<UnsafeBufferPointer<UInt8>>) {
            guard let place = Self.names.firstIndex(where: { name.elementsEqual($0) }) else { return nil }
            self = Self.allCases[place]
        }
    }
}

/// A place in the bytes of a line. Every method answers no at what is not plain, and never looks past the end.
private struct PlainCursor {
    let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func skipSpaces() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    mutating func isAtEnd() -> Bool {
        skipSpaces()
        return position == bytes.count
    }

    /// Goes past a sign of the notation.
    mutating func takes(_ sign: UInt8) -> Bool {
        skipSpaces()
        guard position < bytes.count, bytes[position] == sign else { return false }
        position += 1
        return true
    }

    /// Where the characters of a string without escapes are.
    mutating func plainString() -> Range<Int>? {
        guard let (range, hasEscapes) = stringRange(), !hasEscapes else { return nil }
        return range
    }

    /// The bytes between the quotes.
    private mutating func stringRange() -> (range: Range<Int>, hasEscapes: Bool)? {
        guard takes(0x22) else { return nil }
        let start = position
        var hasEscapes = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x22 {
                position += 1
                return (start..<position - 1, hasEscapes)
            }
            guard byte >= 0x20 else { return nil }
            if byte == 0x5C {
                hasEscapes = true
                position += 1
            }
            position += 1
        }
        return nil
    }

    mutating func readString(into text: inout String?) -> Bool {
        guard let scalars = readScalars() else { return false }
        text = String(scalars: scalars[...])
        return true
    }

    mutating func readScalars() -> [UInt32]? {
        guard let (range, hasEscapes) = stringRange() else { return nil }
        let part = UnsafeBufferPointer(rebasing: bytes[range])
        var isSound = true
        let count = part.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        let scalars = [UInt32](unsafeUninitializedCapacity: count) { scalars, filled in
            var position = 0
            while position < part.count, isSound {
                let lead = UInt32(part[position])
                func tail(_ distance: Int) -> UInt32 { UInt32(part[position + distance]) & 0x3F }
                let scalar: UInt32
                switch lead {
                case 0x5C where hasEscapes:
                    guard let escaped = Self.escape(part, &position) else {
                        isSound = false
                        continue
                    }
                    scalar = escaped
                case ..<0x80:
                    scalar = lead
                    position += 1
                case ..<0xE0:
                    scalar = (lead & 0x1F) << 6 | tail(1)
                    position += 2
                case ..<0xF0:
                    scalar = (lead & 0xF) << 12 | tail(1) << 6 | tail(2)
                    position += 3
                default:
                    scalar = (lead & 0x7) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)
                    position += 4
                }
                scalars[filled] = scalar
                filled += 1
            }
        }
        return isSound ? scalars : nil
    }

    /// What an escape stands for; a surrogate without its partner is U+FFFD.
    private static func escape(_ part: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> UInt32? {
        guard position + 1 < part.count else { return nil }
        let sign = part[position + 1]
        guard sign == 0x75 else {
            position += 2
            switch sign {
            case 0x22, 0x2F, 0x5C: return UInt32(sign)
            case 0x62: return 0x08
            case 0x66: return 0x0C
            case 0x6E: return 0x0A
            case 0x72: return 0x0D
            case 0x74: return 0x09
            default: return nil
            }
        }
        guard let unit = SurrogateEscapes.unit(part, position) else { return nil }
        position += 6
        guard (0xD800...0xDFFF).contains(unit) else { return unit }
        guard unit < 0xDC00, let low = SurrogateEscapes.unit(part, position), (0xDC00...0xDFFF).contains(low) else {
            return 0xFFFD
        }
        position += 6
        return 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
    }

    /// Goes past a value that nobody asks for.
    mutating func skipValue() -> Bool {
        skipSpaces()
        guard position < bytes.count else { return false }
        switch bytes[position] {
        case 0x22: return skipString()
        case 0x5B: return skipStrings()
        case 0x2D, 0x30...0x39: return skipWholeNumber()
        default: return ["true", "false", "null"].contains { takesWord($0) }
        }
    }

    /// Nothing in a string is wrong but its escapes.
    private mutating func skipString() -> Bool {
        let start = position
        guard let (_, hasEscapes) = stringRange() else { return false }
        guard hasEscapes else { return true }
        position = start
        return readScalars() != nil
    }

    /// A list of strings.
    private mutating func skipStrings() -> Bool {
        position += 1
        if takes(0x5D) { return true }
        repeat { guard skipString() else { return false } } while takes(0x2C)
        return takes(0x5D)
    }

    private mutating func skipWholeNumber() -> Bool {
        if bytes[position] == 0x2D { position += 1 }
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
        // A zero before other digits is no number, and what is longer or goes on is for the decoder.
        guard (1...15).contains(position - start), position - start == 1 || bytes[start] != 0x30 else { return false }
        return position == bytes.count || ![0x2E, 0x45, 0x65].contains(bytes[position])
    }

    private mutating func takesWord(_ word: StaticString) -> Bool {
        guard position + word.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<word.utf8CodeUnitCount where bytes[position + offset] != word.utf8Start[offset] {
            return false
        }
        position += word.utf8CodeUnitCount
        return true
    }
}
