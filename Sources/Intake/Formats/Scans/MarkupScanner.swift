internal import Documents

/// Walks the tags and texts of HTML or XML, well-formed or not, once from start to end.
///
/// It knows no document type: declarations are stepped over, entities are the few of the table below and numbers,
/// anything else stays as it is written. So nothing is ever fetched and nothing expands.
struct MarkupScanner {
    enum Token: Equatable {
        case open
        /// An element without contents, `<SP/>`.
        case empty
        case close
        case text
        case end
    }

    typealias Scalars = UnsafeBufferPointer<UInt32>

    let scalars: Scalars
    private(set) var position = 0
    /// Of the last token.
    private(set) var start = 0
    /// Local name of the last tag, without its prefix.
    private(set) var name = 0..<0
    /// Of the last text, undecoded.
    private(set) var text = 0..<0
    /// A tag, comment or declaration that the file's end cuts off.
    private(set) var isCutOff = false
    private var attributes: [(name: Range<Int>, value: Range<Int>)] = []

    init(_ scalars: Scalars) { self.scalars = scalars }

    mutating func next() -> Token {
        while position < scalars.count {
            start = position
            guard scalars[position] == 0x3C else { return readText() }
            let next = position + 1 < scalars.count ? scalars[position + 1] : 0
            switch next {
            case 0x21 where matches("<!--"): skip(past: "-->", from: position + 4)
            case 0x21 where matches("<![CDATA["):
                let from = position + 9
                skip(past: "]]>", from: from)
                text = from..<max(from, isCutOff ? scalars.count : position - 3)
                return .text
            case 0x21: skipDeclaration()
            case 0x3F: skip(past: "?>", from: position + 2)
            case 0x2F, 0x41...0x5A, 0x61...0x7A, 0x5F:
                let token = readTag(isClosing: next == 0x2F)
                if isCutOff { return .end }
                if token == .open, isNamed("script") || isNamed("style") { skipRaw() }
                return token
            case 0 where position + 1 == scalars.count:
                isCutOff = true
                position = scalars.count
            default: return readText()
            }
        }
        return .end
    }

    // MARK: what the last token holds

    /// Compares the last tag's name, without regard to case.
    func isNamed(_ wanted: StaticString) -> Bool { equals(name, wanted) }

    /// The raw value of an attribute of the last tag.
    func attribute(_ wanted: StaticString) -> Range<Int>? { attributes.first { equals($0.name, wanted) }?.value }

    func number(_ wanted: StaticString) -> Double? {
        attribute(wanted).flatMap { ScanNumber.read(scalars[$0]) }
    }

    func string(_ wanted: StaticString) -> String? {
        attribute(wanted).map { value in
            var decoded: [UInt32] = []
            decode(value, into: &decoded)
            return String(scalars: decoded[...])
        }
    }

    /// Line of a position, from 1.
    func line(at position: Int) -> Int {
        scalars[..<min(position, scalars.count)].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    }

    /// Appends a raw text or value with its entities resolved.
    func decode(_ range: Range<Int>, into output: inout [UInt32]) {
        var index = range.lowerBound
        while index < range.upperBound {
            if scalars[index] == 0x26, let (scalar, end) = Entity.read(scalars, index, range.upperBound) {
                output.append(scalar)
                index = end
            } else {
                output.append(scalars[index])
                index += 1
            }
        }
    }

    private func equals(_ range: Range<Int>, _ wanted: StaticString) -> Bool {
        guard range.count == wanted.utf8CodeUnitCount else { return false }
        return wanted.withUTF8Buffer { bytes in
            zip(range, bytes).allSatisfy { lowercased(scalars[$0]) == lowercased(UInt32($1)) }
        }
    }

    private func lowercased(_ scalar: UInt32) -> UInt32 { (0x41...0x5A).contains(scalar) ? scalar + 0x20 : scalar }

    // MARK: reading

    private mutating func readText() -> Token {
        position += 1
        while position < scalars.count, scalars[position] != 0x3C { position += 1 }
        text = start..<position
        return .text
    }

    private mutating func readTag(isClosing: Bool) -> Token {
        position += isClosing ? 2 : 1
        attributes.removeAll(keepingCapacity: true)
        var from = position
        while position < scalars.count, !isNameEnd(scalars[position]) {
            if scalars[position] == 0x3A { from = position + 1 }
            position += 1
        }
        name = from..<position
        while position < scalars.count {
            switch scalars[position] {
            case 0x3E:
                let isEmpty = !isClosing && scalars[position - 1] == 0x2F
                position += 1
                return isClosing ? .close : isEmpty ? .empty : .open
            case 0x3C:
                // The tag was never closed; the next one begins here.
                return isClosing ? .close : .open
            case 0x2F, 0x3D, 0x22, 0x27, 0...0x20: position += 1
            default: readAttribute()
            }
        }
        isCutOff = true
        return .end
    }

    private mutating func readAttribute() {
        var from = position
        while position < scalars.count, !isNameEnd(scalars[position]), scalars[position] != 0x3D {
            if scalars[position] == 0x3A { from = position + 1 }
            position += 1
        }
        let name = from..<position
        skipBlanks()
        guard position < scalars.count, scalars[position] == 0x3D else {
            attributes.append((name, position..<position))
            return
        }
        position += 1
        skipBlanks()
        guard position < scalars.count else { return }
        let quote = scalars[position]
        if quote == 0x22 || quote == 0x27 {
            // In vain only where no such quote follows at all, so at most once a kind.
            if let end = scalars[(position + 1)...].firstIndex(of: quote) {
                attributes.append((name, (position + 1)..<end))
                position = end + 1
                return
            }
        }
        let start = position
        while position < scalars.count, scalars[position] > 0x20, scalars[position] != 0x3E { position += 1 }
        attributes.append((name, start..<position))
    }

    private mutating func skipBlanks() {
        while position < scalars.count, scalars[position] <= 0x20 { position += 1 }
    }

    private func isNameEnd(_ scalar: UInt32) -> Bool {
        scalar <= 0x20 || scalar == 0x3E || scalar == 0x2F || scalar == 0x3D || scalar == 0x3C
    }

    // MARK: stepping over

    private func matches(_ wanted: StaticString, at index: Int? = nil) -> Bool {
        let index = index ?? position
        guard index + wanted.utf8CodeUnitCount <= scalars.count else { return false }
        return wanted.withUTF8Buffer { bytes in
            bytes.indices.allSatisfy { scalars[index + $0] == UInt32(bytes[$0]) }
        }
    }

    private mutating func skip(past wanted: StaticString, from: Int) {
        position = from
        while position < scalars.count {
            if matches(wanted) {
                position += wanted.utf8CodeUnitCount
                return
            }
            position += 1
        }
        position = scalars.count
        isCutOff = true
    }

    /// `<!DOCTYPE …>` with its internal subset, whose entities are never read.
    private mutating func skipDeclaration() {
        var depth = 0
        var quote: UInt32?
        while position < scalars.count {
            let scalar = scalars[position]
            position += 1
            if let open = quote {
                if scalar == open { quote = nil }
                continue
            }
            switch scalar {
            case 0x3C where matches("!--"): skip(past: "-->", from: position + 3)
            case 0x22, 0x27: quote = scalar
            case 0x5B: depth += 1
            case 0x5D: depth -= 1
            case 0x3E where depth <= 0: return
            default: break
            }
        }
        isCutOff = true
    }

    /// To the closing tag of a script or style, whose contents are no markup.
    private mutating func skipRaw() {
        let opened = name
        while position < scalars.count {
            if scalars[position] == 0x3C, position + 2 + opened.count <= scalars.count, scalars[position + 1] == 0x2F,
                zip(opened, (position + 2)...).allSatisfy({ lowercased(scalars[$0]) == lowercased(scalars[$1]) })
            {
                return
            }
            position += 1
        }
    }
}

/// Character references.
enum Entity {
    private static let named: [(name: [UInt32], scalar: UInt32)] = [
        ("amp", 0x26), ("lt", 0x3C), ("gt", 0x3E), ("quot", 0x22), ("apos", 0x27), ("nbsp", 0xA0), ("ldquo", 0x201C),
        ("rdquo", 0x201D), ("lsquo", 0x2018), ("rsquo", 0x2019), ("mdash", 0x2014), ("ndash", 0x2013),
        ("hellip", 0x2026), ("middot", 0xB7), ("shy", 0xAD), ("times", 0xD7), ("yen", 0xA5),
    ].map { (name: String, scalar: UInt32) in (Array(name.utf8.map(UInt32.init)), scalar) }

    /// The character a reference at `index` stands for, and where the reference ends; `nil` when it is none we know.
    static func read(_ scalars: UnsafeBufferPointer<UInt32>, _ index: Int, _ limit: Int) -> (UInt32, Int)? {
        // The longest reference here is &#x10FFFF;.
        let body = scalars[(index + 1)..<min(limit, index + 12)]
        guard let end = body.firstIndex(of: 0x3B), end > index + 1 else { return nil }
        let name = scalars[(index + 1)..<end]
        guard name.first == 0x23 else {
            return named.first { $0.name.elementsEqual(name) }.map { ($0.scalar, end + 1) }
        }
        let isHex = name.dropFirst().first.map { $0 | 0x20 } == 0x78
        var value: UInt32 = 0
        let digits = name.dropFirst(isHex ? 2 : 1)
        for scalar in digits {
            let digit: UInt32? =
                switch scalar {
                case 0x30...0x39: scalar - 0x30
                case 0x41...0x46 where isHex: scalar - 0x37
                case 0x61...0x66 where isHex: scalar - 0x57
                default: nil
                }
            guard let digit else { return nil }
            value = value &* (isHex ? 16 : 10) &+ digit
        }
        // At most nine digits stand before the semicolon, so the value never wraps round into a valid one for
        // decimals; hexadecimals of nine digits are refused.
        guard !digits.isEmpty, digits.count <= 8, value > 0, Unicode.Scalar(value) != nil else { return nil }
        return (value, end + 1)
    }
}

/// Decimal numbers as recognisers write them: `12`, `-3`, `96.50`, `1e2`.
enum ScanNumber {
    static func read(_ text: some Collection<UInt32>) -> Double? {
        var value = 0.0
        var scale = 0.0
        var isNegative = false
        var digits = 0
        for (offset, scalar) in text.enumerated() {
            switch scalar {
            case 0x2D where offset == 0: isNegative = true
            case 0x2B where offset == 0: break
            case 0x2E where scale == 0: scale = 1
            case 0x30...0x39:
                digits += 1
                if scale == 0 {
                    value = value * 10 + Double(scalar - 0x30)
                } else {
                    scale /= 10
                    value += Double(scalar - 0x30) * scale
                }
            default: return digits > 0 ? Double(String(scalars: Array(text)[...])) : nil
            }
        }
        guard digits > 0 else { return nil }
        return isNegative ? -value : value
    }
}
