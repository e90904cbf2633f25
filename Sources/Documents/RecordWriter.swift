/// Writes records as JSON bytes, keys in order: the same bytes as `JSONEncoder` with sorted keys, without its cost.
public struct RecordWriter: ~Copyable, Sendable {
    private var out = ByteBuffer(capacity: 4_096)

    public init() {}

    package var bytes: [UInt8] { out.bytes }

    /// One record on one line, without a line break.
    public static func json(_ record: Record) -> [UInt8] {
        var writer = RecordWriter()
        writer.write(record)
        return writer.bytes
    }

    /// The words and sentences of a document on one line, without a line break.
    public static func json(id: String, sentences: [SourceSpan], tokens: [SourceSpan]) -> [UInt8] {
        var writer = RecordWriter()
        writer.out.reserve(64 + (sentences.count + tokens.count) * 24)
        writer.raw("{\"id\":")
        writer.string(id)
        writer.raw(",\"sentences\":")
        writer.array(sentences) { $0.range(Record.Range($1)) }
        writer.raw(",\"tokens\":")
        writer.array(tokens) { $0.range(Record.Range($1)) }
        writer.raw("}")
        return writer.bytes
    }

    private mutating func write(_ record: Record) {
        var object = Members()
        raw("{")
        list("amounts", record.amounts, &object) { writer, amount in
            writer.raw("{\"approximate\":")
            writer.raw(amount.approximate ? "true" : "false")
            writer.member("currency", amount.currency)
            writer.span(amount.start, amount.end, before: "rule", amount.rule, amount.text)
            writer.raw(",\"value\":")
            writer.number(amount.value)
            writer.raw("}")
        }
        list("dates", record.dates, &object) { writer, date in
            writer.open("end", date.end)
            writer.member("role", date.role.rawValue)
            writer.member("rule", date.rule)
            writer.member("start", date.start)
            writer.member("text", date.text)
            writer.member("value", date.value)
            writer.raw("}")
        }
        list("demands", record.demands, &object) { $0.mention($1) }
        list("diagnostics", record.diagnostics, &object) { writer, diagnostic in
            writer.raw("{\"code\":")
            writer.string(diagnostic.code)
            writer.member("end", diagnostic.end)
            writer.member("start", diagnostic.start)
            writer.raw("}")
        }
        list("documentNumbers", record.documentNumbers, &object) { $0.value($1) }
        list("documents", record.documents, &object) { writer, part in
            writer.open("end", part.end)
            writer.member("start", part.start)
            writer.member("title", part.title)
            writer.raw("}")
        }
        key("id", &object)
        string(record.id)
        list("identifiers", record.identifiers, &object) { writer, identifier in
            writer.open("end", identifier.end)
            writer.member("kind", identifier.kind.rawValue)
            writer.member("rule", identifier.rule)
            writer.member("start", identifier.start)
            writer.raw("}")
        }
        list("issues", record.issues, &object) { writer, issue in
            writer.raw("{\"code\":")
            writer.string(issue.code)
            writer.raw(",\"evidence\":")
            writer.array(issue.evidence) { $0.range($1) }
            writer.member("local", issue.local)
            writer.raw(",\"path\":")
            writer.array(issue.path) { $0.string($1) }
            writer.raw(",\"primary\":")
            writer.raw(issue.primary ? "true" : "false")
            writer.member("rule", issue.rule)
            writer.raw(",\"score\":")
            writer.number(issue.score)
            writer.raw("}")
        }
        if let joint = record.joint {
            key("joint", &object)
            var members = Members()
            raw("{")
            if let claimed = joint.claimed {
                key("claimed", &members)
                integer(claimed)
            }
            if let signatures = joint.signatures {
                key("signatures", &members)
                integer(signatures)
            }
            raw("}")
        }
        key("kind", &object)
        string(record.kind.rawValue)
        list("laws", record.laws, &object) { $0.mention($1) }
        if let layout = record.layout {
            key("layout", &object)
            self.layout(layout)
        }
        list("limits", record.limits, &object) { writer, limit in
            var members = Members()
            writer.raw("{")
            if let anchor = limit.anchor {
                writer.key("anchor", &members)
                writer.string(anchor)
            }
            writer.key("calendar", &members)
            writer.string(limit.calendar.rawValue)
            writer.span(limit.start, limit.end, before: "rule", limit.rule, limit.text)
            writer.member("value", limit.value)
            writer.raw("}")
        }
        list("measures", record.measures, &object) { writer, measure in
            writer.raw("{\"bodies\":")
            writer.array(measure.bodies) { $0.string($1) }
            writer.member("due", measure.due)
            writer.member("end", measure.end)
            writer.member("rule", measure.rule)
            writer.member("start", measure.start)
            writer.member("target", measure.target)
            writer.member("text", measure.text)
            writer.raw("}")
        }
        list("parties", record.parties, &object) { writer, party in
            writer.raw("{\"mentions\":")
            writer.array(party.mentions) { $0.range($1) }
            writer.member("name", party.name)
            writer.member("role", party.role.rawValue)
            writer.member("rule", party.rule)
            writer.member("type", party.type.rawValue)
            writer.raw("}")
        }
        list("parts", record.parts, &object) { writer, part in
            writer.open("end", part.end)
            writer.member("kind", part.kind.rawValue)
            writer.member("start", part.start)
            writer.raw("}")
        }
        list("places", record.places, &object) { writer, place in
            var members = Members()
            writer.raw("{")
            if let adcode = place.adcode {
                writer.key("adcode", &members)
                writer.string(adcode)
            }
            if let detail = place.detail {
                writer.key("detail", &members)
                writer.string(detail)
            }
            writer.key("end", &members)
            writer.integer(place.end)
            writer.raw(",\"path\":")
            writer.array(place.path) { $0.string($1) }
            writer.member("rule", place.rule)
            writer.member("start", place.start)
            writer.member("text", place.text)
            writer.raw("}")
        }
        if let position = record.position {
            key("position", &object)
            open("index", position.index)
            member("offset", position.offset)
            raw("}")
        }
        if let purpose = record.purpose {
            key("purpose", &object)
            var members = Members()
            raw("{")
            if let rule = purpose.rule {
                key("rule", &members)
                string(rule)
            }
            key("score", &members)
            number(purpose.score)
            member("value", purpose.value.rawValue)
            raw("}")
        }
        list("recurrences", record.recurrences, &object) { writer, recurrence in
            var members = Members()
            writer.raw("{")
            if let bound = recurrence.bound {
                writer.key("bound", &members)
                writer.string(bound.rawValue)
            }
            writer.key("end", &members)
            writer.integer(recurrence.end)
            writer.member("rule", recurrence.rule)
            writer.member("start", recurrence.start)
            writer.member("text", recurrence.text)
            writer.member("value", recurrence.value)
            writer.raw("}")
        }
        list("repairs", record.repairs, &object) { writer, repair in
            var members = Members()
            writer.raw("{")
            if !repair.alternatives.isEmpty {
                writer.key("alternatives", &members)
                writer.array(repair.alternatives) { $0.string($1) }
            }
            if let confidence = repair.confidence {
                writer.key("confidence", &members)
                writer.number(confidence)
            }
            writer.key("end", &members)
            writer.integer(repair.end)
            writer.member("from", repair.from)
            writer.member("rule", repair.rule)
            writer.member("start", repair.start)
            writer.member("to", repair.to)
            writer.raw("}")
        }
        key("schema", &object)
        string(Record.schemaName)
        list("sections", record.sections, &object) { writer, section in
            writer.open("end", section.end)
            writer.member("heading", section.heading)
            writer.member("label", section.label)
            writer.member("level", section.level)
            writer.member("start", section.start)
            writer.raw("}")
        }
        list("targets", record.targets, &object) { $0.value($1) }
        if let title = record.title {
            key("title", &object)
            open("end", title.end)
            member("start", title.start)
            member("text", title.text)
            raw("}")
        }
        raw("}")
    }

    private mutating func layout(_ layout: Record.Layout) {
        raw("{\"lines\":")
        array(layout.lines) { writer, line in
            var members = Members()
            writer.raw("{")
            if let box = line.box {
                writer.key("box", &members)
                writer.array(box) { $0.integer($1) }
            }
            if let confidence = line.confidence {
                writer.key("confidence", &members)
                writer.number(confidence)
            }
            writer.key("end", &members)
            writer.integer(line.end)
            writer.member("line", line.line)
            writer.member("page", line.page)
            writer.member("start", line.start)
            writer.member("text", line.text)
            writer.raw("}")
        }
        raw(",\"pages\":")
        array(layout.pages) { writer, page in
            var members = Members()
            writer.raw("{")
            if let height = page.height {
                writer.key("height", &members)
                writer.integer(height)
            }
            if let image = page.image {
                writer.key("image", &members)
                writer.string(image)
            }
            writer.key("number", &members)
            writer.integer(page.number)
            if let width = page.width { writer.member("width", width) }
            writer.raw("}")
        }
        member("unit", layout.unit?.rawValue)
        raw("}")
    }

    // MARK: shapes

    private struct Members { var count = 0 }

    @inline(__always)
    private mutating func list<Element>(
        _ name: StaticString, _ elements: [Element], _ object: inout Members,
        _ write: (inout RecordWriter, Element) -> Void
    ) {
        guard !elements.isEmpty else { return }
        key(name, &object)
        array(elements, write)
    }

    @inline(__always)
    package mutating func array<Element>(_ elements: [Element], _ write: (inout RecordWriter, Element) -> Void) {
        out.put(0x5B)
        elements.withUnsafeBufferPointer { elements in
            for index in elements.indices {
                if index > 0 { out.put(0x2C) }
                write(&self, elements[index])
            }
        }
        out.put(0x5D)
    }

    private mutating func mention(_ mention: Record.TextMention) {
        open("end", mention.end)
        member("issue", mention.issue)
        member("rule", mention.rule)
        member("start", mention.start)
        member("text", mention.text)
        raw("}")
    }

    private mutating func value(_ mention: Record.ValueMention) {
        open("end", mention.end)
        member("rule", mention.rule)
        member("start", mention.start)
        member("text", mention.text)
        member("value", mention.value)
        raw("}")
    }

    private mutating func range(_ range: Record.Range) {
        open("end", range.end)
        member("start", range.start)
        raw("}")
    }

    private mutating func span(_ start: Int, _ end: Int, before name: StaticString, _ rule: String, _ text: String) {
        member("end", end)
        member(name, rule)
        member("start", start)
        member("text", text)
    }

    // MARK: members and values

    private mutating func key(_ name: StaticString, _ object: inout Members) {
        if object.count > 0 { out.put(0x2C) }
        object.count += 1
        out.putName(name)
    }

    private mutating func open(_ name: StaticString, _ number: Int) {
        out.put(0x7B)
        out.putName(name)
        integer(number)
    }

    private mutating func member(_ name: StaticString, _ number: Int) {
        out.put(0x2C)
        out.putName(name)
        integer(number)
    }

    package mutating func member(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        out.put(0x2C)
        out.putName(name)
        string(text)
    }

    package mutating func raw(_ text: StaticString) {
        out.put(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func integer(_ number: Int) {
        if number < 0 { out.put(0x2D) }
        out.putDigits(of: number.magnitude)
    }

    private mutating func number(_ number: Double) {
        var text = number.description
        text.withUTF8 { utf8 in
            let isWhole = utf8.count > 2 && utf8[utf8.count - 2] == 0x2E && utf8[utf8.count - 1] == 0x30
            out.put(UnsafeBufferPointer(rebasing: isWhole ? utf8.dropLast(2) : utf8[...]))
        }
    }

    package mutating func string(_ text: String) {
        out.put(0x22)
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            var index = 0
            while index < utf8.count {
                // Nearly nothing is escaped: eight bytes are told at a time.
                let end = index + 8
                if end <= utf8.count, !Self.holdsEscaped(utf8, index) {
                    index = end
                    continue
                }
                while index < min(end, utf8.count) {
                    if Self.isEscaped(utf8[index]) {
                        out.put(UnsafeBufferPointer(rebasing: utf8[start..<index]))
                        escape(utf8[index])
                        start = index + 1
                    }
                    index += 1
                }
            }
            out.put(UnsafeBufferPointer(rebasing: utf8[start...]))
        }
        out.put(0x22)
    }

    @inline(__always)
    private static func isEscaped(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }

    /// Whether one of the eight bytes from `index` on may be escaped; a byte beside one that is may be taken for one.
    @inline(__always)
    private static func holdsEscaped(_ utf8: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        let word = UnsafeRawPointer(utf8.baseAddress! + index).loadUnaligned(as: UInt64.self)
        let ones: UInt64 = 0x0101_0101_0101_0101
        /// The high bit of every byte of `word` that is below `limit`, of bytes that have none themselves.
        func below(_ word: UInt64, _ limit: UInt64) -> UInt64 { (word &- ones &* limit) & ~word }
        let found = below(word, 0x20) | below(word ^ ones &* 0x22, 1) | below(word ^ ones &* 0x5C, 1)
        return found & (ones << 7) != 0
    }

    private mutating func escape(_ byte: UInt8) {
        out.put(0x5C)
        switch byte {
        case 0x22, 0x5C: out.put(byte)
        case 0x08: out.put(0x62)
        case 0x09: out.put(0x74)
        case 0x0A: out.put(0x6E)
        case 0x0C: out.put(0x66)
        case 0x0D: out.put(0x72)
        default:
            func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
            raw("u00")
            out.put(digit(byte >> 4))
            out.put(digit(byte & 15))
        }
    }
}
