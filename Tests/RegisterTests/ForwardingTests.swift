import Documents
import Foundation
import Storage
import Testing

@testable import Register

@Suite("Copies for other bodies")
struct ForwardingTests {
    private static let secrets: [MaskedDocument.Secret] = [
        .init(placeholder: "⟨人1⟩", kind: .person, value: "褚满仓"),
        .init(placeholder: "⟨人2⟩", kind: .person, value: "邬小燕"),
        .init(placeholder: "⟨号3⟩", kind: .phone, value: "19900001234"),
        .init(placeholder: "⟨号4⟩", kind: .idNumber, value: "410411199013450009"),
        .init(placeholder: "⟨人5⟩", kind: .person, value: "东河村三组十二号"),
    ]
    private static let values = secrets.map(\.value)

    /// A matter of one letter, of a writer, about somebody and the land office.
    private func office(
        purpose: Purpose, score: Double = 0.9, phones: Int = 1
    ) throws -> (RegisterOffice, RegistrationDesk, String) {
        let office = try RegisterOffice()
        let masked = "我是⟨人1⟩，住⟨人5⟩，电话⟨号3⟩，证件⟨号4⟩。\n鲁山县自然资源局的⟨人2⟩占了我家的地。"
        let original = Self.secrets.reduce(masked) { $0.replacing($1.placeholder, with: $1.value) }
        var record = Record(id: "x", kind: .letter)
        record.purpose = .init(value: purpose, score: score)
        record.parties = [
            .init(role: .petitioner, type: .person, name: "⟨人1⟩", rule: "r", mentions: []),
            .init(role: .respondent, type: .organization, name: "鲁山县自然资源局", rule: "r", mentions: []),
        ]
        var secrets = Self.secrets
        if phones == 2 { secrets.append(.init(placeholder: "⟨号6⟩", kind: .phone, value: "19900004321")) }
        let document = Document(id: "x", text: SourceText(original), received: try day("2026-03-02"))
        try office.store.insert(
            sha256: String(repeating: "a", count: 64), path: "p",
            letters: [
                ParsedDocument(
                    document: document, record: record,
                    masked: MaskedDocument(text: masked, record: record, secrets: secrets))
            ])
        let desk = try office.desk()
        return (office, desk, try desk.register([1], on: "2026-03-03").number)
    }

    private func shown(_ copy: ForwardingCopy) -> [String] {
        let text = copy.paragraphs.joined(separator: "\n")
        return Self.values.filter(text.contains)
    }

    private func role(_ name: String) throws -> ReceiverRoles.Role { try #require(try ReceiverRoles().role(name)) }

    @Test("Who handles a matter learns its writer's name and phone; who is informed nothing; numbers and homes nobody")
    func roles() throws {
        let (office, desk, number) = try office(purpose: .appeal)
        let copy = try desk.forwardingCopy(
            number, to: "鲁山县自然资源局", as: role("承办"), checked: "", account: "clerk")
        #expect(shown(copy) == ["褚满仓", "19900001234"] && !copy.isGuarded)
        for name in ["informed", "superior"] {
            let copy = try desk.forwardingCopy(number, to: "鲁山县人民政府", as: role(name), checked: "", account: "clerk")
            #expect(shown(copy) == [])
            #expect(copy.paragraphs.count == 2 && copy.paragraphs[1].contains("⟨人2⟩占了我家的地"))
        }
        // Registered, opened once, three copies.
        #expect(try office.store.verifyAudit() == 5)
    }

    @Test("Of two phones it is not certain which is the writer's")
    func phones() throws {
        let (_, desk, number) = try office(purpose: .appeal, phones: 2)
        let copy = try desk.forwardingCopy(number, to: "鲁山县自然资源局", as: role("承办"), checked: "", account: "clerk")
        #expect(shown(copy) == ["褚满仓"])
    }

    @Test("A report: not to the body it is about or its parts; elsewhere, and in doubt, nothing private")
    func reports() throws {
        let (office, desk, number) = try office(purpose: .accusation)
        for body in ["鲁山县自然资源局", "鲁山县国土资源局", "鲁山县自然资源局城关分局"] {
            #expect(throws: StoreError.self, "\(body)") {
                try desk.forwardingCopy(number, to: body, as: role("承办"), checked: "看过", account: "clerk")
            }
        }
        #expect(try office.store.verifyAudit() == 1, "a copy that was refused opened nothing")
        let copy = try desk.forwardingCopy(number, to: "鲁山县监察委员会", as: role("承办"), checked: "", account: "clerk")
        #expect(shown(copy) == [] && copy.isGuarded)
        let (_, unsure, other) = try self.office(purpose: .appeal, score: 0.4)
        let guarded = try unsure.forwardingCopy(other, to: "鲁山县自然资源局", as: role("承办"), checked: "", account: "clerk")
        #expect(shown(guarded) == [] && guarded.isGuarded)
    }

    @Test("Copies go to bodies, not to people")
    func people() throws {
        let (_, desk, number) = try office(purpose: .appeal)
        #expect(throws: StoreError.self) {
            try desk.forwardingCopy(number, to: "邬小燕", as: role("承办"), checked: "", account: "clerk")
        }
    }
}
