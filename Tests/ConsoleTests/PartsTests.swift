import Documents
import Foundation
import Linkage
import Logging
import Register
import Storage
import Testing

@testable import Console

@Suite("Parts of the console")
struct PartsTests {
    @Test("Marks of HTML are escaped whatever follows them")
    func escaping() {
        #expect(PageText.escaped("<a href=\"x\">&'") == "&lt;a href=&quot;x&quot;&gt;&amp;&#39;")
        // A combining character makes one Character of both; a browser sees the quote all the same.
        #expect(PageText.escaped("\"\u{301}") == "&quot;\u{301}")
        #expect(PageText.escaped("<\u{338}") == "&lt;\u{338}")
        #expect(PageText.escaped("a\u{0}b\u{1B}[31m\n") == "a\u{FFFD}b\u{FFFD}[31m\n")
    }

    @Test("Spans that overlap become runs; the text stays what it was; readings stand behind repairs")
    func evidence() {
        let text = "于<5月口日>前"
        let marks: [EvidenceText.Mark] = [
            .init(2, 6, .date, note: "XXXX-05"), .init(4, 5, .repair, note: "digit", reading: "1"),
            .init(0, 3, .demand),
            .init(5, 99, .amount),
        ]
        #expect(
            EvidenceText.html(text, marks) == """
                <mark class="e-demand">于&lt;</mark><mark class="e-demand e-date" title="XXXX-05">5</mark>\
                <mark class="e-date" title="XXXX-05">月</mark><mark class="e-date e-repair" title="XXXX-05; digit">口</mark>\
                <ins>1</ins><mark class="e-date" title="XXXX-05">日</mark>&gt;前
                """)
        #expect(EvidenceText.html("", []) == "" && EvidenceText.html("𠮷", [.init(0, 1, .place)]).contains("𠮷"))
        #expect(EvidenceText.placeholders(in: "我叫⟨人1⟩，⟩⟨") == [.init(2, 6, .masked)])
    }

    @Test("Forms as browsers send them")
    func forms() {
        let form = Form(encoded: "q=%E5%81%9C+%E6%B0%B4&x=&x=2&y=%zz%4&=v")
        #expect(form["q"] == "停 水" && form["x"] == nil && form.all("x") == ["", "2"] && form["y"] == "%zz%4")
        #expect(Form.encoded("停 水&") == "%E5%81%9C%20%E6%B0%B4%26")
        #expect(Form(encoded: String(repeating: "a=1&", count: 9_999)).pairs.count == 200)
    }

    @Test("Uploads as browsers send them; a name is a name, not a path")
    func multipart() throws {
        let body =
            "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nt\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"../../etc/x.txt\"\r\n\r\n一\r\n二\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n\r\n\r\n--b--\r\n"
        let form = try MultipartForm(Array(body.utf8), boundary: "b", mostFiles: 5)
        #expect(form.form["token"] == "t" && form.files.map(\.name) == ["x.txt"])
        #expect(form.files.first.map { String(decoding: $0.bytes, as: UTF8.self) } == "一\r\n二")
        #expect(throws: MultipartForm.Problem.tooManyFiles) {
            try MultipartForm(Array(body.utf8), boundary: "b", mostFiles: 0)
        }
        for cut in [3, 40, body.utf8.count - 9] {
            #expect(throws: MultipartForm.Problem.broken) {
                try MultipartForm(Array(body.utf8.prefix(cut)), boundary: "b", mostFiles: 5)
            }
        }
        #expect(MultipartForm.boundary("multipart/form-data; charset=x; boundary=\"a b\"") == "a b")
        #expect(MultipartForm.boundary("text/plain; boundary=a") == nil && MultipartForm.boundary(nil) == nil)
    }

    @Test("The file, then the environment; what cannot be is refused with its place")
    func settings() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "laixin-\(UUID().uuidString).conf")
        try Data("# office\nport = 9000\nsmall-cell=12\n".utf8).write(to: file)
        let settings = try Settings.read(file: file.path, environment: ["LAIXIN_PORT": "9001", "PORT": "1"])
        #expect(settings.port == 9_001 && settings.smallCell == 12 && settings.host == "127.0.0.1")
        var changed = settings
        #expect(throws: Settings.Invalid.self) { try changed.set("small-cell", to: "4") }
        #expect(throws: Settings.Invalid.self) { try changed.set("log-level", to: "loud") }
        try Data("port 9000\n".utf8).write(to: file)
        #expect(throws: Settings.Invalid(description: "\(file.path):1: needs name = value")) {
            try Settings.read(file: file.path, environment: [:])
        }
        changed.host = "0.0.0.0"
        #expect(throws: Settings.Invalid.self) { try changed.check() }
        changed.certificate = "c"
        #expect(throws: Settings.Invalid.self) { try changed.check() }
        changed.privateKey = "k"
        try changed.check()
        let folder = FileManager.default.temporaryDirectory.path
        try changed.set("import-folders", to: "\(folder): /")
        #expect(changed.importFolders == [folder, "/"])
        try changed.check()
        for other in ["\(folder):.", file.path, "\(folder)/not-there"] {
            try changed.set("import-folders", to: other)
            #expect(throws: Settings.Invalid.self, "\(other)") { try changed.check() }
        }
        for name in Settings.names {
            #expect(throws: Never.self, "\(name)") {
                var all = Settings()
                try all.set(name, to: name == "log-level" ? "info" : "8")
            }
        }
    }

    @Test("Every word of the templates is in the table, every word of the table is used, every template is rendered")
    func words() throws {
        let folder = Templates.folder
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix(".mustache")
        }
        let texts = try names.map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined()
        var asked: Set<String> = []
        for part in texts.components(separatedBy: "{{w.").dropFirst() {
            asked.insert(String(part.prefix { $0 != "}" }))
        }
        let known = try Templates().wordIDs
        #expect(asked.subtracting(known).isEmpty && asked.count > 150)
        let families =
            EvidenceText.Kind.allCases.map { "evidence-" + $0.rawValue }
            + Navigation.all.map(\.word)
            + DueWindow.allCases.map { "due-" + $0.rawValue } + StatisticsKey.allCases.map { "key-" + $0.rawValue }
            + StatisticsKey.allCases.map { "definition-" + $0.rawValue }
            + DocumentKind.allCases.map { "kind-" + $0.rawValue }
            + ReviewPages.Kind.allCases.map { "field-" + $0.rawValue }
            + MatterFeature.allCases.map { "feature-" + $0.rawValue }
        #expect(Set(families).subtracting(known).isEmpty)
    }

    @Test("The served document has every route of the API and no other")
    func document() throws {
        let data = try Data(contentsOf: Assets.folder.appending(path: "openapi.json"))
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let paths = try #require(object["paths"] as? [String: [String: Any]])
        let described = Set(paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } })
        let served = Set(
            Route.all.filter { $0.kind == .api }.map { route in
                let parts = route.path.split(separator: "/").map {
                    $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0)
                }
                return "\(route.method) /" + parts.joined(separator: "/")
            })
        #expect(described == served)
    }

    @Test("Charts: the scale ends above the greatest; a suppressed bar says so")
    func charts() {
        #expect([0, 4, 5, 8, 9, 21, 100, 401].map(TrendChart.round) == [4, 4, 8, 8, 20, 40, 200, 800])
        let svg = BarChart(bars: [.init(label: "城乡/供水", value: 12), .init(label: "<x>", value: nil)])
            .svg("件数", suppressed: "隐去")
        #expect(svg.contains(">供水<") && svg.contains("隐去") && svg.contains("&lt;x&gt;") && !svg.contains("style="))
    }
}
