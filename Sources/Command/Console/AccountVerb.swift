internal import ArgumentParser
internal import Console
internal import Documents
internal import Foundation
internal import Storage

/// Who may sign in to the console, and with which rights. Accounts are made here, on the machine of the register.
struct AccountVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: Message.text("控制台的帐号、职责和程序令牌。", "Accounts of the console, their roles, and tokens of programs."),
        discussion: """
            laixin account add 王经办 --role clerk --role reviewer
            laixin account roles 王经办 --role analyst
            laixin account password 王经办
            laixin account close 王经办
            laixin account list
            laixin account token 王经办 --scope letters --scope figures --label 报表 --days 90

            """
                + Message.text("职责:", "Roles: ")
                + Role.allCases.map { "\($0.rawValue) (\($0.name(chinese: Message.isChinese)))" }.joined(
                    separator: ", "),
        subcommands: [
            Add.self, Roles.self, Password.self, Close.self, Reopen.self, List.self, Token.self, Revoke.self,
        ],
        defaultSubcommand: List.self)

    /// Who does it; elsewhere `--account` as well, here once `--by`.
    struct ActingAccount: ParsableArguments {
        @Option(
            name: [.customLong("account"), .customLong("by")], help: ArgumentHelp(Message.text("经办。", "Who does it.")))
        var name = ProcessInfo.processInfo.userName
    }

    struct PasswordOption: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                Message.text(
                    "口令文件(首行);缺省在终端输入。", "A file that holds the password (its first line); by default it is asked for.")
            ),
            completion: .file())
        var passwordFile: String?

        /// Never from the command line: others on the machine could read it there.
        func hash(for account: String) -> String {
            let passwords = PasswordHash()
            let password: String
            if let passwordFile {
                guard let text = try? String(contentsOfFile: passwordFile, encoding: .utf8) else {
                    Message.fail(Message.text("文件读不了:\(passwordFile)", "the file cannot be read: \(passwordFile)"))
                }
                password = text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
            } else {
                password = Self.ask(Message.text("口令:", "Password: "))
                guard Self.ask(Message.text("再输一次:", "Once more: ")) == password else {
                    Message.fail(Message.text("两次输入不同", "the two differ"), status: 64)
                }
            }
            do throws(PasswordHash.Unfit) { try passwords.check(password, account: account) } catch {
                Message.fail(error.message(chinese: Message.isChinese), status: 64)
            }
            return passwords.hash(password)
        }

        /// Without showing what is typed.
        private static func ask(_ prompt: String) -> String {
            guard isatty(0) == 1, let typed = getpass(prompt) else {
                Message.fail(
                    Message.text("没有终端;用 --password-file", "there is no terminal; use --password-file"), status: 64)
            }
            return String(cString: typed)
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: Message.text("开立帐号。", "Opens an account."),
            discussion: "laixin account add 王经办 --role clerk")

        @Argument var name: String
        @Option(name: .customLong("role")) var roles: [Role]
        @OptionGroup var password: PasswordOption
        @OptionGroup var acting: ActingAccount
        @OptionGroup var options: StoreOptions

        func run() throws {
            guard (1...64).contains(name.count), !name.contains(where: \.isWhitespace) else {
                Message.fail(
                    Message.text("帐号名 1 至 64 个字,没有空格", "a name has 1 to 64 characters and no spaces"), status: 64)
            }
            let hash = password.hash(for: name)
            Message.trying { () throws(StoreError) in
                try options.open(creating: true).addAccount(
                    name, roles: roles.map(\.rawValue), password: hash, by: acting.name)
            }
            print(Message.text("已开立 \(name)", "\(name) is opened"))
        }
    }

    /// The account that a change concerns, and who makes it.
    struct ChangedAccount: ParsableArguments {
        @Argument var name: String
        @OptionGroup var acting: ActingAccount
        @OptionGroup var options: StoreOptions

        func make(_ change: RegisterStore.AccountChange) {
            Message.trying { () throws(StoreError) in try options.open().change(name, change, by: acting.name) }
            print(Message.text("已改:\(name)", "changed: \(name)"))
        }
    }

    struct Roles: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "roles",
            abstract: Message.text("改职责;已登录的随即退出。", "Changes the roles; who is signed in is signed out."),
            discussion: "laixin account roles 王经办 --role clerk --role key-holder")

        @OptionGroup var account: ChangedAccount
        @Option(name: .customLong("role")) var roles: [Role]

        func run() throws { account.make(.roles(roles.map(\.rawValue))) }
    }

    struct Password: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "password",
            abstract: Message.text("换口令;已登录的随即退出。", "A new password; who is signed in is signed out."),
            discussion: "laixin account password 王经办")

        @OptionGroup var account: ChangedAccount
        @OptionGroup var password: PasswordOption

        func run() throws { account.make(.password(password.hash(for: account.name))) }
    }

    struct Close: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "close",
            abstract: Message.text("停用帐号,令牌一并失效。", "Closes an account, and its tokens with it."),
            discussion: "laixin account close 王经办")

        @OptionGroup var account: ChangedAccount

        func run() throws { account.make(.close) }
    }

    struct Reopen: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reopen",
            abstract: Message.text("恢复停用的帐号。", "Opens a closed account again."),
            discussion: "laixin account reopen 王经办")

        @OptionGroup var account: ChangedAccount

        func run() throws { account.make(.reopen) }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: Message.text("列出帐号和令牌。", "Lists accounts and tokens."), discussion: "laixin account list")

        @Option var format = OutputFormat.table
        @OptionGroup var options: StoreOptions

        func run() throws {
            let store = options.open()
            let (accounts, tokens) = Message.trying { () throws(StoreError) in
                (try store.accounts(), try store.tokens())
            }
            let rows = accounts.map { account in
                [
                    account.name, account.roles.joined(separator: " "), account.isOpen ? "open" : "closed", account.at,
                    account.changedAt, "",
                ]
            }
            let programs = tokens.map { token in
                [
                    token.account, token.scopes.joined(separator: " "),
                    token.revokedAt == nil ? "token" : "token revoked", token.at, token.expires,
                    "\(token.id) \(token.label)",
                ]
            }
            Table(header: [.account, .roles, .state, .since, .changed, .token], rows: rows + programs).write(
                format)
        }
    }

    struct Token: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "token",
            abstract: Message.text(
                "给程序发令牌;只显示这一次,登记库只存摘要。", "A token for a program: shown this once, the store keeps its hash only."),
            discussion: "laixin account token 王经办 --scope letters --days 90 --label 报表")

        @Argument var name: String
        @Option(name: .customLong("scope")) var scopes: [TokenScope]
        @Option(help: ArgumentHelp(Message.text("用途。", "What it is for."))) var label = ""
        @Option(help: ArgumentHelp(Message.text("几天有效,1 至 365。", "Days it is good for, 1 to 365."))) var days = 90
        @OptionGroup var acting: ActingAccount
        @OptionGroup var options: StoreOptions

        func validate() throws {
            guard (1...365).contains(days), !scopes.isEmpty else {
                throw ValidationError(
                    Message.text("要有 --scope;--days 为 1 至 365。", "Name a --scope; --days is 1 to 365."))
            }
        }

        func run() throws {
            let (token, hash) = TokenScope.newToken()
            let id = Message.trying { () throws(StoreError) in
                try options.open().addToken(
                    hash: hash, of: name, label: label, scopes: scopes.map(\.rawValue),
                    expires: "\(RegisterVerb.today.adding(days: days))", by: acting.name)
            }
            Message.warn(Message.text("令牌 \(id),只显示这一次:", "token \(id), shown this once:"))
            print(token)
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke",
            abstract: Message.text("废除令牌。", "Revokes a token."), discussion: "laixin account revoke 3")

        @Argument var token: Int64
        @OptionGroup var acting: ActingAccount
        @OptionGroup var options: StoreOptions

        func run() throws {
            Message.trying { () throws(StoreError) in try options.open().revokeToken(token, by: acting.name) }
            print(Message.text("已废除", "revoked"))
        }
    }
}
