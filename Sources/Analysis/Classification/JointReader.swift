internal import Documents

/// How many stand behind a letter.
struct JointReader: Sendable {
    private static let jointWords = WordSet(["联名", "全体", "等人", "按手印", "签名", "我们"])

    private static let countWords = WordSet([
        "联名", "签名", "村民", "业主", "职工", "居民", "员工", "工人", "家长", "住户",
    ])

    private static let signWords = countWords.mask(of: ["联名", "签名"])

    private static let people = PatternProgram([
        Pattern.known(
            "(我们|共|等|一共|全村|涉及|全体)?{int}(多|余)?(户|名|位|人|个)(村民|业主|职工|居民|员工|工人|家长|住户|教师|老师|农民工|群众|农户|商户|学生家长|人)?(联名|签名|联合)?"
        )
    ])

    /// The number claimed and the signatures seen; `nil` for a letter of one.
    func joint(_ text: NormalizedText, _ layout: Layout, signatures: Int) -> Record.Joint? {
        let isJoint = text.scalars.withUnsafeBufferPointer {
            Self.jointWords.stands(in: $0, 0..<min($0.count, 6_000))
        }
        var claimed: Int?
        if isJoint {
            text.scalars.withUnsafeBufferPointer { buffer in
                Self.people.withRunner(over: buffer) { runner in
                    for index in buffer.indices {
                        guard
                            CharacterKind.isDigit(buffer[index]) || Numeral.digit(buffer[index]) != nil
                                || buffer[index] == 0x5341 || buffer[index] == 0x6211 || buffer[index] == 0x7B49
                                || buffer[index] == 0x5171,
                            index == 0 || !CharacterKind.isDigit(buffer[index - 1]),
                            let end = runner.match(0, at: index), runner.captures[0].start >= 0
                        else { continue }
                        let value = Int(runner.captures[0].value)
                        let words = Self.countWords.presentMask(in: buffer, index..<end)
                        let isSigned =
                            words & Self.signWords != 0 || buffer[index] == 0x6211 || buffer[index] == 0x7B49
                        if value > 1, value < 100_000,
                            isSigned || claimed == nil && words != 0
                        {
                            if isSigned || claimed == nil { claimed = value }
                        }
                    }
                }
            }
        }
        guard claimed != nil || signatures > 1 else { return nil }
        return Record.Joint(claimed: claimed, signatures: signatures > 1 ? signatures : nil)
    }
}

extension Pattern {
    /// A pattern written in our own source: a broken one is a programmer's error.
    static func known(_ notation: String) -> Pattern {
        do throws(SyntaxError) { return try Pattern(notation) } catch { preconditionFailure("\(error)") }
    }
}
