/// What is told of a clause, or of a place in it where a request may begin; with what it tells, a feature that is weighed.
///
/// The weights file names a feature by the template and what it holds: `begins 建议`, `list-ends plea`, `length 3`.
enum ClauseTemplate: UInt8, CaseIterable, Sendable {
    /// Every clause.
    case bias
    // Its characters, and those of the clauses beside it.
    case begins, ends, holds
    case previousBegins
    case previousEnds
    case nextBegins
    // Marks: behind the clause, behind the one before it, at the end of its sentence.
    case mark
    case previousMark
    case closesAsking
    case closesTelling
    // Words of asking: in it, in the clause before, in the sentence before, nearest before it in its sentence.
    case sign
    case previousSign
    case toldBefore
    case led
    case ledAsking
    case ledTelling
    case ledFrom
    case unled
    // What asks in the sentences before it of its passage.
    case passageLed
    case passageFrom
    case passageRule
    // Why it is weighed, words that call for something, how many of its sentence call; of a clause that nothing asks or
    // leads, its first and last characters, these words, and where it stands.
    case near
    case call
    case company
    case bareBegins
    case bareEnds
    case bareCall
    case barePart
    case bareLeft
    case bareAddressed
    case bareRules
    // The same of a letter that was written on a page, not typed into a form.
    case pageNear
    case pageMark
    case pageSign
    case pageLed
    case pageRule
    // Lists of words.
    case listBegins
    case listHolds
    case listEnds
    // What rules found in it, before and behind it in its sentence, and in the whole letter.
    case rule
    case ruleEdges
    case ruleBefore
    case ruleBehind
    case rules
    // Where it stands.
    case length, place, part, left, title
    case titleSign
    case titleRule
    case addressed
    // A place in it: what stands before and behind, who is asked.
    case startBehind
    case startAt
    case startInside
    case startLateInside
    case startDepth
    case startRest
    case startAskedBefore
    case startAskedBehind
    case startWhoBehind
    case startRule
    case startWhole
    case startList

    /// What a template's features hold.
    enum Content: Sendable { case text, number, mark, sign, list, asking, asked, call, rule }

    var content: Content {
        switch self {
        case .begins, .ends, .holds, .previousBegins, .previousEnds, .nextBegins, .startBehind, .startAt,
            .startInside, .startLateInside, .bareBegins, .bareEnds:
            .text
        case .mark, .pageMark, .previousMark, .closesAsking, .closesTelling: .mark
        case .sign, .pageSign, .pageLed, .previousSign, .toldBefore, .led, .ledAsking, .ledTelling, .passageLed,
            .titleSign:
            .sign
        case .listBegins, .listHolds, .listEnds, .startList: .list
        case .startAskedBefore, .startAskedBehind: .asking
        case .startWhoBehind: .asked
        case .call, .bareCall: .call
        case .rule, .pageRule: .rule
        default: .number
        }
    }

    /// `previous-begins` for ``previousBegins``.
    var name: String {
        "\(self)".reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    }
}

/// The mark behind a clause.
enum ClauseMark: Int, CaseIterable, Sendable {
    case comma, stop, semicolon, colon, exclamation, question, line, blank, other, end

    init(_ scalar: UInt32) {
        switch scalar {
        case 0x2C: self = .comma
        case 0x3002, 0x2E: self = .stop
        case 0x3B: self = .semicolon
        case 0x3A: self = .colon
        case 0x21: self = .exclamation
        case 0x3F: self = .question
        case 0x0A: self = .line
        case 0x20: self = .blank
        default: self = .other
        }
    }
}
