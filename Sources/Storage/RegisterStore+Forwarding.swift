public import Documents
internal import Foundation
internal import GRDB

extension RegisterStore {
    /// Opens those sealed values of a letter that a copy for another body shows; the audit entry is written first.
    ///
    /// - Parameter choose: of all values those that are shown. No other leaves.
    public func secretsForCopy(
        of letter: Int64, number: String, account: String, reason: String,
        choose: ([MaskedDocument.Secret]) -> [MaskedDocument.Secret]
    ) throws(StoreError) -> [MaskedDocument.Secret] {
        try RegisterStore.checkReason(reason, account, for: letter)
        let box: Data? = try read {
            try Data.fetchOne($0, sql: "SELECT box FROM sealed WHERE letter = ?", arguments: [letter])
        }
        // What the retention rules have taken is in no copy.
        guard let box else { return [] }
        try appendAudit(
            account: account, action: "open for copy", subject: "registration \(number) letter \(letter)",
            reason: reason)
        let bytes = try key.open(box, for: "letter \(letter)")
        let content = try RegisterStore.refusing { try JSONDecoder().decode(SealedContent.self, from: bytes) }
        return choose(content.secrets.filter { !$0.placeholder.isEmpty })
    }

    /// Every copy that leaves is audited.
    public func noteCopy(of number: String, account: String, reason: String) throws(StoreError) {
        try appendAudit(account: account, action: "copy", subject: "registration \(number)", reason: reason)
    }
}
