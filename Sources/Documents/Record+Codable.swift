extension Record: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case schema, id, kind, title, purpose, issues, parties, dates, recurrences, limits, places, amounts
        case documentNumbers, laws, identifiers, demands, joint, sections, parts, position, documents, measures,
            targets, repairs, diagnostics, layout
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let schema = try values.decode(String.self, forKey: .schema)
        guard schema == Record.schemaName else {
            throw DecodingError.dataCorruptedError(
                forKey: .schema, in: values, debugDescription: "expected \(Record.schemaName), found \(schema)")
        }
        func list<Value: Decodable>(_ key: CodingKeys) throws -> [Value] {
            try values.decodeIfPresent([Value].self, forKey: key) ?? []
        }
        self.init(
            id: try values.decode(String.self, forKey: .id),
            kind: try values.decode(DocumentKind.self, forKey: .kind))
        title = try values.decodeIfPresent(TextSpan.self, forKey: .title)
        purpose = try values.decodeIfPresent(Judgement.self, forKey: .purpose)
        issues = try list(.issues)
        parties = try list(.parties)
        dates = try list(.dates)
        recurrences = try list(.recurrences)
        limits = try list(.limits)
        places = try list(.places)
        amounts = try list(.amounts)
        documentNumbers = try list(.documentNumbers)
        laws = try list(.laws)
        identifiers = try list(.identifiers)
        demands = try list(.demands)
        joint = try values.decodeIfPresent(Joint.self, forKey: .joint)
        sections = try list(.sections)
        parts = try list(.parts)
        position = try values.decodeIfPresent(Position.self, forKey: .position)
        documents = try list(.documents)
        measures = try list(.measures)
        targets = try list(.targets)
        repairs = try list(.repairs)
        diagnostics = try list(.diagnostics)
        layout = try values.decodeIfPresent(Layout.self, forKey: .layout)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        func write<Value: Encodable>(_ list: [Value], _ key: CodingKeys) throws {
            if !list.isEmpty { try values.encode(list, forKey: key) }
        }
        try values.encode(Record.schemaName, forKey: .schema)
        try values.encode(id, forKey: .id)
        try values.encode(kind, forKey: .kind)
        try values.encodeIfPresent(title, forKey: .title)
        try values.encodeIfPresent(purpose, forKey: .purpose)
        try write(issues, .issues)
        try write(parties, .parties)
        try write(dates, .dates)
        try write(recurrences, .recurrences)
        try write(limits, .limits)
        try write(places, .places)
        try write(amounts, .amounts)
        try write(documentNumbers, .documentNumbers)
        try write(laws, .laws)
        try write(identifiers, .identifiers)
        try write(demands, .demands)
        try values.encodeIfPresent(joint, forKey: .joint)
        try write(sections, .sections)
        try write(parts, .parts)
        try values.encodeIfPresent(position, forKey: .position)
        try write(documents, .documents)
        try write(measures, .measures)
        try write(targets, .targets)
        try write(repairs, .repairs)
        try write(diagnostics, .diagnostics)
        try values.encodeIfPresent(layout, forKey: .layout)
    }
}
