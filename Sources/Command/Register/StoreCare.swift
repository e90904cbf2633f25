internal import ArgumentParser
internal import Documents
internal import Foundation
internal import Register
internal import Storage

/// Backup, restoring, a new key.
struct StoreCare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store",
        abstract: Message.text("登记库的备份、恢复和换密钥。", "Backup, restoring and a new key of the store."),
        discussion: """
            laixin store backup 2026-03.backup --backup-key /media/usb/backup.key
            laixin store restore 2026-03.backup --backup-key /media/usb/backup.key --into restored.sqlite
            laixin store rotate-key
            """,
        subcommands: [Backup.self, Restore.self, RotateKey.self])

    struct BackupKey: ParsableArguments {
        @Option(help: ArgumentHelp(Message.text("备份专用的密钥文件,请另处存放。", "The backup's own key file; keep it elsewhere.")))
        var backupKey: String
    }

    struct Backup: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup",
            abstract: Message.text(
                "写一份加密备份(含密钥);密钥文件没有则新建。", "Writes a sealed backup, the key in it; makes the key file if none."),
            discussion: "laixin store backup 2026-03.backup --backup-key /media/usb/backup.key")

        @Argument(completion: .file()) var file: String
        @OptionGroup var key: BackupKey
        @Option var account = ProcessInfo.processInfo.userName
        @OptionGroup var options: StoreOptions

        func run() throws {
            let store = options.open()
            Message.trying { () throws(StoreError) in
                try store.backUp(to: file, key: try SealingKey.file(key.backupKey), account: account)
            }
            print(Message.text("已备份到 \(file)", "backed up to \(file)"))
        }
    }

    struct Restore: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "restore",
            abstract: Message.text("由备份恢复成新的登记库,不覆盖已有的。", "Makes a new store of a backup; none is overwritten."),
            discussion: "laixin store restore 2026-03.backup --backup-key /media/usb/backup.key --into restored.sqlite")

        @Argument(completion: .file()) var file: String
        @OptionGroup var key: BackupKey
        @Option(help: ArgumentHelp(Message.text("新登记库。", "The new store."))) var into: String

        func run() throws {
            let status = Message.trying { () throws(StoreError) in
                try RegisterStore.restore(
                    file, key: try SealingKey.file(key.backupKey, isNew: false), to: into, keyPath: into + ".key"
                ).importStatus()
            }
            print(
                Message.text(
                    "已恢复 \(status.letters) 件,审计链完整:\(into)",
                    "\(status.letters) letters restored, the audit chain is whole: \(into)"))
        }
    }

    struct RotateKey: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate-key",
            abstract: Message.text("换新密钥,密封内容全部重新加密。", "A new key: everything sealed is sealed anew."),
            discussion: "laixin store rotate-key")

        @Option var account = ProcessInfo.processInfo.userName
        @OptionGroup var options: StoreOptions

        func run() throws {
            let store = options.open()
            let new = options.keyPath + StoreOptions.nextKey
            let count = Message.trying { () throws(StoreError) in
                try store.rotateKey(to: try SealingKey.file(new), account: account)
            }
            options.takeNextKey()
            print(Message.text("已重新加密 \(count) 项", "\(count) values are sealed anew"))
        }
    }
}

struct RetentionVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: Message.text(
            "保存期满:销毁办结事项的密封原文、附件和备注原文。",
            "Destroys sealed originals, attachments and notes of matters done long ago."),
        discussion: """
            laixin retention run --years 5
            laixin retention run --years 5 --destroy
            """,
        subcommands: [Run.self])

    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run",
            abstract: Message.text(
                "缺省只报告;加 --destroy 才销毁,不可恢复。", "Only reports; with --destroy it destroys, for good."),
            discussion: "laixin retention run --years 5")

        @Option(help: ArgumentHelp(Message.text("办结满几年。", "Years since the matter was done."))) var years: Int
        @Flag(help: ArgumentHelp(Message.text("销毁。", "Destroy."))) var destroy = false
        @Option var account = ProcessInfo.processInfo.userName
        @OptionGroup var options: StoreOptions

        func validate() throws {
            guard (1...100).contains(years) else {
                throw ValidationError(Message.text("--years 为 1 至 100。", "--years is 1 to 100."))
            }
        }

        func run() throws {
            let day = RegisterVerb.today.adding(months: -12 * years)
            let found = Message.trying { () throws(StoreError) in
                try options.open().destroySealed(doneBefore: "\(day)", isTrial: !destroy, account: account)
            }
            let numbers = Message.text(
                "\(day) 前办结 \(found.registrations) 件:原文 \(found.originals)、附件 \(found.attachments)、备注 \(found.notes)",
                "done before \(day): \(found.registrations) matters, \(found.originals) originals, \(found.attachments) attachments, \(found.notes) notes"
            )
            print(
                numbers
                    + (destroy
                        ? Message.text(",已销毁", "; destroyed")
                        : Message.text(";加 --destroy 销毁", "; --destroy destroys them")))
        }
    }
}

extension StoreOptions {
    /// Beside the key file, while a new key is taken up.
    static let nextKey = ".new"

    var keyPath: String { key ?? store + ".key" }

    /// Puts the new key in the place of the old one.
    func takeNextKey() {
        guard rename(keyPath + Self.nextKey, keyPath) == 0 else {
            Message.fail(
                Message.text(
                    "新密钥在 \(keyPath + Self.nextKey),请改名为 \(keyPath)",
                    "the new key is \(keyPath + Self.nextKey); please rename it to \(keyPath)"))
        }
    }
}
