/// What laixin says of one document: the `laixin.record/1` that other programs rely on.
///
/// Offsets are half-open, in Unicode scalar values of the text as it was given. Absent means empty.
public struct Record: Sendable, Equatable {
    public static let schemaName = "laixin.record/1"

    public var id: String
    public var kind: DocumentKind
    public var title: TextSpan?
    public var purpose: Judgement?
    public var issues: [Issue] = []
    public var parties: [Party] = []
    public var dates: [DateMention] = []
    public var recurrences: [Recurrence] = []
    public var limits: [TimeLimit] = []
    public var places: [Place] = []
    public var amounts: [Amount] = []
    public var documentNumbers: [ValueMention] = []
    public var laws: [TextMention] = []
    public var identifiers: [Identifier] = []
    public var demands: [TextMention] = []
    public var joint: Joint?
    public var sections: [Section] = []
    public var parts: [Part] = []
    /// Where this document stands in a file of several.
    public var position: Position?
    /// The documents that a line of text holds when it holds several; files are split into one record each.
    public var documents: [DocumentPart] = []
    public var measures: [Measure] = []
    public var targets: [ValueMention] = []
    public var repairs: [Repair] = []
    public var diagnostics: [Diagnostic] = []
    /// Where the lines of a scan stand on their pages; `nil` for what came as text.
    public var layout: Layout?

    public init(id: String, kind: DocumentKind) {
        self.id = id
        self.kind = kind
    }
}

public enum DocumentKind: String, Codable, Sendable, CaseIterable {
    case letter, plan, notice, reply, minutes, report, other
}

/// 信访目的: what the writer wants of the office.
public enum Purpose: String, Codable, Sendable, CaseIterable {
    case appeal = "申诉求决"
    case accusation = "检举控告"
    case suggestion = "意见建议"
    case inquiry = "咨询"
    case other = "其他"
}

extension Record {
    public struct TextSpan: Codable, Sendable, Equatable {
        public var text: String
        public var start: Int
        public var end: Int

        public init(text: String, span: SourceSpan) {
            self.text = text
            start = span.start
            end = span.end
        }
    }

    public struct Range: Codable, Sendable, Equatable, Hashable {
        public var start: Int
        public var end: Int

        public init(_ span: SourceSpan) {
            start = span.start
            end = span.end
        }

        public var span: SourceSpan { SourceSpan(start, end) }
    }

    public struct Judgement: Codable, Sendable, Equatable {
        public var value: Purpose
        public var score: Double
        public var rule: String?

        public init(value: Purpose, score: Double, rule: String? = nil) {
            self.value = value
            self.score = score
            self.rule = rule
        }
    }

    /// An issue category: up to three levels, with the words it rests on.
    public struct Issue: Codable, Sendable, Equatable {
        public var path: [String]
        public var code: String
        /// 0…1.
        public var score: Double
        public var primary: Bool
        public var rule: String
        public var evidence: [Range]
        /// What the office's own list calls the class, where one was given.
        public var local: String?

        public init(path: [String], code: String, score: Double, primary: Bool, rule: String, evidence: [Range]) {
            self.path = path
            self.code = code
            self.score = score
            self.primary = primary
            self.rule = rule
            self.evidence = evidence
        }
    }

    public struct Party: Codable, Sendable, Equatable {
        public enum Role: String, Codable, Sendable, CaseIterable {
            case petitioner, representative, respondent, addressee, handler, other
        }
        public enum Kind: String, Codable, Sendable, CaseIterable {
            case person, group, organization, government
        }

        public var role: Role
        public var type: Kind
        public var name: String
        public var rule: String
        public var mentions: [Range]

        public init(role: Role, type: Kind, name: String, rule: String, mentions: [Range]) {
            self.role = role
            self.type = type
            self.name = name
            self.rule = rule
            self.mentions = mentions
        }
    }

    public struct DateMention: Codable, Sendable, Equatable {
        public enum Role: String, Codable, Sendable, CaseIterable {
            case event, signed, deadline, reply, birth, other
        }

        public var start: Int
        public var end: Int
        public var text: String
        /// EDTF; absent when the text gives no reference to resolve it by.
        public var value: String?
        public var role: Role
        public var rule: String

        public init(span: SourceSpan, text: String, value: String?, role: Role, rule: String) {
            start = span.start
            end = span.end
            self.text = text
            self.value = value
            self.role = role
            self.rule = rule
        }
    }

    public struct Recurrence: Codable, Sendable, Equatable {
        public enum Bound: String, Codable, Sendable {
            case before, on, after
        }

        public var start: Int
        public var end: Int
        public var text: String
        /// The body of an RFC 5545 RRULE.
        public var value: String
        public var bound: Bound?
        public var rule: String

        public init(span: SourceSpan, text: String, value: String, bound: Bound?, rule: String) {
            start = span.start
            end = span.end
            self.text = text
            self.value = value
            self.bound = bound
            self.rule = rule
        }
    }

    public struct TimeLimit: Codable, Sendable, Equatable {
        public enum DayCount: String, Codable, Sendable {
            case calendar, working
        }

        public var start: Int
        public var end: Int
        public var text: String
        /// ISO 8601 duration.
        public var value: String
        public var calendar: DayCount
        /// What it counts from, when stated: 自受理之日.
        public var anchor: String?
        public var rule: String

        public init(span: SourceSpan, text: String, value: String, calendar: DayCount, anchor: String?, rule: String) {
            start = span.start
            end = span.end
            self.text = text
            self.value = value
            self.calendar = calendar
            self.anchor = anchor
            self.rule = rule
        }
    }

    public struct Place: Codable, Sendable, Equatable {
        public var start: Int
        public var end: Int
        public var text: String
        /// GB/T 2260 code of the deepest settled division; absent when unsettled, never guessed.
        public var adcode: String?
        public var path: [String]
        public var detail: String?
        public var rule: String

        public init(
            span: SourceSpan, text: String, adcode: String?, path: [String], detail: String?, rule: String
        ) {
            start = span.start
            end = span.end
            self.text = text
            self.adcode = adcode
            self.path = path
            self.detail = detail
            self.rule = rule
        }

        /// Whether words of a place, as scalars, tell where somebody lives: by a house, unit or room number (号楼, 单元, 室,
        /// 栋, 幢). Not generic: it is asked for every place of every letter.
        public static func isHome(_ words: ArraySlice<UInt32>) -> Bool {
            var before: UInt32 = 0
            for scalar in words {
                switch (before, scalar) {
                case (0x53F7, 0x697C), (0x5355, 0x5143), (_, 0x5BA4), (_, 0x680B), (_, 0x5E62): return true
                default: before = scalar
                }
            }
            return false
        }

        public var isHome: Bool { Self.isHome(text.unicodeScalars.map(\.value)[...]) }
    }

    public struct Amount: Codable, Sendable, Equatable {
        public var start: Int
        public var end: Int
        public var text: String
        /// In units of `currency`.
        public var value: Double
        public var currency: String
        public var approximate: Bool
        public var rule: String

        public init(
            span: SourceSpan, text: String, value: Double, currency: String = "CNY", approximate: Bool, rule: String
        ) {
            start = span.start
            end = span.end
            self.text = text
            self.value = value
            self.currency = currency
            self.approximate = approximate
            self.rule = rule
        }
    }

    public struct ValueMention: Codable, Sendable, Equatable {
        public var start: Int
        public var end: Int
        public var text: String
        public var value: String
        public var rule: String

        public init(span: SourceSpan, text: String, value: String, rule: String) {
            start = span.start
            end = span.end
            self.text = text
            self.value = value
            self.rule = rule
        }
    }

    public struct TextMention: Codable, Sendable, Equatable {
        public var start: Int
        public var end: Int
        public var text: String
        public var rule: String
        /// Of a demand: the code of the issue it asks about.
        public var issue: String?

        public init(span: SourceSpan, text: String, rule: String) {
            start = span.start
            end = span.end
            self.text = text
            self.rule = rule
        }
    }

    /// A private number. The value itself is never repeated outside its span.
    public struct Identifier: Codable, Sendable, Equatable {
        public enum Kind: String, Codable, Sendable, CaseIterable {
            case phone, idNumber, bankAccount, email, creditCode, plate
        }

        public var start: Int
        public var end: Int
        public var kind: Kind
        public var rule: String

        public init(span: SourceSpan, kind: Kind, rule: String) {
            start = span.start
            end = span.end
            self.kind = kind
            self.rule = rule
        }
    }

    /// How many people stand behind a joint letter.
    public struct Joint: Codable, Sendable, Equatable {
        public var claimed: Int?
        public var signatures: Int?

        public init(claimed: Int?, signatures: Int?) {
            self.claimed = claimed
            self.signatures = signatures
        }
    }

    public struct Section: Codable, Sendable, Equatable {
        /// 1 is the outermost.
        public var level: Int
        public var label: String
        public var heading: String
        public var start: Int
        public var end: Int

        public init(level: Int, label: String, heading: String, span: SourceSpan) {
            self.level = level
            self.label = label
            self.heading = heading
            start = span.start
            end = span.end
        }
    }

    /// A document's place in its file.
    public struct Position: Codable, Sendable, Equatable {
        /// From 0.
        public var index: Int
        /// In scalars of the file's text; this record's own offsets begin there.
        public var offset: Int

        public init(index: Int, offset: Int) {
            self.index = index
            self.offset = offset
        }
    }

    /// One of the documents inside a text.
    public struct DocumentPart: Codable, Sendable, Equatable {
        public var title: String?
        public var start: Int
        public var end: Int

        public init(title: String?, span: SourceSpan) {
            self.title = title
            start = span.start
            end = span.end
        }
    }

    /// A part of the document's form, told apart from the running text.
    public struct Part: Codable, Sendable, Equatable {
        public enum Kind: String, Codable, Sendable, CaseIterable {
            case title, documentNumber, addressee, partyBlock, closing, signature, date, attachments, copies, table
        }

        public var kind: Kind
        public var start: Int
        public var end: Int

        public init(kind: Kind, span: SourceSpan) {
            self.kind = kind
            start = span.start
            end = span.end
        }
    }

    /// What a plan obliges a body to do.
    public struct Measure: Codable, Sendable, Equatable {
        public var start: Int
        public var end: Int
        public var text: String
        public var bodies: [String]
        public var due: String?
        public var target: String?
        public var rule: String

        public init(
            span: SourceSpan, text: String, bodies: [String], due: String?, target: String?, rule: String
        ) {
            start = span.start
            end = span.end
            self.text = text
            self.bodies = bodies
            self.due = due
            self.target = target
            self.rule = rule
        }
    }

    /// Characters that are read as others; the source keeps what was there.
    public struct Repair: Codable, Sendable, Equatable {
        public var start: Int
        public var end: Int
        public var from: String
        public var to: String
        public var rule: String
        /// Other readings that were weighed, likeliest first.
        public var alternatives: [String]
        /// How sure the reading is, 0…1; `nil` where nothing was weighed.
        public var confidence: Double?

        public init(
            span: SourceSpan, from: String, to: String, rule: String, alternatives: [String] = [],
            confidence: Double? = nil
        ) {
            start = span.start
            end = span.end
            self.from = from
            self.to = to
            self.rule = rule
            self.alternatives = alternatives
            self.confidence = confidence
        }

        enum CodingKeys: String, CodingKey { case start, end, from, to, rule, alternatives, confidence }

        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            start = try values.decode(Int.self, forKey: .start)
            end = try values.decode(Int.self, forKey: .end)
            from = try values.decode(String.self, forKey: .from)
            to = try values.decode(String.self, forKey: .to)
            rule = try values.decode(String.self, forKey: .rule)
            alternatives = try values.decodeIfPresent([String].self, forKey: .alternatives) ?? []
            confidence = try values.decodeIfPresent(Double.self, forKey: .confidence)
        }

        public func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(start, forKey: .start)
            try values.encode(end, forKey: .end)
            try values.encode(from, forKey: .from)
            try values.encode(to, forKey: .to)
            try values.encode(rule, forKey: .rule)
            if !alternatives.isEmpty { try values.encode(alternatives, forKey: .alternatives) }
            try values.encodeIfPresent(confidence, forKey: .confidence)
        }
    }

    /// Something odd about the text, never an error.
    public struct Diagnostic: Codable, Sendable, Equatable {
        public var code: String
        public var start: Int
        public var end: Int

        public init(code: String, span: SourceSpan) {
            self.code = code
            start = span.start
            end = span.end
        }
    }
}

extension Record {
    /// The pages and lines of a scanned document.
    public struct Layout: Codable, Sendable, Equatable {
        public struct Page: Codable, Sendable, Equatable {
            public var number: Int
            public var width: Int?
            public var height: Int?
            /// The picture's file name.
            public var image: String?

            public init(number: Int, width: Int?, height: Int?, image: String?) {
                self.number = number
                self.width = width
                self.height = height
                self.image = image
            }
        }

        public struct Line: Codable, Sendable, Equatable {
            /// The page's number.
            public var page: Int
            /// Its place on the page, from 1.
            public var line: Int
            public var start: Int
            public var end: Int
            public var text: String
            /// Left, top, right, bottom.
            public var box: [Int]?
            /// Mean over its characters, 0…1.
            public var confidence: Double?

            public init(
                page: Int, line: Int, span: SourceSpan, text: String, box: [Int]?, confidence: Double?
            ) {
                self.page = page
                self.line = line
                start = span.start
                end = span.end
                self.text = text
                self.box = box
                self.confidence = confidence
            }
        }

        /// What boxes and sizes count; pixels where absent.
        public var unit: ScanLayout.Unit?
        public var pages: [Page]
        public var lines: [Line]

        public init(unit: ScanLayout.Unit?, pages: [Page], lines: [Line]) {
            self.unit = unit
            self.pages = pages
            self.lines = lines
        }

        /// The lines of a scan with their texts.
        public init(_ scan: ScanLayout, of text: SourceText) {
            unit = scan.unit == .pixel ? nil : scan.unit
            pages = scan.pages.map { Page(number: $0.number, width: $0.width, height: $0.height, image: $0.image) }
            lines = scan.lines.map { line in
                let confidence = scan.places(of: line.span).first?.meanConfidence
                return Line(
                    page: scan.pages[line.page].number, line: line.number, span: line.span, text: text[line.span],
                    box: line.box?.corners, confidence: confidence.map { (Double($0) * 1000).rounded() / 1000 })
            }
        }
    }
}
