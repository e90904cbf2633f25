internal import Documents

/// Walks JSON value by value without building a tree, and knows where it is when a value has the wrong type.
///
/// Foundation's decoders take a thousand times as long for the many small objects of a page.
struct JSONCursor {
    private enum Step {
        case name(Range<Int>)
        case index(Int)
    }

    private let scalars: UnsafeBufferPointer<UInt32>
    private var position = 0
    private var path: [Step] = []

    init(_ scalars: UnsafeBufferPointer<UInt32>) { self.scalars = scalars }

    // MARK: values

    /// Calls `member` with the name of each member, to read or ``skip()`` its value.
    mutating func object(
        _ member: (inout JSONCursor, _ name: Range<Int>) throws(IntakeFailure) -> Void
    ) throws(IntakeFailure) {
        guard try peek() == 0x7B else { throw wrongType() }
        position += 1
        if try peek() == 0x7D {
            position += 1
            return
        }
        while true {
            guard try peek() == 0x22 else { throw fault(.syntax) }
            let name = try rawString()
            try expect(0x3A)
            path.append(.name(name))
            // Null counts as missing.
            if try peek() == 0x6E { try skip() } else { try member(&self, name) }
            path.removeLast()
            let next = try peek()
            position += 1
            if next == 0x7D { return }
            guard next == 0x2C else { throw fault(.syntax) }
        }
    }

    /// Calls `element` for each element of a list.
    mutating func list(_ element: (inout JSONCursor) throws(IntakeFailure) -> Void) throws(IntakeFailure) {
        guard try peek() == 0x5B else { throw wrongType() }
        position += 1
        if try peek() == 0x5D {
            position += 1
            return
        }
        var index = 0
        while true {
            path.append(.index(index))
            try element(&self)
            path.removeLast()
            index += 1
            let next = try peek()
            position += 1
            if next == 0x5D { return }
            guard next == 0x2C else { throw fault(.syntax) }
        }
    }

    /// A string's characters; half a surrogate pair becomes U+FFFD.
    mutating func string() throws(IntakeFailure) -> [UInt32] {
        guard try peek() == 0x22 else { throw wrongType() }
        let raw = try rawString()
        guard scalars[raw].contains(0x5C) else { return Array(scalars[raw]) }
        var result: [UInt32] = []
        var index = raw.lowerBound
        while index < raw.upperBound {
            guard scalars[index] == 0x5C else {
                result.append(scalars[index])
                index += 1
                continue
            }
            let kind = scalars[index + 1]
            index += 2
            switch kind {
            case 0x62: result.append(0x08)
            case 0x66: result.append(0x0C)
            case 0x6E: result.append(0x0A)
            case 0x72: result.append(0x0D)
            case 0x74: result.append(0x09)
            case 0x75:
                guard let unit = unit(index, raw.upperBound) else { throw fault(.syntax) }
                index += 4
                if (0xD800...0xDBFF).contains(unit), index + 1 < raw.upperBound, scalars[index] == 0x5C,
                    scalars[index + 1] == 0x75, let low = self.unit(index + 2, raw.upperBound),
                    (0xDC00...0xDFFF).contains(low)
                {
                    result.append(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
                    index += 6
                } else {
                    result.append(Unicode.Scalar(unit) == nil ? 0xFFFD : unit)
                }
            default: result.append(kind)
            }
        }
        return result
    }

    mutating func number() throws(IntakeFailure) -> Double {
        let first = try peek()
        guard first == 0x2D || (0x30...0x39).contains(first) else { throw wrongType() }
        let start = position
        while position < scalars.count, isNumeral(scalars[position]) { position += 1 }
        guard position < scalars.count else { throw fault(.cutOff) }
        guard let value = ScanNumber.read(scalars[start..<position]) else { throw fault(.syntax) }
        return value
    }

    /// Four numbers.
    mutating func box() throws(IntakeFailure) -> ScanLayout.Box? {
        var corners = (0.0, 0.0, 0.0, 0.0)
        var count = 0
        let start = position
        try list { (cursor) throws(IntakeFailure) in
            let value = try cursor.number()
            switch count {
            case 0: corners.0 = value
            case 1: corners.1 = value
            case 2: corners.2 = value
            default: corners.3 = value
            }
            count += 1
        }
        guard count == 4 else {
            position = start
            throw wrongType()
        }
        return ScanLayout.Box(corners.0, corners.1, corners.2, corners.3)
    }

    /// Steps over a value of any kind, as deep as it may be.
    mutating func skip() throws(IntakeFailure) {
        var depth = 0
        repeat {
            switch try peek() {
            case 0x22: _ = try rawString()
            case 0x7B, 0x5B:
                depth += 1
                position += 1
            case 0x7D, 0x5D:
                depth -= 1
                position += 1
                if depth < 0 { throw fault(.syntax) }
            case 0x2C, 0x3A:
                if depth == 0 { throw fault(.syntax) }
                position += 1
            default:
                let start = position
                while position < scalars.count, isNumeral(scalars[position]) || isLetter(scalars[position]) {
                    position += 1
                }
                guard position < scalars.count else { throw fault(.cutOff) }
                guard position > start else { throw fault(.syntax) }
            }
        } while depth > 0
    }

    /// Nothing but white space may follow.
    mutating func end() throws(IntakeFailure) {
        skipBlanks()
        guard position == scalars.count else { throw fault(.syntax) }
    }

    func isNamed(_ name: Range<Int>, _ wanted: StaticString) -> Bool {
        name.count == wanted.utf8CodeUnitCount
            && wanted.withUTF8Buffer { bytes in zip(name, bytes).allSatisfy { scalars[$0] == UInt32($1) } }
    }

    // MARK: signs

    private mutating func skipBlanks() {
        while position < scalars.count, isScanBlank(scalars[position]) { position += 1 }
    }

    /// The next sign that is no white space.
    private mutating func peek() throws(IntakeFailure) -> UInt32 {
        skipBlanks()
        guard position < scalars.count else { throw fault(.cutOff) }
        return scalars[position]
    }

    private mutating func expect(_ wanted: UInt32) throws(IntakeFailure) {
        guard try peek() == wanted else { throw fault(.syntax) }
        position += 1
    }

    /// From a quote to the next, escapes not resolved.
    private mutating func rawString() throws(IntakeFailure) -> Range<Int> {
        position += 1
        let start = position
        while position < scalars.count, scalars[position] != 0x22 { position += scalars[position] == 0x5C ? 2 : 1 }
        guard position < scalars.count else {
            position = scalars.count
            throw fault(.cutOff)
        }
        position += 1
        return start..<(position - 1)
    }

    private func isNumeral(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: true
        default: false
        }
    }

    private func isLetter(_ scalar: UInt32) -> Bool { (0x61...0x7A).contains(scalar) }

    /// The code unit of four hexadecimal digits.
    private func unit(_ index: Int, _ limit: Int) -> UInt32? {
        guard index + 4 <= limit else { return nil }
        var value: UInt32 = 0
        for scalar in scalars[index..<(index + 4)] {
            switch scalar {
            case 0x30...0x39: value = value << 4 | (scalar - 0x30)
            case 0x41...0x46: value = value << 4 | (scalar - 0x37)
            case 0x61...0x66: value = value << 4 | (scalar - 0x57)
            default: return nil
            }
        }
        return value
    }

    // MARK: faults

    /// A value of another type than its member must have, or no value at all.
    private func wrongType() -> IntakeFailure {
        guard position < scalars.count, ![0x2C, 0x3A, 0x5D, 0x7D].contains(scalars[position]) else {
            return fault(.syntax)
        }
        var text = ""
        for step in path {
            switch step {
            case .name(let range): text += (text.isEmpty ? "" : ".") + String(scalars: Array(scalars[range])[...])
            case .index(let index): text += "[\(index)]"
            }
        }
        return text.isEmpty ? fault(.syntax) : fault(.field(text))
    }

    private func fault(_ kind: ScanFault.Kind) -> IntakeFailure {
        let line = scalars[..<min(position, scalars.count)].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        return .malformedScan(ScanFault(format: .json, kind: kind, line: line))
    }
}
