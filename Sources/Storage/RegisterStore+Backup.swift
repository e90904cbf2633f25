internal import Crypto
internal import Foundation
internal import GRDB

/// A backup is one file: a head line, then the store and its sealing key in sealed chunks. Only the backup's own key
/// opens it; a chunk that is missing, changed or out of order is found.
extension RegisterStore {
    private static let head = Data("laixin backup 1\n".utf8)
    /// Bytes of the store in a chunk.
    private static let chunkSize = 1 << 20

    /// Writes a backup; the store may be in use meanwhile.
    ///
    /// - Parameter file: must not exist yet.
    public func backUp(to file: String, key backupKey: SealingKey, account: String) throws(StoreError) {
        let manager = FileManager.default
        guard !manager.fileExists(atPath: file) else { throw StoreError(.fileExists, file) }
        try appendAudit(account: account, action: "back up", subject: "store", reason: "")
        let copy = file + ".part"
        try? manager.removeItem(atPath: copy)
        defer { try? manager.removeItem(atPath: copy) }
        // Made before SQLite fills it, so that nobody else can read it.
        guard manager.createFile(atPath: copy, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw StoreError(.cannotWrite, copy)
        }
        try RegisterStore.refusing { try self.database.vacuum(into: copy) }
        guard let input = FileHandle(forReadingAtPath: copy),
            manager.createFile(atPath: file, contents: RegisterStore.head, attributes: [.posixPermissions: 0o600]),
            let output = FileHandle(forWritingAtPath: file)
        else { throw StoreError(.cannotWrite, file) }
        do {
            try output.seekToEnd()
            let id = Data((0..<16).map { _ in UInt8.random(in: 0...255) })
            try output.write(contentsOf: id)
            var number = 0
            func write(_ bytes: Data, isLast: Bool) throws {
                let box = try backupKey.seal(bytes, for: RegisterStore.subject(id, number, isLast))
                number += 1
                try output.write(contentsOf: withUnsafeBytes(of: UInt32(box.count).littleEndian) { Data($0) } + box)
            }
            try write(key.key.withUnsafeBytes { Data($0) }, isLast: false)
            while let chunk = try input.read(upToCount: RegisterStore.chunkSize), !chunk.isEmpty {
                try write(chunk, isLast: false)
            }
            try write(Data(), isLast: true)
            try output.synchronize()
            try output.close()
        } catch {
            try? manager.removeItem(atPath: file)
            throw (error as? StoreError) ?? StoreError(.cannotWrite, file)
        }
    }

    /// Makes a store and its key file of a backup.
    ///
    /// - Parameters:
    ///   - path: of the new store; neither it nor the key file may exist.
    ///   - keyPath: of its key file.
    /// - Returns: the store, opened and checked.
    public static func restore(_ file: String, key backupKey: SealingKey, to path: String, keyPath: String)
        throws(StoreError) -> RegisterStore
    {
        let manager = FileManager.default
        for taken in [path, keyPath] where manager.fileExists(atPath: taken) { throw StoreError(.fileExists, taken) }
        guard let input = FileHandle(forReadingAtPath: file) else { throw StoreError(.cannotOpen, file) }
        let part = path + ".part"
        defer { try? manager.removeItem(atPath: part) }
        let key: SealingKey
        do {
            guard try input.read(upToCount: head.count) == head, let id = try input.read(upToCount: 16), id.count == 16,
                manager.createFile(atPath: part, contents: nil, attributes: [.posixPermissions: 0o600]),
                let output = FileHandle(forWritingAtPath: part)
            else { throw StoreError(.backupBroken, file) }
            var chunks = Chunks(input: input, id: id, key: backupKey, file: file)
            guard let bytes = try chunks.next(), bytes.count == 32 else { throw StoreError(.backupBroken, file) }
            key = SealingKey(key: SymmetricKey(data: bytes))
            while let chunk = try chunks.next() { try output.write(contentsOf: chunk) }
            try output.synchronize()
            try output.close()
            try key.write(to: keyPath)
            try manager.moveItem(atPath: part, toPath: path)
        } catch { throw (error as? StoreError) ?? StoreError(.cannotWrite, path) }
        let store = try RegisterStore(path: path, key: key)
        _ = try store.verifyAudit()
        return store
    }

    private static func subject(_ id: Data, _ number: Int, _ isLast: Bool) -> String {
        "backup \(id.base64EncodedString()) \(number)\(isLast ? " last" : "")"
    }

    /// The chunks of a backup, opened one by one.
    private struct Chunks {
        let input: FileHandle
        let id: Data
        let key: SealingKey
        let file: String
        var number = 0

        init(input: FileHandle, id: Data, key: SealingKey, file: String) {
            self.input = input
            self.id = id
            self.key = key
            self.file = file
        }

        /// `nil` after the last, which must be there.
        mutating func next() throws -> Data? {
            guard let length = try input.read(upToCount: 4), length.count == 4 else {
                throw StoreError(.backupBroken, file)
            }
            let count = length.enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
            guard count <= chunkSize + 64, let box = try input.read(upToCount: count), box.count == count else {
                throw StoreError(.backupBroken, file)
            }
            defer { number += 1 }
            if let chunk = try? key.open(box, for: subject(id, number, false)) { return chunk }
            if (try? key.open(box, for: subject(id, number, true))) != nil { return nil }
            throw StoreError(number == 0 ? .wrongKey : .backupBroken, file)
        }
    }
}
