/// A paper to be printed in the layout of GB/T 9704-2012.
public struct Notice: Sendable, Equatable {
    /// Name of the office that sends it (发文机关标志).
    public let office: String
    /// 发文字号; empty to be filled in.
    public let paper: String
    public let title: String
    public let paragraphs: [String]
    /// 成文日期, as written.
    public let day: String
    /// 主送; `nil` for a line to fill in: a person's name is no business of a file.
    public let receiver: String?

    public init(
        office: String, paper: String, title: String, paragraphs: [String], day: String, receiver: String? = nil
    ) {
        self.receiver = receiver
        self.office = office
        self.paper = paper
        self.title = title
        self.paragraphs = paragraphs
        self.day = day
    }

    /// One page of HTML, for print.
    public var html: String {
        let body = paragraphs.map { "<p>\(HTML.escaped($0))</p>" }.joined(separator: "\n")
        return """
            <!DOCTYPE html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <title>\(HTML.escaped(title))</title>
            <style>
            /* GB/T 9704-2012: A4, top 37 mm, left 28 mm, type area 156 mm by 225 mm; 22 lines of 28 characters. */
            @page { size: A4; margin: 37mm 26mm 35mm 28mm; }
            body { width: 156mm; margin: 0 auto; font: 16pt/28.95pt "仿宋_GB2312", FangSong, "仿宋", serif; color: #000; }
            .office { color: #f00; text-align: center; font: 30pt/40pt "方正小标宋简体", "小标宋", SimSun, serif; letter-spacing: 2pt; margin: 0 0 58pt; }
            .paper { text-align: center; margin: 0 0 4mm; min-height: 28.95pt; }
            hr { border: 0; border-top: 1.5pt solid #f00; margin: 0 0 58pt; }
            h1 { text-align: center; font: 22pt/33pt "方正小标宋简体", "小标宋", SimSun, serif; margin: 0 0 28.95pt; }
            p { margin: 0; text-indent: 2em; text-align: justify; }
            p.to { text-indent: 0; }
            .sign { margin-top: 57.9pt; text-align: right; padding-right: 4em; break-inside: avoid; }
            </style>
            </head>
            <body>
            <div class="office">\(HTML.escaped(office))</div>
            <div class="paper">\(HTML.escaped(paper))</div>
            <hr>
            <h1>\(HTML.escaped(title))</h1>
            <p class="to">\(HTML.escaped(receiver ?? "＿＿＿＿＿＿"))：</p>
            \(body)
            <div class="sign">\(HTML.escaped(office))<br>\(HTML.escaped(day))</div>
            </body>
            </html>

            """
    }
}

/// What HTML needs of a text.
enum HTML {
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
