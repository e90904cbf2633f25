internal import Foundation
internal import GRDB

/// The picture of a page that a letter was read from.
public struct PageImage: Sendable, Equatable {
    public enum Kind: String, Sendable {
        case png = "image/png"
        case jpeg = "image/jpeg"
        case webp = "image/webp"

        /// By how the contents begin, whatever the file is called.
        public init?(_ head: some Collection<UInt8>) {
            let head = Array(head.prefix(12))
            if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
                self = .png
            } else if head.starts(with: [0xFF, 0xD8, 0xFF]) {
                self = .jpeg
            } else if head.starts(with: Array("RIFF".utf8)), head.dropFirst(8).elementsEqual(Array("WEBP".utf8)) {
                self = .webp
            } else {
                return nil
            }
        }
    }

    public let kind: Kind
    public let bytes: [UInt8]

    public init(kind: Kind, bytes: [UInt8]) {
        self.kind = kind
        self.bytes = bytes
    }
}

/// Pictures of pages show all that a letter says: they are sealed as its original is, and open in the same way.
extension RegisterStore {
    static func insert(_ pages: [PageImage], of sha256: String, key: SealingKey, _ database: Database) throws {
        for (number, page) in pages.enumerated() {
            let id = try Int64.fetchOne(database, sql: "SELECT COALESCE(MAX(id), 0) + 1 FROM page_image") ?? 1
            try database.execute(
                sql: "INSERT INTO page_image(id, source, number, kind, box) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    id, sha256, number + 1, page.kind.rawValue,
                    try key.seal(Data(page.bytes), for: "page image \(id)"),
                ])
        }
    }

    /// How many pictures of pages there are of the file that a letter came in.
    public func pageImages(of letter: Int64) throws(StoreError) -> Int {
        try read {
            try Int.fetchOne(
                $0,
                sql: "SELECT COUNT(*) FROM page_image p JOIN letter l ON l.source = p.source WHERE l.id = ?",
                arguments: [letter]) ?? 0
        }
    }

    /// One page, one reason, a named account; the audit entry is written first.
    ///
    /// - Parameter number: of the page, from 1.
    public func openPage(_ number: Int, of letter: Int64, account: String, reason: String) throws(StoreError)
        -> PageImage
    {
        try RegisterStore.checkReason(reason, account, for: letter)
        let row = try read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT p.id, p.kind, p.box FROM page_image p JOIN letter l ON l.source = p.source
                    WHERE l.id = ? AND p.number = ?
                    """, arguments: [letter, number]
            ).map { (id: $0["id"] as Int64, kind: $0["kind"] as String, box: $0["box"] as Data) }
        }
        guard let row, let kind = PageImage.Kind(rawValue: row.kind) else {
            throw StoreError(.notFound, "\(letter): \(number)")
        }
        try appendAudit(account: account, action: "reveal", subject: "letter \(letter) page \(number)", reason: reason)
        return PageImage(kind: kind, bytes: [UInt8](try key.open(row.box, for: "page image \(row.id)")))
    }
}
