import Documents

@testable import Intake

/// A word of a page made up for a test: its text and where it stands.
struct SampleWord {
    var text: String
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int
    /// Percent.
    var confidence: Int

    init(_ text: String, _ left: Int, _ top: Int, _ right: Int, _ bottom: Int, _ confidence: Int = 95) {
        self.text = text
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
        self.confidence = confidence
    }

    /// A run of characters 20 units wide and high, as a recogniser would box it.
    static func run(_ text: String, x: Int, y: Int, sink: Double = 0) -> SampleWord {
        let width = 20 * text.unicodeScalars.count
        let drop = Int((Double(x) + Double(width) / 2) * sink)
        return SampleWord(text, x, y + drop, x + width, y + 20 + drop)
    }
}

/// The same pages in every format: pages of lines of words.
struct SamplePages {
    typealias Line = [SampleWord]
    let pages: [[Line]]
    var width = 1000
    var height = 1400

    static let formats = ["hocr", "alto", "tsv", "json"]

    init(_ pages: [Line]...) { self.pages = pages }

    func text(_ format: String) -> String {
        switch format {
        case "hocr": hocr
        case "alto": alto
        case "tsv": tsv
        default: json
        }
    }

    func document(_ format: String) throws -> Document {
        try DocumentReader().read(bytes: Array(text(format).utf8), path: "scan.\(format)")[0]
    }

    private func box(_ line: Line) -> (left: Int, top: Int, right: Int, bottom: Int) {
        (
            line.map(\.left).min() ?? 0, line.map(\.top).min() ?? 0, line.map(\.right).max() ?? 0,
            line.map(\.bottom).max() ?? 0
        )
    }

    private var hocr: String {
        var text = "<!DOCTYPE html>\n<html><head><title></title></head><body>\n"
        for (number, page) in pages.enumerated() {
            text += "<div class='ocr_page' title='image \"p.png\"; bbox 0 0 \(width) \(height); ppageno \(number)'>\n"
            for line in page {
                let box = box(line)
                text += "<span class='ocr_line' title=\"bbox \(box.left) \(box.top) \(box.right) \(box.bottom)\">"
                for word in line {
                    text += "<span class='ocrx_word' title='bbox \(word.left) \(word.top) \(word.right) "
                    text += "\(word.bottom); x_wconf \(word.confidence)'>\(word.text)</span> "
                }
                text += "</span>\n"
            }
            text += "</div>\n"
        }
        return text + "</body></html>\n"
    }

    private var alto: String {
        var text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alto xmlns=\"http://www.loc.gov/standards/alto/ns-v3#\">"
        text +=
            "<Description><MeasurementUnit>pixel</MeasurementUnit><sourceImageInformation><fileName>p.png</fileName>"
        text += "</sourceImageInformation></Description><Layout>\n"
        for (number, page) in pages.enumerated() {
            text += "<Page WIDTH=\"\(width)\" HEIGHT=\"\(height)\" PHYSICAL_IMG_NR=\"\(number)\"><PrintSpace>\n"
            for line in page {
                let box = box(line)
                text += "<TextBlock><TextLine \(place(box.left, box.top, box.right, box.bottom))>\n"
                for (index, word) in line.enumerated() {
                    if index > 0 { text += "<SP/>" }
                    text += "<String \(place(word.left, word.top, word.right, word.bottom))"
                    text += " WC=\"\(Double(word.confidence) / 100)\" CONTENT=\"\(word.text)\"/>"
                }
                text += "</TextLine></TextBlock>\n"
            }
            text += "</PrintSpace></Page>\n"
        }
        return text + "</Layout></alto>\n"
    }

    private func place(_ left: Int, _ top: Int, _ right: Int, _ bottom: Int) -> String {
        "HPOS=\"\(left)\" VPOS=\"\(top)\" WIDTH=\"\(right - left)\" HEIGHT=\"\(bottom - top)\""
    }

    private var tsv: String {
        let names = "level page_num block_num par_num line_num word_num left top width height conf text"
        var text = names.split(separator: " ").joined(separator: "\t") + "\n"
        func row(_ numbers: [Int], _ end: String) {
            text += numbers.map(String.init).joined(separator: "\t") + "\t" + end + "\n"
        }
        for (page, lines) in pages.enumerated() {
            row([1, page + 1, 0, 0, 0, 0, 0, 0, width, height], "-1\t")
            for (line, words) in lines.enumerated() {
                let box = box(words)
                let size = [box.left, box.top, box.right - box.left, box.bottom - box.top]
                row([4, page + 1, 1, 1, line + 1, 0] + size, "-1\t")
                for (number, word) in words.enumerated() {
                    let size = [word.left, word.top, word.right - word.left, word.bottom - word.top]
                    row([5, page + 1, 1, 1, line + 1, number + 1] + size, "\(word.confidence)\t\(word.text)")
                }
            }
        }
        return text
    }

    private var json: String {
        let pages = pages.enumerated().map { number, lines in
            let lines = lines.map { line in
                let words = line.map {
                    "{\"text\":\"\($0.text)\",\"box\":[\($0.left),\($0.top),\($0.right),\($0.bottom)],"
                        + "\"confidence\":\(Double($0.confidence) / 100)}"
                }
                return "{\"words\":[" + words.joined(separator: ",") + "]}"
            }
            return "{\"number\":\(number + 1),\"width\":\(width),\"height\":\(height),\"image\":\"p.png\",\"lines\":["
                + lines.joined(separator: ",\n") + "]}"
        }
        return "{\"pages\":[" + pages.joined(separator: ",") + "]}\n"
    }
}
