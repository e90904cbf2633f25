/// A store that cannot do what was asked: what, where, and what to do. Never holds text of a letter.
public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable {
        case cannotOpen, wrongKey, keyFileUnsafe, keyFileUnreadable, refused, reasonMissing, notFound, auditBroken,
            matterNotFound, notOfMatter, nothingToUndo, registrationNotFound, alreadyRegistered, stepRefused,
            clockBehind,
            diskFull, busy, readOnly, fileExists, cannotWrite, backupBroken, keyFileMissing, damaged, newerStore,
            accountExists, accountNotFound
    }

    public let code: Code
    public let detail: String

    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    public var description: String { message(chinese: false) }

    /// The message in Chinese or English.
    public func message(chinese: Bool) -> String {
        switch code {
        case .cannotOpen: chinese ? "登记库打不开:\(detail)" : "the store cannot be opened: \(detail)"
        case .keyFileMissing:
            chinese
                ? "找不到密钥文件:\(detail);没有原来的密钥,登记库打不开。请用 --key 指明,或从备份中取回"
                : "there is no key file \(detail); without its key a store cannot be opened. Name it with --key, or fetch it from a backup"
        case .damaged:
            chinese
                ? "这不是登记库,或文件已损坏:\(detail);请用 laixin store restore 从备份恢复"
                : "this is no store, or the file is damaged: \(detail); restore it from a backup (laixin store restore)"
        case .newerStore:
            chinese
                ? "登记库由更新的 laixin 建立,本程序不动它:\(detail);请升级 laixin"
                : "the store was made by a newer laixin and is left alone: \(detail); upgrade laixin"
        case .wrongKey: chinese ? "密钥与登记库不符:\(detail)" : "the key does not fit the store: \(detail)"
        case .keyFileUnsafe:
            chinese
                ? "密钥文件他人可读,请执行 chmod 600:\(detail)" : "others can read the key file, run chmod 600 on it: \(detail)"
        case .keyFileUnreadable: chinese ? "密钥文件读不了:\(detail)" : "the key file cannot be read: \(detail)"
        case .refused: chinese ? "数据库拒绝:\(detail)" : "the database refused: \(detail)"
        case .reasonMissing: chinese ? "查看原文须说明理由(--reason)" : "opening a sealed original needs a reason (--reason)"
        case .notFound: chinese ? "没有这封信:\(detail)" : "there is no such letter: \(detail)"
        case .matterNotFound: chinese ? "没有这个事项:\(detail)" : "there is no such matter: \(detail)"
        case .notOfMatter:
            chinese
                ? "须是该事项中的一部分信件:\(detail)" : "these must be some, not all, of the matter's letters: \(detail)"
        case .nothingToUndo:
            (chinese ? "没有可撤销的操作" : "there is nothing to undo") + (detail.isEmpty ? "" : ": \(detail)")
        case .registrationNotFound:
            chinese
                ? "没有这个编号:\(detail);见 laixin register list"
                : "there is no such number: \(detail); see laixin register list"
        case .alreadyRegistered: chinese ? "该件已登记:\(detail)" : "the letter is registered already: \(detail)"
        case .stepRefused: detail
        case .clockBehind:
            chinese
                ? "系统时钟早于最近的审计记录,请校准时钟后再试:\(detail)"
                : "the clock stands before the last audit entry; set it right and try again: \(detail)"
        case .diskFull:
            chinese
                ? "磁盘已满,本次操作未写入;请腾出空间后重试" : "the disk is full and nothing was written; make room and try again"
        case .busy:
            chinese
                ? "另一个程序正在写登记库,等候已超时;请稍后重试" : "another process is writing to the store; try again later"
        case .readOnly:
            chinese ? "登记库文件不可写,请检查权限" : "the store's file cannot be written; check its permissions"
        case .fileExists:
            chinese ? "已有此文件,不覆盖:\(detail)" : "the file is there already and is not overwritten: \(detail)"
        case .cannotWrite:
            chinese ? "写不了,请检查权限和空间:\(detail)" : "cannot be written; check permissions and room: \(detail)"
        case .backupBroken: chinese ? "备份不完整或被改动:\(detail)" : "the backup is incomplete or was changed: \(detail)"
        case .accountExists: chinese ? "已有此帐号:\(detail)" : "there is such an account already: \(detail)"
        case .accountNotFound: chinese ? "没有此帐号:\(detail)" : "there is no such account: \(detail)"
        case .auditBroken: chinese ? "审计链在此断开:\(detail)" : "the audit chain is broken at: \(detail)"
        }
    }
}
