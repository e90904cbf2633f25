/// A store that cannot do what was asked: what, where, and what to do. Never holds text of a letter.
public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable {
        case cannotOpen, wrongKey, keyFileUnsafe, keyFileUnreadable, refused, reasonMissing, notFound, auditBroken,
            matterNotFound, notOfMatter, nothingToUndo
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
        case .auditBroken: chinese ? "审计链在此断开:\(detail)" : "the audit chain is broken at: \(detail)"
        }
    }
}
