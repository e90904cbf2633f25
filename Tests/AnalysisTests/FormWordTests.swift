import Dictionaries
import Documents
import Testing

@testable import Analysis

/// Each entry of the lists of words by which a document's form is read, in a text where it makes the difference.
@Suite("Words of forms")
struct FormWordTests {
    private static let files = DictionaryFiles.standard()

    private static func words(_ path: String, _ list: String) throws -> [String] {
        try #require(try WordLists(files, path).sets[list]?.words, "\(path) has no list \(list)")
    }

    /// The head as the reader tells it: title and addressee, as they stand in the normalised text.
    private struct Head: Equatable {
        var title: String?
        var addressee: String?

        init(title: String? = nil, addressee: String? = nil) { (self.title, self.addressee) = (title, addressee) }

        init(of text: String) {
            let text = Fixture.rules.normalize(SourceText(text))
            let layout = Fixture.rules.layoutReader.read(text)
            title = layout.title.map { text[$0] }
            addressee = layout.addressee.map { text[$0] }
        }
    }

    private func parts(_ text: String) -> [Record.Part.Kind] {
        Fixture.rules.readForm(of: SourceText(text)).parts.map(\.kind)
    }

    private func kind(_ text: String) -> DocumentKind { Fixture.rules.readForm(of: SourceText(text)).kind }

    // MARK: head

    @Test("Head: how titles end, and lines that lead on and greet nobody")
    func titles() throws {
        for word in try Self.words(HeadWords.file, "title-ending") {
            #expect(Head(of: "甲县某某\(word)\n一、甲。\n二、乙。").title == "甲县某某" + word, "\(word)")
        }
        #expect(Head(of: "甲县某某砖瓦\n一、甲。\n二、乙。").title == nil)
        for word in try Self.words(HeadWords.file, "lead-in") {
            #expect(Head(of: "我们\(word)：\n一、甲。\n二、乙。").addressee == nil, "\(word)")
        }
        #expect(Head(of: "我们砖瓦：\n一、甲。\n二、乙。").addressee == "我们砖瓦")
    }

    @Test("Head: who is greeted before a colon inside a line, and what goes before him")
    func addressees() throws {
        for word in try Self.words(HeadWords.file, "address-ending") {
            #expect(Head(of: "某甲\(word)：我家门前的路坏了。\n请修。").addressee == "某甲" + word, "\(word)")
        }
        for word in try Self.words(HeadWords.file, "respected") {
            #expect(Head(of: "\(word)住建窗口：我家门前的路坏了。\n请修。").addressee == "住建窗口", "\(word)")
        }
        #expect(Head(of: "住建窗口：我家门前的路坏了。\n请修。").addressee == nil)
        for word in try Self.words(HeadWords.file, "opening") {
            #expect(Head(of: "\(word)王局长：\n我家门前的路坏了。").addressee == "王局长", "\(word)")
        }
    }

    @Test("Head: a line that says whom the letter is about is its title")
    func accusations() throws {
        for word in try Self.words(HeadWords.file, "accusation") {
            let accused = Head(of: "\(word)孟某：\n他占了村里的公路。")
            #expect(accused == Head(title: word + "孟某"), "\(word)")
        }
        #expect(Head(of: "举报中心：\n他占了村里的公路。") == Head(addressee: "举报中心"))
    }

    @Test("Head: a title that runs into the salutation")
    func titlesBeforeAddressees() throws {
        let title = "东河小区门口道路积水一年没修通"
        for word in try Self.words(HeadWords.file, "honorific") {
            let head = Head(of: title + "\(word)王局长：\n请修。")
            #expect(head == Head(title: title, addressee: "王局长"), "\(word)")
        }
        for word in try Self.words(HeadWords.file, "title-tail") {
            let head = Head(of: title + "\(word)市教育局：\n请修。")
            #expect(head == Head(title: title + word, addressee: "市教育局"), "\(word)")
        }
        for word in try Self.words(HeadWords.file, "leader") {
            let head = Head(of: title + "陈\(word)：\n请修。")
            #expect(head == Head(title: title, addressee: "陈" + word), "\(word)")
        }
        for surname in try Self.words(HeadWords.file, "surname") {
            let head = Head(of: title + "\(surname)县长：\n请修。")
            #expect(head == Head(title: title, addressee: surname + "县长"), "\(surname)")
        }
        #expect(Head(of: title + "县长：\n请修。").title == nil)
    }

    // MARK: letters and papers

    @Test("Letters: who writes of himself behind a salutation, and a greeting between")
    func writers() throws {
        let reader = try KindReader(Self.files)
        func weight(_ text: String) -> Float {
            let text = Fixture.rules.normalize(SourceText("甲县政府：" + text))
            return text.scalars.withUnsafeBufferPointer { reader.writing(behind: NormalizedSpan(0, 4), $0) }
        }
        for word in try Self.words(LetterWords.file, "writer") {
            #expect(weight("\n\(word)住在东河。") > 4, "\(word)")
            for greeting in try Self.words(LetterWords.file, "greeting") {
                #expect(weight("\(greeting)！\(word)住在东河。") > 4, "\(greeting) \(word)")
            }
        }
        #expect(weight("\n现将材料报上。") == 0 && weight("下午！我叫甲。") == 0 && weight("\n我局收到了。") == 0)
    }

    @Test("Letters: what anybody writes to many, visitors of a register, letters to the public")
    func kinds() throws {
        for word in try Self.words(LetterWords.file, "everybody") {
            #expect(kind("\(word)单位：\n天气很好。") == .letter, "\(word)")
        }
        #expect(kind("各单位：\n天气很好。") == .notice)
        for word in try Self.words(LetterWords.file, "visitor") {
            #expect(kind("1、\(word)王某，天气很好。\n2、\(word)李某，天气很好。") == .minutes, "\(word)")
            #expect(kind("1、\(word)王某，天气很好。\n2、天气很好。") != .minutes, "\(word)")
        }
        for letter in try Self.words(LetterWords.file, "public-letter") {
            for word in try Self.words(LetterWords.file, "public-reader") {
                #expect(kind("致东河\(word)\(letter)\n天气很好。") == .other, "\(word)\(letter)")
            }
        }
        let reader = try KindReader(Self.files)
        func score(_ title: String) -> Float? {
            let text = Fixture.rules.normalize(SourceText(title))
            let scores = text.scalars.withUnsafeBufferPointer {
                reader.scores(title: NormalizedSpan(0, text.count), quotes: [], $0)
            }
            return DocumentKind.allCases.firstIndex(of: .letter).map { scores[$0] }
        }
        let plain = try #require(score("致东河砖瓦一封信"))
        for word in try Self.words(LetterWords.file, "office-reader") {
            let addressed = try #require(score("致东河\(word)一封信"))
            #expect(addressed > plain, "\(word)")
        }
    }

    // MARK: tail and fields

    @Test("Tail: attachments, copies, closings, and signatures without them")
    func tails() throws {
        for word in try Self.words(TailReader.file, "attachment") {
            #expect(parts("甲县某局：\n路坏了，请修。\n\(word)1：名单").contains(.attachments), "\(word)")
        }
        for word in try Self.words(TailReader.file, "copy") {
            #expect(parts("甲县某局：\n路坏了，请修。\n\(word)市信访局").contains(.copies), "\(word)")
        }
        for word in try Self.words(TailReader.file, "closing-start") {
            #expect(parts("甲县某局：\n路坏了，请修。\n\(word)\n王小二\n2021年3月5日").contains(.closing), "\(word)")
        }
        for word in try Self.words(TailReader.file, "closing") {
            let text = Fixture.rules.normalize(SourceText("甲县某局：\n路坏了，请修。\n\(word)\n王小二\n2021年3月5日"))
            let signature = Fixture.rules.layoutReader.read(text).signature.map { text[$0] }
            #expect(signature == "王小二\n2021年3月5日", "\(word)")
        }
        let plain = parts("甲县某局：\n路坏了，请修。\n砖瓦1：名单\n砖瓦市信访局\n砖瓦\n王小二\n2021年3月5日")
        #expect(plain.allSatisfy { ![.attachments, .copies, .closing].contains($0) })
    }

    @Test("Fields: every label is read, those of parties begin a block")
    func fields() throws {
        let labels = try Self.words(FieldReader.file, "label")
        let parties = try Self.words(FieldReader.file, "party")
        #expect(Set(parties).isSubset(of: labels))
        for label in labels {
            let layout = Fixture.rules.readForm(of: SourceText("\(label)：甲乙丙\n砖瓦：丁"))
            #expect(layout.fields.map(\.label) == [label])
            #expect(layout.parts.contains { $0.kind == .partyBlock } == parties.contains(label), "\(label)")
        }
    }

    // MARK: several documents, numbered parts

    @Test("Compilations: titles, letterheads, greetings, closings, and lists of other pages")
    func compilations() throws {
        let fields = try FieldReader(Self.files)
        let words = try CompilationWords(Self.files, fields, names: try SectionLabelReader.names(Self.files))
        func page<Result>(_ text: String, _ body: (CompilationPage, Range<Int>) -> Result) -> Result {
            text.unicodeScalars.map(\.value).withUnsafeBufferPointer { scalars in
                let lines = scalars.trimmedLines()
                return body(CompilationPage(lines: lines, scalars: scalars, words: words), lines[lines.count - 1])
            }
        }
        for word in try Self.words(CompilationWords.file, "title-ending") {
            #expect(page("东河\(word)") { $0.isStrictTitle($1) }, "\(word)")
        }
        for word in try Self.words(CompilationWords.file, "head-ending") {
            #expect(page("东河镇\(word)") { $0.isHead($1) }, "\(word)")
        }
        for word in try Self.words(CompilationWords.file, "address-ending") {
            #expect(page("东河\(word):") { $0.isSalutation($1) }, "\(word)")
        }
        for word in try Self.words(CompilationWords.file, "respected") {
            #expect(page("\(word)窗口:路坏") { $0.isSalutation($1) }, "\(word)")
        }
        for word in try Self.words(CompilationWords.file, "closing") {
            #expect(page(word) { $0.isLetterLike($1) }, "\(word)")
        }
        for word in try Self.words(CompilationWords.file, "further-reading") {
            #expect(page("路坏了没有人修\n\(word)") { $0.textEnd == $1.lowerBound }, "\(word)")
        }
        #expect(!page("东河镇砖瓦") { $0.isHead($1) || $0.isLetterLike($1) } && !page("东河砖瓦:") { $0.isSalutation($1) })
        #expect(page("路坏了没有人修\n砖瓦") { $0.textEnd == $1.upperBound })
    }

    @Test("Sections: every word that numbers parts")
    func sections() throws {
        for word in try Self.words(SectionLabelReader.namesFile, "numbered") {
            let sections = Fixture.rules.readForm(of: SourceText("\(word)一：甲\n\(word)二：乙")).sections
            #expect(sections.map(\.label) == [word + "一", word + "二"], "\(word)")
        }
        #expect(Fixture.rules.readForm(of: SourceText("砖瓦一：甲\n砖瓦二：乙")).sections.isEmpty)
    }

    // MARK: repair

    @Test("Names: nothing is repaired behind a word that a name follows, nor before one that follows a name")
    func names() throws {
        let names = try NameGuard(Self.files)
        /// Whether 小 in the text stands in a name.
        func isName(_ text: String) throws -> Bool {
            var scalars = text.unicodeScalars.map(\.value)
            let index = try #require(scalars.firstIndex(of: 0x5C0F))
            return scalars.withUnsafeMutableBufferPointer { names.forbids($0, index) }
        }
        for word in try Self.words(NameGuard.file, "before") {
            #expect(try isName("\(word):王小二来") && isName("\(word)是王小二来"), "\(word)")
        }
        for word in try Self.words(NameGuard.file, "behind") {
            #expect(try isName("看见王小\(word)"), "\(word)")
        }
        #expect(try !isName("看见:王小二来") && !isName("看见王小砖瓦"))
    }
}
