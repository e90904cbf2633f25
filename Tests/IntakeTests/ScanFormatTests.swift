import Documents
import Foundation
import ICUKit
import Testing

@testable import Intake

private func read(_ text: String, _ path: String = "scan") throws -> Document {
    try DocumentReader().read(bytes: Array(text.utf8), path: path)[0]
}

private func box(_ left: Int, _ top: Int, _ right: Int, _ bottom: Int) -> ScanLayout.Box? {
    ScanLayout.Box(left: left, top: top, right: right, bottom: bottom)
}

/// Two pages drawn by hand: two lines, then one.
private let sample = SamplePages(
    [
        [
            SampleWord("请于", 100, 20, 140, 40, 96), SampleWord("2023", 145, 20, 190, 41, 91),
            SampleWord("年5月", 195, 21, 245, 40, 42), SampleWord("6日", 250, 19, 280, 40, 88),
        ],
        [SampleWord("前答复。", 100, 50, 180, 70, 90)],
    ],
    [[SampleWord("来信人", 60, 30, 120, 50, 70)]])

@Suite("Scans: hOCR, ALTO, TSV, JSON")
struct ScanFormatTests {
    @Test("One page gives the same text and places in every format", arguments: SamplePages.formats)
    func sameInAll(format: String) throws {
        let document = try sample.document(format)
        #expect(document.text.string == "请于2023年5月6日\n前答复。\n来信人")
        let layout = try #require(document.layout)
        #expect(layout.pages.map(\.number) == [1, 2])
        #expect(layout.pages[0].width == 1000 && layout.pages[0].height == 1400)
        if format != "tsv" { #expect(layout.pages[0].image == "p.png") }
        #expect(layout.lines.map(\.page) == [0, 0, 1] && layout.lines.map(\.number) == [1, 2, 1])
        #expect(layout.lines.map(\.box) == [box(100, 19, 280, 41), box(100, 50, 180, 70), box(60, 30, 120, 50)])
        #expect(layout.lines.map { document.text[$0.span] } == ["请于2023年5月6日", "前答复。", "来信人"])
        #expect(document.provenance.format == (format == "json" ? "scan-json" : format))
        // 2023年5月6日: the words 2023, 年5月 and 6日.
        let date = try #require(layout.places(of: SourceSpan(2, 11)).first)
        #expect(date.page == 0 && date.line == 1 && date.box == box(145, 19, 280, 41))
        #expect(date.minimumConfidence == 0.42)
        // (4 × 0.91 + 3 × 0.42 + 2 × 0.88) ÷ 9
        #expect(abs((date.meanConfidence ?? 0) - 0.74) < 0.0001)
        // From 6日 over the line break to 前.
        let across = layout.places(of: SourceSpan(9, 13))
        #expect(across.map(\.line) == [1, 2] && across.map(\.box) == [box(250, 19, 280, 40), box(100, 50, 180, 70)])
    }

    @Test("Every word stands where the layout says, words and lines never overlap", arguments: SamplePages.formats)
    func wordsLeadBack(format: String) throws {
        let document = try sample.document(format)
        let layout = try #require(document.layout)
        #expect(layout.words.map { document.text[$0.span] } == ["请于", "2023", "年5月", "6日", "前答复。", "来信人"])
        for (one, next) in zip(layout.words, layout.words.dropFirst()) { #expect(one.span.end <= next.span.start) }
    }

    // MARK: hOCR

    private func hocr(_ body: String, title: String = "bbox 0 0 500 500") throws -> Document {
        try read("<html><body><div class='ocr_page' title='\(title)'>\(body)</div></body></html>")
    }

    @Test(
        "hOCR as it is met",
        arguments: [
            // Entities, and what only looks like one.
            (
                "<span class='ocr_line'><span class='ocrx_word'>甲&amp;乙&#20013;&#x56FD;&unknown;&</span></span>",
                "甲&乙中国&unknown;&"
            ),
            ("<span class='ocr_line'><span class='ocrx_word'>&lt;来信&gt;</span></span>", "<来信>"),
            // Elements left open, upper case, attributes without quotes, other classes beside, marks inside a word.
            (
                "<P CLASS=ocr_par><SPAN CLASS=ocr_line>上行</SPAN><P class=ocr_par><span class=ocr_line>下行</span>",
                "上行\n下行"
            ),
            (
                "<p class='x ocr_par'><span class='big ocr_line'><span class='ocrx_word'><strong>重</strong>要<br></span></span>",
                "重要"
            ),
            // Lines of other kinds, words of the older class.
            (
                "<span class='ocr_header'><span class='ocr_word'>页眉</span></span><span class='ocr_caption'>图注</span>",
                "页眉\n图注"
            ),
            // A line without words, and text without a line.
            ("<span class='ocr_line'>来信 收到</span>", "来信收到"), ("<p class='ocr_par'>没有行的字</p>", "没有行的字"),
            // Scripts, comments and pictures hold no text.
            (
                "<script>if (1 < 2) { '</p>' }</script><!-- <b>注</b> --><img alt='x'><span class='ocr_line'>正文</span>",
                "正文"
            ),
            // Chinese has no spaces, and these are no Latin words.
            ("<span class='ocr_line'>a &lt; b</span>", "a<b"),
        ])
    func hocrMarkup(body: String, expected: String) throws {
        #expect(try hocr(body).text.string == expected)
    }

    @Test(
        "hOCR titles",
        arguments: [
            ("bbox 10 20 30 40; x_wconf 87", box(10, 20, 30, 40), 0.87 as Float?),
            ("x_wconf 87.5;bbox 10 20 30 40", box(10, 20, 30, 40), 0.875),
            ("bbox 10 20 30; x_wconf", nil, nil), ("bbox 30 20 10 40", nil, nil), ("", nil, nil),
            ("bbox 10.2 20.8 30.1 39.5", box(10, 20, 31, 40), nil), ("bbox -5 0 30 40", box(-5, 0, 30, 40), nil),
            ("x_font \"a;bbox 1 1 2 2\"; bbox 10 20 30 40; x_wconf 250", box(10, 20, 30, 40), 1),
        ])
    func hocrTitles(title: String, box: ScanLayout.Box?, confidence: Float?) throws {
        let quoted = title.replacing("\"", with: "&quot;")
        let document = try hocr("<span class='ocr_line'><span class='ocrx_word' title=\"\(quoted)\">字</span></span>")
        let word = try #require(document.layout?.words.first)
        #expect(word.box == box && word.confidence == confidence)
    }

    @Test("hOCR pictures, sizes and several pages")
    func hocrPages() throws {
        let text = """
            <div class="ocr_page" title='image "/in/2023/第1页.png"; bbox 0 0 1240 1754'></div>
            <div class="ocr_page" title="image &quot;C:\\scan\\b's.png&quot;; bbox 0 0 800 600">
            <span class="ocr_line" title="bbox 1 2 30 40">第二页</span></div>
            """
        let document = try read(text)
        #expect(document.text.string == "第二页")
        #expect(document.layout?.pages.map(\.image) == ["第1页.png", "bs.png"])
        #expect(document.layout?.pages.map(\.width) == [1240, 800])
        #expect(document.layout?.lines.first?.page == 1)
        #expect(document.layout?.lines.first?.box == box(1, 2, 30, 40))
    }

    @Test("hOCR characters with boxes and confidences of their own, in each of the three ways")
    func hocrCharacters() throws {
        let ways = [
            "<span class='ocrx_word' title='bbox 10 10 50 30; x_confs 95 30; x_bboxes 10 10 28 30 32 10 50 30'>日月</span>",
            """
            <span class='ocrx_word' title='bbox 10 10 50 30; x_wconf 30'><span class='ocrx_cinfo' \
            title='x_bboxes 10 10 28 30; x_conf 95'>日</span>
            <span class='ocrx_cinfo' title='x_bboxes 32 10 50 30; x_conf 30'>月</span></span>
            """,
        ]
        for way in ways {
            let words = try #require(hocr("<span class='ocr_line'>\(way)</span>").layout?.words)
            #expect(words.map(\.box) == [box(10, 10, 28, 30), box(32, 10, 50, 30)])
            #expect(words.map(\.confidence) == [0.95, 0.3])
        }
        let line = "<span class='ocr_line' title='bbox 10 10 50 30; x_confs 95 30'>日月</span>"
        #expect(try hocr(line).layout?.words.map(\.confidence) == [0.95, 0.3])
        // As many entries as characters, or they tell nothing.
        let wrong = "<span class='ocr_line'><span class='ocrx_word' title='x_wconf 80; x_confs 95'>日月</span></span>"
        #expect(try hocr(wrong).layout?.words.map(\.confidence) == [0.8])
    }

    // MARK: ALTO

    private func alto(_ blocks: String, version: Int = 3, prefix: String = "", head: String = "") throws -> Document {
        let namespace = "http://www.loc.gov/standards/alto/ns-v\(version)#"
        let declaration = prefix.isEmpty ? "xmlns=\"\(namespace)\"" : "xmlns:\(prefix.dropLast())=\"\(namespace)\""
        return try read(
            """
            <?xml version="1.0"?>
            <!-- made by hand -->
            <\(prefix)alto \(declaration)>\(head)<\(prefix)Layout><\(prefix)Page ID="p" WIDTH="100" HEIGHT="200">
            <\(prefix)PrintSpace>\(blocks)</\(prefix)PrintSpace></\(prefix)Page></\(prefix)Layout></\(prefix)alto>
            """)
    }

    @Test("ALTO of versions 2 to 4, prefixed or not", arguments: [(2, ""), (3, "alto:"), (4, "")])
    func altoVersions(version: Int, prefix: String) throws {
        let blocks = """
            <p:ComposedBlock><p:TextBlock ID="b"><p:TextLine HPOS="1" VPOS="2" WIDTH="50" HEIGHT="20">
            <p:String CONTENT="来信" HPOS="1.5" VPOS="2" WIDTH="20" HEIGHT="20" WC="0.93"/><p:SP WIDTH="2"/>
            <p:String CONTENT="&quot;办&quot;" HPOS="24" VPOS="2" WIDTH="27" HEIGHT="20"></p:String>
            </p:TextLine></p:TextBlock></p:ComposedBlock>
            """.replacing("p:", with: prefix)
        let document = try alto(blocks, version: version, prefix: prefix)
        #expect(document.text.string == "来信\"办\"")
        #expect(document.layout?.words.map(\.box) == [box(1, 2, 22, 22), box(24, 2, 51, 22)])
        #expect(document.layout?.words.map(\.confidence) == [0.93, nil])
        #expect(document.layout?.pages == [ScanLayout.Page(number: 1, width: 100, height: 200)])
    }

    @Test("ALTO hyphens join the halves of a word over its lines")
    func altoHyphens() throws {
        let document = try alto(
            """
            <TextBlock><TextLine><String CONTENT="the"/><SP/><String CONTENT="peti" SUBS_TYPE="HypPart1" \
            SUBS_CONTENT="petition"/><HYP CONTENT="-"/></TextLine>
            <TextLine><String CONTENT="tion" SUBS_TYPE="HypPart2" SUBS_CONTENT="petition"/><SP/>
            <String CONTENT="office"/></TextLine></TextBlock>
            """)
        #expect(document.text.string == "the petition office")
        #expect(document.layout?.lines.map(\.span) == [SourceSpan(0, 8), SourceSpan(8, 19)])
    }

    @Test("ALTO hyphens that only SUBS_TYPE tells of")
    func altoSubstitution() throws {
        let document = try alto(
            """
            <TextBlock><TextLine><String CONTENT="peti-" SUBS_TYPE="HypPart1"/></TextLine>
            <TextLine><String CONTENT="tion" SUBS_TYPE="HypPart2"/></TextLine></TextBlock>
            """)
        #expect(document.text.string == "petition")
        #expect(document.layout?.words.map { document.text[$0.span] } == ["peti", "tion"])
    }

    @Test("ALTO doubts by character: CC, Glyph, and a CC that tells nothing")
    func altoCharacters() throws {
        func confidences(_ string: String) throws -> [Float?] {
            try alto("<TextBlock><TextLine>\(string)</TextLine></TextBlock>").layout?.words.map(\.confidence) ?? []
        }
        #expect(try confidences("<String CONTENT=\"甲乙\" WC=\"0.5\" CC=\"09\"/>") == [1, 0])
        #expect(try confidences("<String CONTENT=\"甲乙\" WC=\"0.5\" CC=\"0 9\"/>") == [1, 0])
        #expect(try confidences("<String CONTENT=\"甲乙\" WC=\"0.5\" CC=\"00\"/>") == [0.5])
        #expect(try confidences("<String CONTENT=\"甲乙\" WC=\"0.5\" CC=\"123\"/>") == [0.5])
        let glyphs = """
            <String CONTENT="甲乙" WC="0.5"><Glyph CONTENT="甲" GC="0.9" HPOS="1" VPOS="1" WIDTH="9" HEIGHT="9"/>
            <Glyph CONTENT="乙" GC="0.4"/></String>
            """
        #expect(try confidences(glyphs) == [0.9, 0.4])
    }

    @Test("ALTO's stated reading order and unit are kept")
    func altoOrder() throws {
        func block(_ id: String, _ text: String, _ top: Int) -> String {
            """
            <TextBlock ID="\(id)"><TextLine><String CONTENT="\(text)" HPOS="10" VPOS="\(top)" WIDTH="80" HEIGHT="20"/>\
            </TextLine></TextBlock>
            """
        }
        let blocks = block("a", "第二", 10) + block("b", "第一", 50) + block("c", "第三", 90)
        let order =
            "<ReadingOrder><OrderedGroup><ElementRef REF=\"b\"/><ElementRef REF=\"a\"/></OrderedGroup></ReadingOrder>"
        let unit = "<Description><MeasurementUnit>mm10</MeasurementUnit></Description>"
        let document = try alto(blocks, version: 4, head: unit + order)
        #expect(document.text.string.filter { !$0.isNewline } == "第一第二第三")
        #expect(document.layout?.unit == .tenthMillimetre)
        #expect(try alto(blocks).text.string.filter { !$0.isNewline } == "第二第一第三")
    }

    // MARK: TSV

    private static let header =
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"

    @Test("TSV: carriage returns, quotes, tabs, confidences, lost last columns")
    func tsv() throws {
        let rows = [
            Self.header, "1\t1\t0\t0\t0\t0\t0\t0\t600\t800\t-1", "4\t1\t1\t1\t1\t0\t10\t10\t200\t20\t-1\t",
            "5\t1\t1\t1\t1\t1\t10\t10\t40\t20\t96.5\t\"来信\"", "5\t1\t1\t1\t1\t2\t55\t10\t40\t20\t-1\t收到",
            "5\t1\t1\t1\t1\t3\t100\t10\t40\t20\t12\t ", "2\t2\t1\t0\t0\t0\t0\t0\t9\t9\t-1\t",
            "5\t2\t1\t1\t1\t1\t10\t10\t40\t20\t0\t次页", "",
        ]
        for end in ["\n", "\r\n"] {
            let document = try read("\u{FEFF}" + rows.joined(separator: end), "a.tsv")
            #expect(document.text.string == "\"来信\"收到\n次页")
            #expect(document.layout?.words.map(\.confidence) == [0.965, nil, 0])
            #expect(document.layout?.pages.map(\.width) == [600, nil])
        }
    }

    // MARK: JSON

    @Test(
        "JSON with whatever it has",
        arguments: [
            (#"{"pages":[{"lines":[{"text":"只有文字"},{"text":"第二行"}]}]}"#, "只有文字\n第二行"),
            (#"{"pages":[{"lines":[{"words":[{"text":"来信"},{"text":"收到"}]}]},{"text":"次页\n末行"}]}"#, "来信收到\n次页\n末行"),
            (#"{"pages":[{"lines":[{"words":[{"text":"GB"},{"text":"18030"}]}]}]}"#, "GB 18030"),
            (#"{"pages":[{"lines":[{"characters":[{"text":"G"},{"text":"B"},{"text":"字"}]}]}]}"#, "GB字"),
            (#"{"version":2,"pages":[{"number":null,"lines":[{"text":"空值","box":null,"confidence":null}]}]}"#, "空值"),
            (#"{"pages":[{"lines":[]},{"number":2},{"lines":[{"text":"𠮷\ud842 乙"}]}]}"#, "𠮷\u{FFFD} 乙"),
            (
                #"{"pages":[{"words":[{"text":"下","box":[10,40,30,60]},{"text":"右","box":[32,10,52,30]},{"text":"左","box":[10,11,30,31]}]}]}"#,
                "左右\n下"
            ),
            (#"{"pages":[{"characters":[{"text":"来"},{"text":"信"}]}]}"#, "来信"),
            (#"{"pages":[{"lines":[{"words":[{"characters":[{"text":"来"},{"text":"信"}]}]}]}]}"#, "来信"),
        ])
    func json(text: String, expected: String) throws {
        let document = try read(text, "a.json")
        #expect(document.text.string == expected)
        #expect(document.provenance.format == "scan-json")
    }

    @Test("JSON characters keep their own boxes and confidences")
    func jsonCharacters() throws {
        let document = try read(
            #"{"unit":"mm10","pages":[{"lines":[{"words":[{"text":"日月","confidence":0.9,"characters":["#
                + #"{"text":"日","box":[1,1,9,9],"confidence":0.2},{"text":"月","box":[10,1,19,9]}]}]}]}]}"#
        )
        #expect(document.layout?.words.map(\.box) == [box(1, 1, 9, 9), box(10, 1, 19, 9)])
        #expect(document.layout?.words.map(\.confidence) == [0.2, 0.9])
        #expect(document.layout?.lines.first?.box == box(1, 1, 19, 9))
        #expect(document.layout?.unit == .tenthMillimetre)
    }

    // MARK: charsets

    @Test("The charset is found by the text itself, whatever the file declares", arguments: SamplePages.formats)
    func charsets(format: String) throws {
        let pages = SamplePages([[SampleWord("东河县信访局：我们反映的问题至今没有得到答复。", 100, 20, 540, 40)]])
        let declared = pages.text(format).replacing("UTF-8", with: "ISO-8859-1")
        for (charset, mark) in [("UTF-8", []), ("GB18030", []), ("UTF-16LE", [0xFF, 0xFE]), ("UTF-16BE", [])]
            as [(String, [UInt8])]
        {
            let bytes = mark + (try CharsetConverter(charset).encode(declared))
            let document = try DocumentReader().read(bytes: bytes, path: "scan")[0]
            #expect(document.text.string == "东河县信访局：我们反映的问题至今没有得到答复。", "\(charset)")
            #expect(document.provenance.charset == charset && document.layout?.words.count == 1)
        }
    }

    // MARK: what is no scan

    @Test(
        "Other HTML, XML, JSON and tables stay texts, read as before",
        arguments: [
            ("a.html", "<html><body class='ocr'>来信</body></html>"), ("a.hocr", "来信说的是 class='ocr_page' 这个词"),
            ("a.html", "<p>写的是 &lt;div class='ocr_page'&gt;</p>"), ("a.xml", "<letter><alto>来信</alto></letter>"),
            ("a.json", #"{"text":"来信","pages":3}"#), ("a.json", #"{"book":{"pages":[{"lines":[]}]}}"#),
            ("a.json", #"{"pages":["一","二"]}"#), ("a.json", #"{"pages":[{"url":"x"}],"text":"来信"}"#),
            ("a.json", #"["pages",{"lines":[]}]"#), ("a.json", #"{"x":"\"pages\":[{\"lines\":"}"#),
            ("a.tsv", "level\tpage\t来信\n1\t2\t收到"), ("a.tsv", "编号\t事项\n1\t欠薪"),
        ])
    func noScan(path: String, text: String) throws {
        let document = try read(text, path)
        #expect(document.text.string == text)
        #expect(document.layout == nil && document.provenance.format == "text")
    }

    @Test("The day in the path is the day it came, as for texts", arguments: SamplePages.formats)
    func received(format: String) throws {
        let documents = try DocumentReader().read(
            bytes: Array(sample.text(format).utf8), path: "2023-05/20230506.\(format)")
        #expect(documents[0].received == CivilDate("2023-05-06"))
    }
}
