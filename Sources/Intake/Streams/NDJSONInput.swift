public import Documents
internal import Foundation

/// Why one line of the input has no record.
public struct LineFailure: Error, Sendable, Equatable {
    /// `invalidJSON`, `missingText` or `lineTooLong`.
    public let code: String
    /// For people; quotes nothing of the line.
    public let message: String
    /// The line's own `id`, when it could still be read.
    public let id: String?

    public init(code: String, message: String, id: String? = nil) {
        self.code = code
        self.message = message
        self.id = id
    }

    /// What a line over ``LineCutter``'s limit becomes.
    public static let lineTooLong = LineFailure(code: "lineTooLong", message: "the line is over the length limit")
}

/// Reads `{"id": …, "text": …, "received"?: …, "title"?: …}` lines.
public struct NDJSONInput: Sendable {
    public init() {}

    /// The document of one line.
    ///
    /// Surrogate escapes without a partner become U+FFFD, one scalar for one, so offsets stay those of the
    /// sender. A line without an `id` is named by its number.
    /// - Parameter number: the line's number, from 1.
    public func parse(_ line: [UInt8], number: Int) throws(LineFailure) -> Document {
        var line = line
        if number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        guard UTF8Decoder.firstFault(in: line) == nil else {
            throw LineFailure(code: "invalidJSON", message: "the line is not UTF-8")
        }
        guard let plain = PlainLine(line), let text = plain.text else { return try decode(line, number: number) }
        return document(
            plain.id, SourceText(scalars: text), plain.title, plain.received,
            hasReceived: plain.received?.isEmpty == false,
            number: number)
    }

    /// The same by `JSONDecoder`, which takes far longer.
    func decode(_ line: [UInt8], number: Int) throws(LineFailure) -> Document {
        var line = line
        SurrogateEscapes.repair(&line)
        let fields: Fields
        do {
            fields = try JSONDecoder().decode(Fields.self, from: Data(line))
        } catch {
            throw LineFailure(code: "invalidJSON", message: "the line is not a JSON object")
        }
        let id = fields.id.string
        guard let text = fields.text.string, case .text = fields.text else {
            throw LineFailure(code: "missingText", message: "the object has no string \"text\"", id: id)
        }
        var title: String?
        if case .text(let value) = fields.title { title = value }
        return document(
            id, SourceText(text), title, fields.received.string, hasReceived: fields.received.isGiven, number: number)
    }

    /// - Parameter hasReceived: whether the line says anything of the day, readable or not.
    private func document(
        _ id: String?, _ text: SourceText, _ title: String?, _ received: String?, hasReceived: Bool, number: Int
    ) -> Document {
        // A day that is none (`-`, a masked year) is odd, not a failure: the letter is read without it.
        let day = received.flatMap(CivilDate.init)
        return Document(
            id: id ?? "line-\(number)", text: text, title: title?.isEmpty == true ? nil : title, received: day,
            provenance: Provenance(
                charset: "UTF-8", format: "ndjson", index: number - 1,
                oddities: day == nil && hasReceived ? ["received.unreadable"] : []))
    }
}

/// The fields of a line, whatever their types: a wrong type must name the field, not fail the decoding.
private struct Fields: Decodable {
    enum Value: Decodable {
        case absent, other
        case text(String)
        case number(Int)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .absent
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else {
                self = .other
            }
        }

        var string: String? {
            switch self {
            case .text(let text): text
            case .number(let number): String(number)
            case .absent, .other: nil
            }
        }

        /// Whether there is anything at all.
        var isGiven: Bool {
            switch self {
            case .absent, .text(""): false
            default: true
            }
        }
    }

    enum CodingKeys: String, CodingKey { case id, text, received, title }

    let id: Value
    let text: Value
    let received: Value
    let title: Value

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func value(_ key: CodingKeys) throws -> Value {
            try values.decodeIfPresent(Value.self, forKey: key) ?? .absent
        }
        id = try value(.id)
        text = try value(.text)
        received = try value(.received)
        title = try value(.title)
    }
}

/// Lone `\uD800`…`\uDFFF` escapes, which JSON's grammar allows and no decoder takes.
enum SurrogateEscapes {
    static func repair(_ line: inout [UInt8]) {
        var index = 0
        while index < line.count {
            guard line[index] == 0x5C else {
                index += 1
                continue
            }
            guard let unit = unit(line, index), (0xD800...0xDFFF).contains(unit) else {
                index += 2
                continue
            }
            if unit < 0xDC00, let low = self.unit(line, index + 6), (0xDC00...0xDFFF).contains(low) {
                index += 12
            } else {
                line.replaceSubrange((index + 2)..<(index + 6), with: Array("FFFD".utf8))
                index += 6
            }
        }
    }

    private static func unit(_ line: [UInt8], _ index: Int) -> UInt32? {
        line.withUnsafeBufferPointer { unit($0, index) }
    }

    /// The code unit of an escape `\uXXXX` that begins at `index`.
    static func unit(_ line: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt32? {
        guard index + 6 <= line.count, line[index] == 0x5C, line[index + 1] == 0x75 else { return nil }
        var value: UInt32 = 0
        for byte in line[(index + 2)..<(index + 6)] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
            default: return nil
            }
        }
        return value
    }
}
