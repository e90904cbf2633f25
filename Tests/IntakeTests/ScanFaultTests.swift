import Documents
import Testing

@testable import Intake

private func read(_ text: String) throws -> [Document] {
    try DocumentReader().read(bytes: Array(text.utf8), path: "scan")
}

private let header = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
private let page = "<html><body><div class='ocr_page'>"

@Suite("Scans that are damaged, empty or hostile")
struct ScanFaultTests {
    @Test(
        "Damaged files are set aside with what and where",
        arguments: [
            // hOCR: the page is not closed, a tag is cut off, a comment never ends.
            (page + "\n<span class='ocr_line'>来信</span>", ScanFault.Format.hocr, ScanFault.Kind.cutOff, 2 as Int?),
            (page + "\n\n<span class='ocr_line'>来信</span></div><span class", .hocr, .cutOff, 3),
            (page + "<span class='ocr_line'>来信</span><!-- \n", .hocr, .cutOff, 2),
            // ALTO: cut off inside and between elements; elements that close in the wrong order.
            ("<alto>\n<Layout><Page><PrintSpace>", .alto, .cutOff, 2),
            ("<alto><Layout><Page><String CONT", .alto, .cutOff, 1),
            ("<alto><Layout><Page>\n</Layout></Page></alto>", .alto, .syntax, 2),
            ("<alto>\n</alto></alto>", .alto, .syntax, 2),
            // TSV: a row without its text in the middle and at the end; no number where one must be.
            (header + "5\t1\t1\t1\t1\t1\t10\t10\t40\n5\t1\t1\t1\t1\t2\t10\t10\t40\t20\t90\t字\n", .tsv, .row, 2),
            (header + "5\t1\t1\t1\t1\t1\t10\t10\t40\t20\t90\t字\n5\t1\t1\t1", .tsv, .cutOff, 3),
            (header + "五\t1\t1\t1\t1\t1\t10\t10\t40\t20\t90\t字\n\n", .tsv, .row, 2),
            // JSON: cut off in a list and in a string; a comma too many; wrong types, by path.
            (#"{"pages":[{"lines":[{"text":"来信"}"#, .json, .cutOff, 1),
            ("{\"pages\":[\n{\"text\":\"来信", .json, .cutOff, 2),
            ("{\"pages\":[{\"text\":\"来信\"},,]}", .json, .syntax, nil),
            (#"{"pages":[{"lines":{"text":"来信"}}]}"#, .json, .field("pages[0].lines"), nil),
            (#"{"pages":[{"lines":[{"text":"来信","box":[1,2,3]}]}]}"#, .json, .field("pages[0].lines[0].box"), nil),
            (#"{"pages":[{"lines":[{"words":[{"text":7}]}]}]}"#, .json, .field("pages[0].lines[0].words[0].text"), nil),
            (#"{"pages":[{"text":"来信"},"x"]}"#, .json, .field("pages[1]"), nil),
            (#"{"pages":[{"text":"来信","width":"8"}]}"#, .json, .field("pages[0].width"), nil),
        ])
    func damaged(text: String, format: ScanFault.Format, kind: ScanFault.Kind, line: Int?) throws {
        do {
            _ = try read(text)
            Issue.record("read")
        } catch IntakeFailure.malformedScan(let fault) {
            #expect(fault.format == format && fault.kind == kind)
            if let line { #expect(fault.line == line) }
            let failure = IntakeFailure.malformedScan(fault)
            #expect(failure.code == "malformed")
            for message in [failure.message(chinese: true), failure.message(chinese: false)] {
                #expect(message.contains(format.rawValue) && !message.contains("来信"))
            }
            #expect(failure.message(chinese: true).contains(kind == .cutOff ? "重新导出" : "。"))
        }
    }

    @Test(
        "A scan without text is empty, whatever pages it has",
        arguments: [
            page + "</div></body></html>",
            page + "<span class='ocr_line'><span class='ocrx_word'> </span></span></div>",
            "<alto><Layout><Page/></Layout></alto>",
            "<alto/>".replacing("/", with: "></alto").replacing(">>", with: ">"),
            "<alto><Layout><Page><TextBlock><TextLine><String/><String CONTENT=''/></TextLine></TextBlock></Page></Layout></alto>",
            header, header + "1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n", #"{"pages":[]}"#, #"{"pages":[{"number":1}]}"#,
            #"{"pages":[{"lines":[{"text":" "},{"words":[]}]}]}"#,
        ])
    func empty(text: String) throws {
        #expect(throws: IntakeFailure.empty) { try read(text) }
    }

    @Test("Entities that a document declares are neither expanded nor fetched")
    func entities() throws {
        var text = "<?xml version=\"1.0\"?>\n<!DOCTYPE alto [\n<!-- don't -->\n<!ENTITY e0 \"ha]>ha\">\n"
        for level in 1...12 {
            text += "<!ENTITY e\(level) \"" + String(repeating: "&e\(level - 1);", count: 10) + "\">\n"
        }
        text += "<!ENTITY file SYSTEM \"file:///etc/passwd\">\n]>\n<alto><Layout><Page><TextBlock><TextLine>"
        text += "<String CONTENT=\"&e12;&file;来信\"/></TextLine></TextBlock></Page></Layout></alto>"
        #expect(try read(text)[0].text.string == "&e12;&file;来信")
    }

    @Test("Characters that references may not stand for stay as written")
    func references() throws {
        let wrong = "&#0;&#xD800;&#x110000;&#4294967360;&#99999999999999999999;&#x;&;&#-1;"
        let document = try read(
            page + "<span class='ocr_line'><span class='ocrx_word'>" + wrong + "</span></span></div>")[0]
        #expect(document.text.string == wrong)
    }

    @Test("Numbers out of all measure are no boxes")
    func numbers() throws {
        let word = "<span class='ocrx_word' title='bbox 0 0 1e300 99999999999999999999; x_wconf 1e9'>字</span>"
        let document = try read(page + "<span class='ocr_line'>" + word + "</span></div>")[0]
        #expect(document.text.string == "字")
        let json = #"{"pages":[{"number":1e300,"width":-1e300,"lines":[{"text":"字","box":[-1e300,0,1e300,9]}]}]}"#
        #expect(try read(json)[0].text.string == "字")
    }

    /// What would take a thousand times longer if any step looked back over all that came before.
    @Test(
        "Hostile files take linear time",
        arguments: [
            ("<html><div class='ocr_page'>", "<b>", "</div></html>"), ("<div class='ocr_page'>", "<b></i>", "</div>"),
            ("<div class='ocr_page'>", "<span title='", "</div>"),
            ("<div class='ocr_page'>", "<p class=ocr_par>", "</div>"),
            ("<div class='ocr_page'>", "<", "</div>"), ("<div class='ocr_page'>", "&", "</div>"),
            ("<div class='ocr_page'>", "<!-- ", "</div>"), ("<div class='ocr_page'>", "<script>", "</div>"),
            ("<alto>", "<ComposedBlock ID='x'><TextLine/>", "</alto>"), ("<alto>", "<!", "</alto>"),
            (header, "5\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\t字\n", ""), (header, "5\t1\t1\t1\t9\t1\n", ""),
            (header, "\t", "\n"), (#"{"pages":[{"lines":"#, "[", ""), (#"{"pages":[{"text":""#, "\\", ""),
            (#"{"pages":[{"words":[{"text":"字","box":[0,0,9,9]}"#, #",{"text":"字","box":[0,0,9,9]}"#, "]}]}"),
        ])
    func hostile(head: String, repeated: String, tail: String) throws {
        func seconds(_ count: Int) -> Double {
            let bytes = Array((head + String(repeating: repeated, count: count) + tail).utf8)
            let start = ContinuousClock.now
            // Whether it is read or refused is the format's affair here.
            _ = try? DocumentReader().read(bytes: bytes, path: "scan")
            return (ContinuousClock.now - start) / .seconds(1)
        }
        let count = 10_000 / repeated.utf8.count
        let short = seconds(count)
        let long = seconds(8 * count)
        // Eight times as long; sixty-four if quadratic. The constant forgives a busy machine.
        #expect(long < 24 * short + 0.2, "\(short) s, then \(long) s")
    }

    /// Two columns of prose, so long that any step that looks back over the page would never end.
    private func longPage(_ bytes: Int) -> SamplePages {
        let words = ["来信", "收到", "登记", "转送", "交办"]
        let lines = (0..<(bytes / 950)).map { row in
            (0..<10).map { SampleWord.run(words[$0 % 5], x: 60 * $0 + ($0 > 4 ? 200 : 0), y: 30 * row) }
        }
        return SamplePages(lines)
    }

    private func seconds(_ pages: SamplePages, _ format: String) throws -> (seconds: Double, lines: Int?) {
        let bytes = Array(pages.text(format).utf8)
        let start = ContinuousClock.now
        let lines = try DocumentReader().read(bytes: bytes, path: "scan")[0].layout?.lines.count
        return ((ContinuousClock.now - start) / .seconds(1), lines)
    }

    @Test("Long pages take linear time", arguments: SamplePages.formats)
    func longPages(format: String) throws {
        let (short, long) = (longPage(20_000), longPage(160_000))
        let (first, second) = (try seconds(short, format), try seconds(long, format))
        #expect(first.lines == 2 * short.pages[0].count && second.lines == 2 * long.pages[0].count)
        #expect(second.seconds < 24 * first.seconds + 0.2, "\(first.seconds) s, then \(second.seconds) s")
    }

    @Test("A page of 5 MB", .timeLimit(.minutes(5)))
    func largePage() throws {
        // Unoptimised code takes a hundred times as long; there a fifth of it must do.
        #if DEBUG
            let size = 1_000_000
        #else
            let size = 5_000_000
        #endif
        var text = page
        var count = 0
        while text.utf8.count < size {
            let (top, bottom) = (30 * count, 30 * count + 20)
            text += "<span class='ocr_line' title='bbox 0 \(top) 1200 \(bottom)'>"
            for column in 0..<10 {
                text += "<span class='ocrx_word' id='word_1_1_1_1_1_1' lang='chi_sim' title='bbox \(120 * column) "
                text += "\(top) \(120 * column + 110) \(bottom); x_wconf 93; x_fsize 12'>县信访局收到</span>"
            }
            text += "</span>\n"
            count += 1
        }
        let document = try read(text + "</div></body></html>")[0]
        #expect(document.layout?.lines.count == count && document.layout?.words.count == 10 * count)
    }
}
