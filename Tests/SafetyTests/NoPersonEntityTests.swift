import Foundation
import Testing

/// SAFETY 1 and 7: nothing keeps, ranks, scores or counts people, and no figure makes letters a fault.
@Suite("No person entity")
struct NoPersonEntityTests {
    /// Parts of names that no declaration, option, field or column may carry.
    private static let forbidden = [
        "risk", "behaviour", "behavior", "ethnic", "religio", "politic", "keyperson", "key_person", "watchlist",
        "blacklist", "visitcount", "visit_count", "lettersperperson", "bywriter", "bypetitioner", "personindex",
        "personid", "person_id", "profile", "recidiv", "nuisance", "troublemaker",
    ]

    /// Names that Swift source declares: what an API, a store or a report could carry.
    private func declaredNames(in source: String) -> [String] {
        let keywords: Set<String> = [
            "let", "var", "func", "case", "struct", "class", "enum", "protocol", "typealias", "actor", "associatedtype",
        ]
        var names: [String] = []
        for line in source.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
            let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
            for (word, next) in zip(words, words.dropFirst()) where keywords.contains(String(word)) {
                names.append(String(next))
            }
        }
        return names
    }

    private func offences(_ names: [String]) -> [String] {
        names.filter { name in Self.forbidden.contains { name.lowercased().contains($0) } }
    }

    @Test("No declaration in the sources")
    func sources() {
        let files = Repository.texts(under: ["Sources"], suffixes: [".swift"])
        #expect(files.count > 40)
        for file in files {
            #expect(offences(declaredNames(in: file.text)) == [], "\(file.path)")
        }
    }

    @Test("No table, column or view in any migration")
    func migrations() {
        let sql = Repository.texts(under: ["Sources/Storage"], suffixes: [".swift"])
            .filter { $0.text.contains("CREATE TABLE") }
        #expect(!sql.isEmpty)
        for file in sql {
            let statements = file.text.components(separatedBy: "\"\"\"").enumerated()
                .filter { $0.offset % 2 == 1 }.map(\.element).joined(separator: "\n")
            let words = statements.split { !($0.isLetter || $0 == "_") }.map { String($0).lowercased() }
            #expect(offences(words) == [], "\(file.path)")
            for word in ["person", "petitioner", "writer", "sender", "phone", "surname"] {
                #expect(!words.contains { $0.contains(word) }, "\(file.path): \(word)")
            }
        }
    }

    @Test("No property in the record's schema")
    func recordSchema() throws {
        let data = try Data(contentsOf: Repository.root.appending(path: "Integrations/laixin.record.schema.json"))
        var names: [String] = []
        func collect(_ value: Any) {
            if let object = value as? [String: Any] {
                if let properties = object["properties"] as? [String: Any] { names += properties.keys }
                object.values.forEach(collect)
            } else if let list = value as? [Any] {
                list.forEach(collect)
            }
        }
        collect(try JSONSerialization.jsonObject(with: data))
        #expect(names.contains("parties") && names.contains("adcode"))
        #expect(offences(names) == [])
    }

    @Test("Figures are asked by body, place, time, category, kind, channel and state only")
    func statistics() throws {
        let file = try #require(
            Repository.texts(under: ["Sources/Storage"], suffixes: ["+Asking.swift"]).first)
        let line = try #require(file.text.split(separator: "\n").first { $0.contains("case category, place") })
        #expect(
            line.trimmingCharacters(in: .whitespaces)
                == "case category, place, month, body, kind, channel, state, responsible")
    }

    @Test("The check finds what it looks for")
    func canFail() {
        #expect(offences(declaredNames(in: "public var riskScore: Double")) == ["riskScore"])
        #expect(offences(declaredNames(in: "  case visitCount(Int)")) == ["visitCount"])
        #expect(offences(declaredNames(in: "// let riskScore")) == [])
    }
}
