import Testing

@testable import Register

@Suite("Papers that go with steps")
struct NoticeFormTests {
    @Test("Each belongs to a step, names a duty that is known, and leaves a line for what is missing")
    func forms() throws {
        let (forms, rules) = (try NoticeForms().forms, try RegisterRules())
        #expect(Set(forms.map(\.step)) == ["accept", "transfer", "extend", "answer"])
        for form in forms {
            #expect(rules.step(form.step) != nil && rules.owed.contains { $0.duty == form.duty }, "\(form.title)")
            let empty = form.filled([:]).joined()
            #expect(empty.contains("＿") && !empty.contains("{"), "\(form.title)")
        }
        let accept = try #require(forms.first { $0.step == "accept" })
        let text = accept.filled(["number": "XF2026-1", "body": "湛河区民政局", "due": "2026年5月1日"]).joined()
        #expect(text.contains("XF2026-1") && text.contains("湛河区民政局职权") && text.contains("2026年5月1日前办结"))
    }
}
