internal import Crypto
internal import CryptoExtras
internal import Foundation

/// Passwords as they are kept: `$scrypt$ln=15,r=8,p=3$salt$hash`, both in base64.
public struct PasswordHash: Sendable {
    /// What a hash costs to make. Old hashes keep the cost they were made with, so it can rise.
    public struct Cost: Sendable, Equatable {
        /// Binary logarithm of the number of rounds; memory is 1 KiB times r times 2 to its power… of rounds.
        public let logRounds: Int
        public let blockSize: Int
        public let parallelism: Int

        public init(logRounds: Int, blockSize: Int = 8, parallelism: Int) {
            self.logRounds = logRounds
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// OWASP Password Storage Cheat Sheet: 32 MiB.
        public static let standard = Cost(logRounds: 15, parallelism: 3)
    }

    public enum Unfit: Error, Sendable, Equatable {
        case tooShort, tooLong, isName, isCommon

        public func message(chinese: Bool) -> String {
            switch self {
            case .tooShort:
                chinese
                    ? "口令至少 \(PasswordHash.leastLength) 个字符"
                    : "a password has at least \(PasswordHash.leastLength) characters"
            case .tooLong:
                chinese
                    ? "口令最多 \(PasswordHash.greatestLength) 个字节"
                    : "a password has at most \(PasswordHash.greatestLength) bytes"
            case .isName: chinese ? "口令不能含有帐号名" : "a password cannot hold the account's name"
            case .isCommon: chinese ? "口令过于常见，容易被猜到" : "this password is a common one and easily guessed"
            }
        }
    }

    /// Characters (ASVS 2.1.1).
    public static let leastLength = 12
    /// Bytes: hashing more would only cost time.
    public static let greatestLength = 256

    private let cost: Cost

    public init(cost: Cost = .standard) { self.cost = cost }

    /// - Throws: ``Unfit`` for a password that is no good for the account.
    public func check(_ password: String, account: String) throws(Unfit) {
        guard password.count >= Self.leastLength else { throw .tooShort }
        guard password.utf8.count <= Self.greatestLength else { throw .tooLong }
        let lower = password.lowercased()
        if account.count >= 4, lower.contains(account.lowercased()) { throw .isName }
        let isMonotonous = Set(lower).count <= 3
        let isRun = Self.isRun(lower)
        guard !isMonotonous, !isRun, !Self.common.contains(where: { lower == $0 || lower == $0 + $0 }) else {
            throw .isCommon
        }
    }

    public func hash(_ password: String) -> String {
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        return Self.text(cost, salt, Self.derive(password, salt, cost))
    }

    /// Takes as long for a hash that cannot be read, or none, as for one that can.
    public func isRight(_ password: String, for kept: String?) -> Bool {
        guard password.utf8.count <= Self.greatestLength else { return false }
        guard let kept, let (cost, salt, hash) = Self.parts(of: kept) else {
            _ = Self.derive(password, [UInt8](repeating: 0, count: 16), cost)
            return false
        }
        return Secret.areEqual(Self.derive(password, salt, cost), hash)
    }

    // MARK: plumbing

    private static func derive(_ password: String, _ salt: [UInt8], _ cost: Cost) -> [UInt8] {
        let key = try? KDF.Scrypt.deriveKey(
            from: Array(password.precomposedStringWithCompatibilityMapping.utf8), salt: salt, outputByteCount: 32,
            rounds: 1 << cost.logRounds, blockSize: cost.blockSize, parallelism: cost.parallelism)
        guard let key else { preconditionFailure("scrypt refuses its cost") }
        return key.withUnsafeBytes { Array($0) }
    }

    private static func text(_ cost: Cost, _ salt: [UInt8], _ hash: [UInt8]) -> String {
        "$scrypt$ln=\(cost.logRounds),r=\(cost.blockSize),p=\(cost.parallelism)"
            + "$\(Data(salt).base64EncodedString())$\(Data(hash).base64EncodedString())"
    }

    private static func parts(of text: String) -> (Cost, salt: [UInt8], hash: [UInt8])? {
        let fields = text.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count == 5, fields[0].isEmpty, fields[1] == "scrypt",
            let salt = Data(base64Encoded: String(fields[3])),
            let hash = Data(base64Encoded: String(fields[4])), hash.count == 32
        else { return nil }
        let numbers = fields[2].split(separator: ",").compactMap { field in
            field.split(separator: "=").last.flatMap { Int($0) }
        }
        guard numbers.count == 3, (1...20).contains(numbers[0]), (1...32).contains(numbers[1]),
            (1...16).contains(numbers[2])
        else { return nil }
        return (
            Cost(logRounds: numbers[0], blockSize: numbers[1], parallelism: numbers[2]), [UInt8](salt), [UInt8](hash)
        )
    }

    /// Keys beside one another, or letters and digits in their order.
    private static func isRun(_ text: String) -> Bool {
        let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "01234567890123456789", "abcdefghijklmnopqrstuvwxyz"]
        return rows.contains { row in text.count >= 4 && (row.contains(text) || String(row.reversed()).contains(text)) }
    }

    private static let common: [String] = [
        "password", "passw0rd", "123456", "12345678", "admin123", "letmein", "iloveyou", "welcome", "changeme",
        "laixin",
        "xinfang", "woaini", "mima1234", "admin888", "qwerty123", "1qaz2wsx", "1q2w3e4r", "5201314", "5201314woaini",
        "password1234", "password12345", "administrator", "123456789012", "qwertyuiop12",
    ]
}

/// Random words that cannot be guessed, and comparing them without telling how far they agree.
enum Secret {
    /// 32 bytes, as letters and digits that may stand in cookies and addresses.
    static func word(_ byteCount: Int = 32) -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<byteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    static func sha256(_ text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    static func seal(_ text: String, _ key: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: Data(key.utf8)))
        return Data(code).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        var difference: UInt8 = 0
        for (left, right) in zip(a, b) { difference |= left ^ right }
        return difference == 0
    }

    static func areEqual(_ a: String, _ b: String) -> Bool { areEqual(Array(a.utf8), Array(b.utf8)) }
}
