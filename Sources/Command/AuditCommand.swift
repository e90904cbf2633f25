internal import ArgumentParser
internal import Storage

struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: Message.text("审计记录。", "The audit log."), subcommands: [Verify.self], defaultSubcommand: Verify.self)

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: Message.text("核对审计链,指出第一处改动。", "Checks the audit chain and names the first change."),
            discussion: "laixin audit verify --store laixin.sqlite")

        @OptionGroup var options: StoreOptions

        func run() throws {
            let store = options.open()
            do throws(StoreError) {
                let count = try store.verifyAudit()
                print(Message.text("审计链完整,共 \(count) 条", "the audit chain is whole: \(count) entries"))
            } catch { Message.fail(error.message(chinese: Message.isChinese), status: 4) }
        }
    }
}
