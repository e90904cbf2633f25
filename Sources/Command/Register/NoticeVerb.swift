internal import ArgumentParser
internal import Dictionaries
internal import Documents
internal import Exports
internal import Foundation
internal import Register
internal import Storage

struct NoticeVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notice",
        abstract: Message.text(
            "文书:受理告知、转送、延期、答复,按公文格式排版供打印;收件人留空。",
            "Papers of accepting, transferring, extending and answering, laid out for print; the receiver is left blank."
        ),
        discussion: """
            laixin notice XF2026-00001 --into 告知书.html
            laixin notice XF2026-00001 --step transfer --into 转送告知书.html
            """)

    @Argument var number: String
    @Option(
        help: ArgumentHelp(Message.text("哪一步的文书;缺省为最近有文书的一步。", "Of which step; by default the last that has a paper.")))
    var step: String?
    @Option(help: ArgumentHelp(Message.text("写到这里(不覆盖)。", "The file to write; none is overwritten."))) var into: String
    @OptionGroup var options: StoreOptions

    func run() throws {
        let file = NewFile(into)
        let desk = RegisterVerb.desk(options)
        let forms: NoticeForms
        do { forms = try NoticeForms() } catch { Message.fail("\(error)") }
        let notice = Message.trying { () throws(StoreError) in try self.notice(desk, forms) }
        file.write(notice.html)
        print(into)
    }

    private func notice(_ desk: RegistrationDesk, _ forms: NoticeForms) throws(StoreError) -> Notice {
        let wanted = step.flatMap { desk.rules.step($0)?.term.id } ?? step
        let entries = try desk.store.registration(number).standing
        let entry = entries.last { entry in
            forms.forms.contains { $0.step == entry.content.step } && (wanted == nil || wanted == entry.content.step)
        }
        guard let entry, let form = forms.forms.first(where: { $0.step == entry.content.step }) else {
            let known = forms.forms.map(\.step).joined(separator: " ")
            Message.fail(
                Message.text(
                    "这件没有可出文书的步骤;有文书的:\(known)", "no step of this matter has a paper; those that have: \(known)"))
        }
        let row = try desk.store.registrationRow(number)
        let duty = try desk.duties(of: number).last { $0.duty == form.duty }
        let bodies = entries.prefix { $0.number <= entry.number }.compactMap(\.content.body)
        let office = try desk.office().name
        let values = [
            "received": Self.written(row.received), "number": row.number, "body": bodies.last ?? office,
            "day": Self.written(entry.content.day), "due": duty.map { Self.written($0.shown) } ?? "",
            "outcome": entry.content.outcome.flatMap { desk.rules.outcome($0)?.term.chinese } ?? "",
            "note": entry.content.note,
        ]
        return Notice(
            office: office, paper: entry.content.paper ?? "", title: form.title, paragraphs: form.filled(values),
            day: Self.written(entry.content.day))
    }

    private static func written(_ day: String) -> String { CivilDate(day)?.written ?? day }
}

extension CivilDate {
    /// 2026年3月2日
    var written: String { "\(year)年\(month)月\(day)日" }
}
