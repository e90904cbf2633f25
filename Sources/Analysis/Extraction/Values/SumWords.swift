internal import Dictionaries

/// Words around sums whose unit is left out: `Dictionaries/Values/sum-words.txt`.
///
/// A class, so that the rules that hold it share one.
final class SumWords: Sendable {
    /// Behind a sum, what it is paid for: 一个月, 一亩.
    let each: WordSet
    /// What goes on behind a sum, those of ``each`` among them.
    let after: WordSet
    /// Before a round sum that ends its clause.
    let round: WordSet
    /// Before a small price in figures: 打的70.
    let fare: WordSet
    /// Characters of words of money.
    let money: ScalarSet
    private let pay: WordSet
    /// Words that end like one of paying and are none: 进出, 冒充.
    private let noPay: WordSet
    private let filler: WordSet
    private let named: WordSet
    private let counted: WordSet

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        var lists = try WordLists(files, "Values/sum-words.txt")
        pay = try lists.take("pay")
        noPay = try lists.take("no-pay")
        filler = try lists.take("filler")
        named = try lists.take("named")
        each = try lists.take("each")
        after = WordSet(each.words + (try lists.take("after")).words)
        round = try lists.take("round")
        fare = try lists.take("fare")
        counted = try lists.take("counted")
        money = try lists.take("money").firsts
        try lists.expectEmpty()
    }

    /// True when a word of paying stands before `end`, with at most two fillers between.
    func isPaid(_ text: UnsafeBufferPointer<UInt32>, before end: Int) -> Bool {
        var place = end
        // “体检费”150, 物业费 2.2
        if place > 0, text[place - 1] == 0x201D || text[place - 1] == 0x20 { place -= 1 }
        for _ in 0..<3 {
            if noPay.endsBefore(text, place) { return false }
            if pay.endsBefore(text, place) { return true }
            var next = place
            for length in [3, 2, 1] where place - length >= 0 {
                if let word = filler.longest(text, at: place - length), word.length == length {
                    next = place - length
                    break
                }
            }
            guard next < place else { return false }
            place = next
        }
        return false
    }

    /// True when the clause said before `end`, at most twelve characters before, what a number in it is a sum of.
    func isNamed(_ text: UnsafeBufferPointer<UInt32>, before end: Int) -> Bool {
        for start in stride(from: end - 1, through: max(0, end - 14), by: -1) {
            guard CharacterKind.isHan(text[start]) else { return false }
            if named.longest(text, at: start) != nil { return true }
        }
        return false
    }

    /// True when what is counted, and is no money, stands right before `end`: 播放量到了21万.
    func isCounted(_ text: UnsafeBufferPointer<UInt32>, before end: Int) -> Bool {
        for start in stride(from: end - 2, through: max(0, end - 9), by: -1) {
            guard CharacterKind.isHan(text[start]) || CharacterKind.isDigit(text[start]) else { return false }
            if counted.longest(text, at: start) != nil { return true }
        }
        return false
    }

    /// True when it is what counts that the words at `start` name: 五万的人口.
    func isCounted(_ text: UnsafeBufferPointer<UInt32>, at start: Int) -> Bool {
        counted.longest(text, at: start) != nil
    }
}
