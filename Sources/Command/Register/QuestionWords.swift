internal import Register
internal import Storage

extension Question {
    /// The language, for the help.
    static var manual: String {
        let fields = Field.allCases.map { "\($0.rawValue) (\($0.chinese))" }.joined(separator: ", ")
        return Message.text(
            """
            问题由若干项组成,各项须同时成立:
              项:值        如 类别:国土资源;值之间用 | 表示“或”;前面加 - 表示“非”;含空格的值加引号
              词           单独的词在遮盖后的正文中找,一两个字也行,简繁不分
              件数>=3      同一事项的来信件数;月份和日期可写 2023-05..2023-08
              期限:逾期    按时 迟延 逾期 未到期
            可用的项:\(fields)
            """,
            """
            A question is of terms that must all hold:
              field:value  such as category:国土资源; | inside a value means or, - before a term not; quote spaces
              word         is looked for in the masked texts, one and two characters too, simplified or traditional
              letters>=3   letters of the same matter; month and day may be 2023-05..2023-08
              duty:overdue kept, late, overdue or open
            Fields: \(fields)
            """)
    }
}

extension RegisterVerb {
    /// States, channels and outcomes by either name become those that the store has.
    static func inIdentifiers(_ question: Question) -> Question {
        let rules: RegisterRules
        do { rules = try RegisterRules() } catch { Message.fail("\(error)") }
        do throws(RegisterRules.UnknownWord) { return try rules.inIdentifiers(question) } catch {
            Message.fail(error.message(chinese: Message.isChinese), status: 64)
        }
    }
}
