internal import ArgumentParser
internal import Documents
internal import Foundation
internal import Register
internal import Storage

extension RegisterVerb {
    struct CheckReply: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check-reply",
            abstract: Message.text(
                "对照答复:哪些请求答到了、哪些只是复述、哪些没有答;附依据句,供人判断。",
                "Which requests a reply goes into, repeats or leaves open, with the sentence; for a person to judge."),
            discussion: "laixin register check-reply XF2026-00001 答复.txt")

        @Argument var number: String
        @Argument(completion: .file()) var reply: String
        @OptionGroup var options: StoreOptions
        @Option var format = OutputFormat.table

        func run() throws {
            guard let data = FileManager.default.contents(atPath: reply) else {
                Message.fail(Message.text("文件读不了:\(reply)", "the file cannot be read: \(reply)"))
            }
            let check: ReplyCheck
            do { check = try ReplyCheck() } catch { Message.fail("\(error)") }
            let text = RegisterVerb.masked(String(decoding: data, as: UTF8.self))
            let demands = Message.trying { () throws(StoreError) in
                let store = options.open()
                var demands: [String] = []
                for letter in try store.registrationRow(number).letters {
                    for demand in try store.letter(letter).record.demands where !demands.contains(demand.text) {
                        demands.append(demand.text)
                    }
                }
                return demands
            }
            guard !demands.isEmpty else {
                Message.fail(
                    Message.text(
                        "这件来信没有认出请求,请人工对照", "no request was recognised in the letters; please compare them yourself"))
            }
            let scalars = Array(text.unicodeScalars)
            Table(
                header: [.verdict, .request, .sentence],
                rows: check.check(demands, in: text).map { finding in
                    let sentence = finding.evidence.map { String(String.UnicodeScalarView(scalars[$0])) } ?? ""
                    return [Self.name(finding.verdict), finding.demand, sentence.replacing("\n", with: " ")]
                }
            ).write(format)
        }

        private static func name(_ verdict: ReplyCheck.Verdict) -> String {
            guard Message.isChinese else { return verdict.rawValue }
            return switch verdict {
            case .addressed: "已答"
            case .restated: "只复述"
            case .open: "未答"
            }
        }
    }
}
