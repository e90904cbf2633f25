internal import ArgumentParser
internal import Dictionaries
internal import Documents
internal import Exports
internal import Foundation
internal import Register
internal import Storage

struct Forward: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forward",
        abstract: Message.text(
            "转送副本:按收件单位的职责遮盖;检举控告件不给被反映的单位,也不显示任何个人信息。",
            "A copy of the letters for another body, redacted by its part in the matter; of a report nothing private, and not to "
                + "the body it is about."),
        discussion: """
            laixin forward XF2026-00001 --to 湛河区自然资源局 --into 副本.html
            laixin forward XF2026-00001 --to 湛河区人民政府 --role 抄送 --into 抄送.html
            """)

    @Argument var number: String
    @Option(help: ArgumentHelp(Message.text("收件单位。", "The body that receives it."))) var to: String
    @Option(help: ArgumentHelp(Message.text("承办、抄送、上级。", "responsible, informed or superior."))) var role =
        "responsible"
    @Option(help: ArgumentHelp(Message.text("检举控告件:谁核对过、情况如何。", "Of a report: who looked, and found what.")))
    var checked = ""
    @Option(help: ArgumentHelp(Message.text("写到这里(不覆盖)。", "The file to write; none is overwritten."))) var into: String
    @Option var account = ProcessInfo.processInfo.userName
    @OptionGroup var options: StoreOptions

    func run() throws {
        let file = NewFile(into)
        let desk = RegisterVerb.desk(options)
        let roles: ReceiverRoles
        do { roles = try ReceiverRoles() } catch { Message.fail("\(error)") }
        guard let role = roles.role(role) else {
            let known = roles.roles.map { "\($0.term.id)(\($0.term.chinese))" }.joined(separator: " ")
            Message.fail(Message.text("没有这种职责:\(role);可用:\(known)", "no such role; there are: \(known)"), status: 64)
        }
        let (copy, office) = Message.trying { () throws(StoreError) in
            (
                try desk.forwardingCopy(number, to: to, as: role, checked: checked, account: account),
                try desk.office().name
            )
        }
        let head = ["信访件编号：\(copy.number)"] + (copy.isGuarded ? ["本件须保密，不得转给被反映的单位和个人。"] : [])
        let notice = Notice(
            office: office, paper: "", title: "信访件副本", paragraphs: head + copy.paragraphs,
            day: RegisterVerb.today.written, receiver: copy.receiver)
        file.write(notice.html)
        print(into)
    }
}
