import Documents
import Foundation
import HTTPTypes
import Register
import Storage
import Testing

@testable import Console

/// What people do at the console, from page to page.
@Suite("A day's work")
struct WorkTests {
    private static let boundary = "----laixin"

    private static func upload(_ files: [(String, String)], token: String) -> String {
        var body = "--\(boundary)\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n\(token)\r\n"
        for (name, text) in files {
            body +=
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(name)\"\r\n"
                + "Content-Type: text/plain\r\n\r\n\(text)\r\n"
        }
        return body + "--\(boundary)--\r\n"
    }

    @Test("Files are taken in while somebody watches; a bad one is listed; a second time nothing is taken twice")
    func imports() async throws {
        let office = try ConsoleOffice(letters: [])
        try await office.test { client in
            let browser = Browser(client)
            try await browser.signIn("clerk")
            let token = Browser.token(in: try await browser.get("/imports").text)
            let files = [("一.txt", ConsoleOffice.letters[0]), ("二.txt", ConsoleOffice.letters[2]), ("坏.txt", "")]
            for letters in [2, 0] {
                let sent = try await browser.send(
                    .post, "/imports", body: Self.upload(files, token: token),
                    type: "multipart/form-data; boundary=\(Self.boundary)")
                #expect(sent.status == 303)
                let text = try await browser.wait(for: sent.location ?? "") { !$0.contains("data-refresh") }
                #expect(text.contains("\(letters) 件；") && text.contains("坏.txt"))
            }
            #expect(try await browser.get("/letters/1").text.contains("⟨"))
            let none = try await browser.send(
                .post, "/imports", body: Self.upload([], token: token),
                type: "multipart/form-data; boundary=\(Self.boundary)")
            #expect(none.status == 422)
        }
        #expect(try office.store.auditLog().filter { $0.action == "import" }.count == 2)
    }

    @Test("A broken, a strange and a too large upload are refused in words")
    func badUploads() async throws {
        let office = try ConsoleOffice { $0.uploadMegabytes = 1 }
        try await office.test { client in
            let browser = Browser(client)
            try await browser.signIn("clerk")
            let type = "multipart/form-data; boundary=x"
            for (body, type, status) in [
                ("--y\r\n", type, 400), ("--x\r\nContent-Disposition: form-data\r\n\r\n", type, 400), ("", type, 400),
                ("a=b", "application/x-www-form-urlencoded", 415),
                (String(repeating: "a", count: 1 << 20 + 1), type, 413),
            ] {
                #expect(try await browser.send(.post, "/imports", body: body, type: type).status == status)
            }
        }
    }

    @Test("A category is corrected, found in the figures, and taken back")
    func correction() async throws {
        let office = try ConsoleOffice()
        try await office.test { client in
            let browser = Browser(client)
            try await browser.signIn("reviewer")
            let page = try await browser.get("/review/category/3").text
            #expect(page.contains("停水") && page.contains("<option value="))
            let chosen = office.console.office.categories.first { $0.path == "环境保护" }?.code ?? ""
            let done = try await browser.post(
                "/review/category/3", ["verdict": "correct", "to": chosen, "note": "褚满仓说的"])
            #expect(done.status == 303)
            #expect(try office.store.answer(.category, of: 3) == "环境保护")
            #expect(try office.store.corrections().first?.note.contains("褚满仓") == false)
            #expect(try await browser.get("/figures").text.contains("环境保护"))
            #expect(try await browser.post("/review/category/3", ["verdict": "correct", "to": "没有这一类"]).status == 422)
            #expect(try await browser.post("/corrections/1/undo").status == 303)
            #expect(try office.store.answer(.category, of: 3) != "环境保护")
        }
    }

    @Test("A repair is taken back on the letter's page, and stands again when that is undone")
    func repairs() async throws {
        let office = try ConsoleOffice(letters: ["市住建局：\n我们小区停水二十多天，物业不管。请求有关部冂尽快恢复供水。"])
        let repair = try #require(try office.store.repairs(of: office.store.letter(1)).first?.repair)
        try await office.test { client in
            let browser = Browser(client)
            try await browser.signIn("reviewer")
            let read = "<ins>\(repair.to)</ins>"
            #expect(try await browser.get("/letters/1").text.contains(read))
            #expect(
                try await browser.post("/letters/1/repairs/1/take-back", from: "/letters/1").location == "/letters/1")
            let page = try await browser.get("/letters/1").text
            #expect(!page.contains(read) && page.contains("action=\"/corrections/1/undo\""))
            #expect(try await browser.post("/corrections/1/undo", from: "/letters/1").location == "/letters/1")
            #expect(try await browser.get("/letters/1").text.contains(read))
            for number in [0, 9] {
                #expect(try await browser.post("/letters/1/repairs/\(number)/take-back").status == 404)
            }
        }
    }

    @Test("A question is kept under a name, found again, replaced and removed, by its account alone")
    func ownQuestions() async throws {
        let office = try ConsoleOffice()
        try await office.test { client in
            let (analyst, clerk) = (Browser(client), Browser(client))
            try await analyst.signIn("analyst")
            try await clerk.signIn("clerk")
            var question = ["rows": "place", "columns": "month", "q": "类别:城乡建设", "label": "停水 <一>"]
            let path = "/figures?rows=place&columns=month&q=" + Form.encoded("类别:城乡建设")
            #expect(try await analyst.post("/figures/questions", question).location == path)
            let shown = "<a href=\"\(path.replacing("&", with: "&amp;"))\">停水 &lt;一&gt;</a>"
            #expect(try await analyst.get("/figures").text.contains(shown))
            #expect(try await !clerk.get("/figures").text.contains("停水 &lt;一&gt;"))
            #expect(try await clerk.post("/figures/questions/1/remove").status == 404)
            question["columns"] = "kind"
            #expect(try await analyst.post("/figures/questions", question).status == 303)
            #expect(try await !analyst.get("/figures").text.contains(shown))
            for (name, value) in [("label", ""), ("label", String(repeating: "长", count: 41)), ("q", "nothing:x")] {
                var bad = question
                bad[name] = value
                #expect([400, 422].contains(try await analyst.post("/figures/questions", bad).status), "\(name)")
            }
            #expect(try await analyst.post("/figures/questions/1/remove").location == "/figures")
            #expect(try await !analyst.get("/figures").text.contains("停水 &lt;一&gt;"))
        }
    }

    @Test("A name in a question that is kept is masked")
    func namesInQuestions() async throws {
        let office = try ConsoleOffice()
        try await office.test { client in
            let browser = Browser(client)
            try await browser.signIn("clerk")
            let question = ["rows": "category", "columns": "month", "q": "19900001234", "label": "电话19900001234"]
            #expect(try await browser.post("/figures/questions", question).status == 303)
            let kept = try office.store.keptQuestions(of: "clerk")
            #expect(kept.count == 1 && !kept[0].label.contains("1990000") && !kept[0].question.contains("1990000"))
        }
    }

    @Test("Two letters side by side: what is the same is marked, and a decision forms the matter")
    func links() async throws {
        let office = try ConsoleOffice()
        try await office.test { client in
            let browser = Browser(client)
            try await browser.signIn("reviewer")
            let page = try await browser.get("/links/1/2").text
            #expect(page.contains("e-same") && page.contains("<svg") && page.contains("共有的少见说法"))
            #expect(try await browser.post("/links/1/2", ["verdict": "same"]).status == 303)
            #expect(try office.store.matter(holding: 2) == office.store.matter(holding: 1))
            #expect(try await browser.post("/links/1/2", ["verdict": "other"]).status == 303)
            #expect(try office.store.matter(holding: 2) != office.store.matter(holding: 1))
            #expect(try await browser.post("/links/1/2", ["verdict": "perhaps"]).status == 422)
            #expect(try await browser.get("/links/2/1").status == 404)
        }
    }

    @Test("A letter is registered, sent on and shown with its duties, each with its count; the register is taken out")
    func register() async throws {
        let office = try ConsoleOffice()
        try await office.test { client in
            let browser = Browser(client)
            try await browser.signIn("clerk")
            let made = try await browser.post("/register", ["letter": "1", "channel": "letter"])
            #expect(made.status == 303)
            let page = made.location ?? ""
            #expect(try await browser.get(page).text.contains("class=\"steps\""))
            let wrong = try await browser.post(page + "/steps", ["step": "answer"])
            #expect(wrong.status == 422 && wrong.text.contains("role=\"alert\""))
            #expect(try await browser.post(page + "/steps", ["step": "transfer", "body": "湛河区水利局"]).status == 303)
            #expect(try await browser.get(page).text.contains("湛河区水利局"))
            #expect(try await browser.get("/due?window=all").text.contains("湛河区"))
            #expect(try await browser.post(page + "/undo").status == 303)
            for (format, start) in [("csv", "\u{FEFF}编号"), ("ndjson", "{")] {
                let file = try await browser.post("/export", ["format": format])
                #expect(
                    file.text.hasPrefix(start) && file.headers[.contentDisposition]?.hasPrefix("attachment") ?? false)
            }
        }
        #expect(try office.store.auditLog().filter { $0.action == "export" }.count == 2)
    }

    @Test("Who may not open letters sees no small figure, on pages and by the API; who may sees them all")
    func suppression() async throws {
        let office = try ConsoleOffice()
        let (analyst, clerk) = (try office.token(.analyst), try office.token(.clerk))
        try await office.test { client in
            let browser = Browser(client)
            try await browser.signIn("analyst")
            let page = try await browser.get("/figures").text
            #expect(page.contains("隐去") && page.contains("heat-hidden") && !page.contains("class=\"bar\""))
            let hidden = try await browser.send(
                .get, "/api/v1/statistics?by=kind", headers: [.authorization: "Bearer \(analyst)"])
            #expect(!hidden.text.contains("\"letters\"") && hidden.text.contains("\"isSuppressed\":true"))
            let exact = try await browser.send(
                .get, "/api/v1/statistics?by=kind", headers: [.authorization: "Bearer \(clerk)"])
            #expect(exact.text.contains("\"letters\":3"))
        }
    }

    @Test("A question that is not understood is answered in words, on the page and by the API")
    func badQuestions() async throws {
        let office = try ConsoleOffice()
        let token = try office.token(.clerk)
        try await office.test { client in
            let browser = Browser(client)
            try await browser.signIn("clerk")
            let page = try await browser.get("/letters?q=nothing%3Ax")
            #expect(page.status == 200 && page.text.contains("没有“nothing”这一项"))
            for path in ["/api/v1/letters?q=nothing%3Ax", "/api/v1/letters?limit=0", "/api/v1/duties?window=soon"] {
                let answer = try await browser.send(.get, path, headers: [.authorization: "Bearer \(token)"])
                #expect(answer.status == 400 && answer.headers[.contentType] == "application/problem+json", "\(path)")
            }
        }
    }

    @Test("The API parses lines in their order, a bad one in its place, and takes letters in")
    func lines() async throws {
        let office = try ConsoleOffice(letters: [])
        let headers = try office.lineHeaders()
        try await office.test { client in
            let browser = Browser(client)
            let body = #"{"id":"a","text":"请求恢复供水。"}"# + "\n\nnot json\n" + #"{"id":"b","text":"路灯不亮。"}"# + "\n"
            let parsed = try await browser.send(.post, "/api/v1/parse", body: body, headers: headers)
            let lines = parsed.text.split(separator: "\n")
            #expect(lines.count == 3 && lines[0].contains("\"id\":\"a\"") && lines[2].contains("\"id\":\"b\""))
            #expect(lines[1].contains("\"line\":3") && lines[1].contains("\"error\""))
            for path in ["/api/v1/parse", "/api/v1/imports"] {
                #expect(try await browser.send(.post, path, body: " \n", headers: headers).status == 400)
                for type in ["text/plain", "application/json", nil] {
                    let other: HTTPFields = [.authorization: headers[.authorization] ?? ""]
                    let answer = try await browser.send(.post, path, body: body, type: type, headers: other)
                    #expect(answer.status == 415, "\(path) \(type ?? "")")
                }
            }
            let started = try await browser.send(.post, "/api/v1/imports", body: body, headers: headers)
            #expect(started.status == 202)
            let answer = try await browser.wait(for: started.location ?? "", headers: headers) {
                $0.contains("\"done\",")
            }
            #expect(answer.contains("\"letters\":2") && answer.contains("\"failed\":1"))
            let page = try await browser.send(.get, "/api/v1/letters?limit=1", headers: headers).text
            #expect(page.contains("\"next\":\"1\""))
            let last = try await browser.send(.get, "/api/v1/letters?limit=1&cursor=1", headers: headers).text
            #expect(last.contains("\"items\":[{") && !last.contains("\"next\""))
        }
    }

    @Test(
        "Many lines are answered while they come, each with its number; one longer than an upload is told in its place")
    func longStreams() async throws {
        let office = try ConsoleOffice({ $0.uploadMegabytes = 1 }, letters: [])
        let headers = try office.lineHeaders()
        try await office.test { client in
            let browser = Browser(client)
            let blank = String(repeating: String(repeating: " ", count: 1_000) + "\n", count: 1_100)
            let body = #"{"id":"a","text":"路灯不亮。"}"# + blank + "not json\n" + #"{"id":"b","text":"路灯不亮。"}"#
            let parsed = try await browser.send(.post, "/api/v1/parse", body: body, headers: headers)
            let lines = parsed.text.split(separator: "\n")
            #expect(parsed.status == 200 && lines.count == 3)
            #expect(lines.first?.contains("\"id\":\"a\"") == true && lines.last?.contains("\"id\":\"b\"") == true)
            #expect(lines.dropFirst().first?.contains("\"line\":1101}") == true)
            let long = try await browser.send(
                .post, "/api/v1/parse",
                body: "\n" + String(repeating: "a", count: 1_100_000) + "\n{\"id\":\"c\",\"text\":\"路灯不亮。\"}",
                headers: headers)
            #expect(long.text.contains("\"code\":\"lineTooLong\"") && long.text.contains("\"line\":2}"))
            #expect(long.text.contains("\"id\":\"c\""))
        }
    }

    @Test("Lines are taken in while they come; the answer has what became of them")
    func importStream() async throws {
        let office = try ConsoleOffice(letters: [])
        let headers = try office.lineHeaders("application/x-ndjson; charset=utf-8")
        try await office.test { client in
            let browser = Browser(client)
            let blank = String(repeating: String(repeating: " ", count: 1_000) + "\n", count: 1_100)
            let body =
                #"{"id":"a","text":"路灯不亮。"}"# + "\n" + blank + "not json\n" + #"{"id":"b","text":"请求恢复供水。"}"#
            let started = try await browser.send(.post, "/api/v1/imports", body: body, headers: headers)
            #expect(started.status == 202 && started.text.contains("\"number\":1"))
            let answer = try await browser.wait(for: started.location ?? "", headers: headers) {
                $0.contains("\"done\",")
            }
            #expect(answer.contains("\"letters\":2") && answer.contains("\"failed\":1"), "\(answer)")
            #expect(try office.store.importStatus().failures.map(\.path) == ["api.ndjson:1102"])
        }
    }

    @Test("A folder of the server is imported from the page, and nothing that does not lie in it")
    func folderOfServer() async throws {
        let manager = FileManager.default
        let root = manager.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString)")
        let (inside, outside) = (root.appending(path: "in"), root.appending(path: "out"))
        for folder in [inside.appending(path: "三月"), inside.appending(path: "空"), outside] {
            try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        try Data("请求恢复供水。".utf8).write(to: inside.appending(path: "三月/a.txt"))
        try Data("路灯不亮。".utf8).write(to: inside.appending(path: "b.txt"))
        try Data("外面的信。".utf8).write(to: outside.appending(path: "c.txt"))
        try manager.createSymbolicLink(
            at: inside.appending(path: "c.txt"), withDestinationURL: outside.appending(path: "c.txt"))
        try manager.createSymbolicLink(at: inside.appending(path: "外"), withDestinationURL: outside)
        let office = try ConsoleOffice({ $0.importFolders = [inside.path] }, letters: [])
        try await office.test { client in
            let browser = Browser(client)
            try await browser.signIn("clerk")
            #expect(try await browser.get("/imports").text.contains("<option value=\"0\">in</option>"))
            for (part, status) in [("..", 422), ("../out", 422), ("外", 422), ("没有", 422), ("空", 422)] {
                let answer = try await browser.post("/imports/folder", ["folder": "0", "part": part])
                #expect(answer.status == status, "\(part)")
            }
            #expect(try await browser.post("/imports/folder", ["folder": "1"]).status == 404)
            for (part, letters) in [("三月", 1), ("", 2)] {
                let job = try await browser.post("/imports/folder", ["folder": "0", "part": part]).location ?? ""
                try await browser.wait(for: job) { !$0.contains("data-refresh") }
                #expect(try office.store.importStatus().letters == letters, "\(part)")
            }
        }
        let none = try ConsoleOffice(letters: [])
        try await none.test { client in
            let browser = Browser(client)
            try await browser.signIn("clerk")
            #expect(try await !browser.get("/imports").text.contains("/imports/folder"))
            #expect(try await browser.post("/imports/folder", ["folder": "0"]).status == 404)
        }
    }

    @Test("In English, by a cookie")
    func english() async throws {
        let office = try ConsoleOffice()
        try await office.test { client in
            let browser = Browser(client)
            _ = try await browser.get("/language/en?next=/sign-in")
            #expect(try await browser.get("/sign-in").text.contains("Sign in"))
            try await browser.signIn("clerk")
            #expect(try await browser.get("/letters").text.contains("<html lang=\"en\">"))
        }
    }
}
