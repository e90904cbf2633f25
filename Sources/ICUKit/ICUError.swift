internal import CICU

/// A call into ICU that failed: what was tried, and ICU's own name for the reason.
public struct ICUError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was being done, in our words: `open converter GB18030`.
    public let operation: String
    /// ICU's status code; positive.
    public let code: Int32

    public init(operation: String, code: Int32) {
        self.operation = operation
        self.code = code
    }

    /// ICU's name of the status, such as `U_FILE_ACCESS_ERROR`.
    public var name: String { String(cString: cicu_error_name(code)) }

    public var description: String { "ICU: \(operation): \(name)" }
}

/// Runs one ICU call and turns a failing status into an ``ICUError``.
func checked<Result>(
    _ operation: @autoclosure () -> String, _ body: (inout Int32) -> Result
) throws(ICUError) -> Result {
    var status: Int32 = 0
    let result = body(&status)
    guard status <= 0 else { throw ICUError(operation: operation(), code: status) }
    return result
}

/// Facts about the ICU that is linked.
public enum ICU {
    /// The library's own version, for `laixin version` and reports; nothing depends on it.
    public static var version: String { String(cString: cicu_version()) }
}
