internal import HTTPTypes
internal import Storage

/// A request that is not carried out, in words for who made it.
struct Refusal: Error, Sendable, Equatable {
    let status: HTTPResponse.Status
    let message: String
    /// Seconds after which it may be tried again.
    var retryAfter: Int?

    init(_ status: HTTPResponse.Status, _ message: String, retryAfter: Int? = nil) {
        self.status = status
        self.message = message
        self.retryAfter = retryAfter
    }

    /// What the store says, with the status that tells programs the same.
    init(_ error: StoreError, isChinese: Bool) {
        let status: HTTPResponse.Status =
            switch error.code {
            case .notFound, .matterNotFound, .registrationNotFound, .accountNotFound: .notFound
            case .reasonMissing, .stepRefused, .notOfMatter, .nothingToUndo, .alreadyRegistered, .accountExists:
                .unprocessableContent
            case .busy: .serviceUnavailable
            case .diskFull: .insufficientStorage
            default: .internalServerError
            }
        self.init(status, error.message(chinese: isChinese), retryAfter: error.code == .busy ? 5 : nil)
    }
}

extension HTTPResponse.Status {
    /// RFC 4918.
    static let insufficientStorage = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}
