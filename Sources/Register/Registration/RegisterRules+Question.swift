public import Storage

extension RegisterRules {
    /// A state, channel or outcome that a question names and the tables do not have.
    public struct UnknownWord: Error, Sendable, Equatable {
        public let word: String
        public let known: [Term]

        public func message(chinese: Bool) -> String {
            let names = known.map { $0.name(chinese: chinese) }.joined(separator: " ")
            return chinese ? "没有“\(word)”;可用:\(names)" : "there is no \(word); there are: \(names)"
        }
    }

    /// The question with states, channels and outcomes, named in either language, as the store has them.
    public func inIdentifiers(_ question: Question) throws(UnknownWord) -> Question {
        var terms: [Question.Term] = []
        for term in question.terms {
            var values: [String] = []
            for value in term.values {
                let (known, all): (Term?, [Term])
                switch term.field {
                case .state: (known, all) = (state(value)?.term, states.map(\.term))
                case .channel: (known, all) = (channel(value), channels)
                case .outcome: (known, all) = (outcome(value)?.term, outcomes.map(\.term))
                default:
                    values.append(value)
                    continue
                }
                guard let known else { throw UnknownWord(word: value, known: all) }
                values.append(known.id)
            }
            terms.append(
                Question.Term(field: term.field, comparison: term.comparison, values: values, isNot: term.isNot))
        }
        return Question(terms: terms)
    }
}
