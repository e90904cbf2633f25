/// A table that leaves the register: headings, kinds of columns, rows.
public struct Sheet: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// As written, whatever it looks like: an ID stays what it is.
        case text
        /// `YYYY-MM-DD`, or empty.
        case day
        case count
        /// Text that is one of a list.
        case choice([String])
    }

    public struct Column: Sendable, Equatable {
        public let heading: String
        /// Name for programs.
        public let name: String
        public let kind: Kind
        /// Columns of a screen, two for a Chinese character.
        public let width: Int

        public init(_ heading: String, _ name: String, _ kind: Kind, width: Int) {
            self.heading = heading
            self.name = name
            self.kind = kind
            self.width = width
        }
    }

    public let title: String
    public let columns: [Column]
    public let rows: [[String]]

    public init(title: String, columns: [Column], rows: [[String]]) {
        self.title = title
        self.columns = columns
        self.rows = rows
    }
}

/// A file that could not be written, and why.
public struct ExportError: Error, Sendable, Equatable {
    public enum Code: Sendable { case cannotWrite, notBuiltIn, cannotEncode }

    public let code: Code
    public let detail: String

    public init(code: Code, detail: String) {
        self.code = code
        self.detail = detail
    }

    public func message(chinese: Bool) -> String {
        switch code {
        case .cannotWrite: chinese ? "写不了:\(detail)" : "cannot be written: \(detail)"
        case .notBuiltIn:
            chinese
                ? "这份程序编译时没有 libxlsxwriter,请安装 libxlsxwriter-dev 后重新编译,或用 csv"
                : "this build lacks libxlsxwriter; install libxlsxwriter-dev and build anew, or use csv"
        case .cannotEncode: chinese ? "有字符不在该编码之内:\(detail)" : "a character is not in that encoding: \(detail)"
        }
    }
}
