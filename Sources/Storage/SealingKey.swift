internal import Crypto
internal import Foundation

/// The key that private values are sealed with, kept outside the store.
public struct SealingKey: Sendable {
    let key: SymmetricKey

    /// Reads a 32-byte key file; makes one, readable by its owner only, when there is none.
    ///
    /// - Parameter isNew: false for a store that exists already: its key cannot be made anew.
    public static func file(_ path: String, isNew: Bool = true) throws(StoreError) -> SealingKey {
        let manager = FileManager.default
        if isNew, !manager.fileExists(atPath: path) {
            let key = SealingKey(key: SymmetricKey(size: .bits256))
            try key.write(to: path)
            return key
        }
        guard manager.fileExists(atPath: path) else { throw StoreError(.keyFileMissing, path) }
        let permissions = (try? manager.attributesOfItem(atPath: path))?[.posixPermissions] as? Int ?? 0o777
        guard permissions & 0o077 == 0 else { throw StoreError(.keyFileUnsafe, path) }
        guard let data = manager.contents(atPath: path), data.count == 32 else {
            throw StoreError(.keyFileUnreadable, path)
        }
        return SealingKey(key: SymmetricKey(data: data))
    }

    /// Makes the file, readable by its owner only.
    func write(to path: String) throws(StoreError) {
        let made = FileManager.default.createFile(
            atPath: path, contents: key.withUnsafeBytes { Data($0) }, attributes: [.posixPermissions: 0o600])
        guard made else { throw StoreError(.keyFileUnreadable, path) }
    }

    /// Seals bytes so that they open only with this key and for this subject.
    func seal(_ bytes: Data, for subject: String) throws(StoreError) -> Data {
        do {
            return try ChaChaPoly.seal(bytes, using: key, authenticating: Data(subject.utf8)).combined
        } catch { throw StoreError(.refused, "seal") }
    }

    func open(_ sealed: Data, for subject: String) throws(StoreError) -> Data {
        do {
            return try ChaChaPoly.open(
                ChaChaPoly.SealedBox(combined: sealed), using: key, authenticating: Data(subject.utf8))
        } catch { throw StoreError(.wrongKey, subject) }
    }
}
