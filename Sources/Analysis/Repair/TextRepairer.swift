internal import Dictionaries
internal import Documents

/// Reads look-alike characters of a scan as what they must have been: in typed slots, and where a word of the
/// lexicon was broken by one.
///
/// The number of characters stays; every change is a ``Record/Repair``, and the source keeps what was there. Names
/// of persons are left alone, and a number changes only between forms of the same digit.
struct TextRepairer: Sendable {
    /// Names the rule that sets words right; the others are in ``SlotRepairs``.
    static let wordRule = "repair.word"

    private let lexicon: RepairLexicon
    private let confusions: ConfusionTable
    private let names: NameGuard
    private let slots: [SlotRule]
    /// For each scalar of the Basic Multilingual Plane: bit 0 for a Chinese look-alike of some character, the others for
    /// the slot rules that ask about it; the highest two as ``han`` and ``common`` say.
    private let tasks: [UInt32]

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        let confusions = try ConfusionTable(files)
        lexicon = try RepairLexicon(files)
        names = try NameGuard(files)
        self.confusions = confusions
        slots = SlotRepairs.rules(
            dates: DateSlots(confusions), laws: try LawNames(files, confusions), phrases: try PhraseTable(files))
        var tasks = [UInt32](repeating: 0, count: 0x10000)
        // 曰 is a word of its own that any name may stand before; phrases and dates know it.
        for pair in confusions.pairs
        where !pair.isNumeric && pair.read != 0x66F0 && CharacterKind.isHan(pair.read) {
            tasks[Int(pair.read)] |= 1
        }
        for (number, rule) in slots.enumerated() {
            for trigger in rule.triggers where trigger < 0x10000 { tasks[Int(trigger)] |= 2 << UInt32(number) }
        }
        // Common as a word by itself, so that standing in no word is nothing odd.
        lexicon.withView { lexicon in
            for scalar in UInt32(0x4E00)..<0xA000 {
                let word = lexicon.word(RepairLexicon.extend(RepairLexicon.View.wordSeed, scalar))
                if word.exists, word.logarithm > -10 { tasks[Int(scalar)] |= Self.common }
            }
        }
        for scalar in UInt32(0)..<0x10000 where CharacterKind.isHan(scalar) { tasks[Int(scalar)] |= Self.han }
        self.tasks = tasks
    }

    /// Sets the draft right, and says where.
    func repair(_ draft: inout Draft) {
        var changes: [Change] = []
        draft.scalars.withUnsafeMutableBufferPointer { text in
            tasks.withUnsafeBufferPointer { tasks in
                lexicon.withView { lexicon in
                    confusions.withView { confusions in
                        var words = WordRepair(
                            lexicon: lexicon, confusions: confusions, names: names,
                            weighsAll: text.count <= Self.shortText)
                        scan(text, tasks, words, &changes)
                        guard !changes.isEmpty else { return }
                        dropRepeated(text, &changes)
                        guard looksScanned(text.count, changes) else { return }
                        words.isScanned = true
                        words.weighsAll = true
                        scan(text, tasks, words, &changes)
                        dropRepeated(text, &changes)
                    }
                }
            }
        }
        for change in changes {
            let span = draft.sourceSpan(change.index..<change.index + 1)
            // One of several that a single character of the source was unfolded to: nothing to set right there.
            guard !sharesSource(change.index, draft) else {
                draft.scalars[change.index] = change.read
                continue
            }
            draft.repairs.append(
                Record.Repair(
                    span: span, from: draft.source[span], to: String(scalars: [change.truth][...]), rule: change.rule,
                    alternatives: change.alternatives.map { String(scalars: [$0][...]) },
                    confidence: (change.confidence * 100).rounded() / 100))
        }
    }

    private func sharesSource(_ index: Int, _ draft: Draft) -> Bool {
        index > 0 && draft.starts[index - 1] == draft.starts[index]
            || index + 1 < draft.count && draft.starts[index + 1] == draft.starts[index]
    }

    private struct Change {
        let index: Int
        let read: UInt32
        let truth: UInt32
        let rule: String
        var alternatives: [UInt32] = []
        let confidence: Double
        /// Of a word set right: how far its gain is above what it needs alone, and its characters as read.
        var surplus: Float = .infinity
        var surface: UInt64 = 0
    }

    /// A scanner's slips are scattered; what reads the same wrong way again and again is a name that no lexicon
    /// holds (睿城, 特校). Such repairs stay only where the gain is high.
    private func dropRepeated(_ text: UnsafeMutableBufferPointer<UInt32>, _ changes: inout [Change]) {
        var counts: [UInt64: Int] = [:]
        for change in changes where change.surplus < .infinity { counts[change.surface, default: 0] += 1 }
        changes.removeAll { change in
            guard change.surplus < 3, counts[change.surface, default: 0] > 1 else { return false }
            text[change.index] = change.read
            return true
        }
    }

    /// True for a text so full of sure slips that it was scanned: there weak ones are believed too.
    private func looksScanned(_ count: Int, _ changes: [Change]) -> Bool {
        changes.count * Self.charactersASlip >= count && (changes.count > 1 || count <= Self.shortText)
    }

    /// Bits of ``tasks``: a word by itself; a Chinese character; what asks no slot rule.
    private static let common: UInt32 = 1 << 31
    private static let han: UInt32 = 1 << 30
    private static let ordinary: UInt32 = common | han | 1

    /// A sentence or two: one sure slip is much in it.
    private static let shortText = 60
    /// One sure slip in so many characters makes a text a scanned one.
    private static let charactersASlip = 400

    /// Why the walk stops at a character.
    private enum Look {
        /// A slot rule asks about it.
        static let slots: UInt8 = 1
        /// It is a look-alike that stands oddly beside its neighbours.
        static let word: UInt8 = 2
    }

    /// What is known while one walk goes on. Each array has an entry for each character.
    private struct Walk {
        let text: UnsafeMutableBufferPointer<UInt32>
        let tasks: UnsafePointer<UInt32>
        let lexicon: RepairLexicon.View
        /// What is known of a character and the next one. An edge is a known neighbour, and no word.
        let pairs: UnsafeMutablePointer<UInt8>
        /// Bits of ``Look``.
        let looks: UnsafeMutablePointer<UInt8>

        static let edge = UInt8(truncatingIfNeeded: RepairLexicon.Pair.known)

        /// What is to be done at a character; nothing behind the last one.
        @inline(__always)
        func task(_ index: Int) -> UInt32 {
            guard index < text.count else { return 0 }
            let scalar = text[index]
            if scalar < 0x10000 { return tasks[Int(scalar)] }
            return CharacterKind.isHan(scalar) ? TextRepairer.han : 0
        }

        /// What is known of a Chinese character and the next one.
        @inline(__always)
        func pair(_ index: Int) -> UInt8 {
            let next = index + 1 < text.count ? text[index + 1] : 0
            return CharacterKind.isHan(next) ? UInt8(truncatingIfNeeded: lexicon.pair(text[index], next)) : Self.edge
        }

        @inline(__always)
        func left(_ index: Int) -> UInt8 { index > 0 ? pairs[index - 1] : Self.edge }

        func setPair(_ index: Int) { pairs[index] = CharacterKind.isHan(text[index]) ? pair(index) : Self.edge }

        func setLook(_ index: Int) {
            looks[index] = TextRepairer.look(left(index), pairs[index], task(index))
        }

        /// Sets all pairs and looks, without branches and without waiting: the table of pairs lies far away in memory.
        func start() {
            var (task, left) = (task(0), Self.edge)
            for index in 0..<text.count {
                let nextTask = self.task(index + 1)
                let next = index + 1 < text.count ? text[index + 1] : 0
                let known = UInt8(truncatingIfNeeded: lexicon.pair(text[index], next))
                let right = task & nextTask & TextRepairer.han != 0 ? known : Self.edge
                pairs[index] = right
                looks[index] = TextRepairer.look(left, right, task)
                (task, left) = (nextTask, right)
            }
        }
    }

    /// Bits of ``Look`` for a character between what is known of it and its neighbours.
    @inline(__always)
    private static func look(_ left: UInt8, _ right: UInt8, _ task: UInt32) -> UInt8 {
        (task & ~ordinary != 0 ? Look.slots : 0) | oddness(left, right, task) << 1
    }

    /// 1 for a look-alike that makes no word with either neighbour, and is not known beside both or else is a part of
    /// words only and stands in none. Told without branches.
    @inline(__always)
    private static func oddness(_ left: UInt8, _ right: UInt8, _ task: UInt32) -> UInt8 {
        let either = left | right
        let isInNoWord = ~either >> 2
        let isUnknown = ~(left & right)
        let isPartOfWordsOnly = ~either >> 1 & UInt8(truncatingIfNeeded: ~task >> 31)
        return isInNoWord & (isUnknown | isPartOfWordsOnly) & UInt8(truncatingIfNeeded: task) & 1
    }

    /// One walk. A character whose two neighbours are known beside it, as nearly all of clean text is, costs some bits;
    /// only the others are looked at closely.
    private func scan(
        _ text: UnsafeMutableBufferPointer<UInt32>, _ tasks: UnsafeBufferPointer<UInt32>,
        _ words: WordRepair, _ changes: inout [Change]
    ) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count * 2) { memory in
            guard let pairs = memory.baseAddress, let tasks = tasks.baseAddress else { return }
            memory.initialize(repeating: 0)
            let walk = Walk(
                text: text, tasks: tasks, lexicon: words.lexicon, pairs: pairs, looks: pairs + text.count)
            walk.start()
            for index in 0..<text.count where walk.looks[index] != 0 { look(index, walk, words, &changes) }
        }
    }

    private func look(_ index: Int, _ walk: Walk, _ words: WordRepair, _ changes: inout [Change]) {
        let text = walk.text
        let (scalar, task, left) = (text[index], walk.task(index), walk.left(index))
        let isHan = CharacterKind.isHan(scalar)
        let changeCount = changes.count
        if walk.looks[index] & Look.slots != 0 {
            readSlots(text, index, task, &changes)
            if changes.count > changeCount {
                // To what follows, this character stays what it was read as.
                lookAgain(changes[changeCount...], at: index, walk, pair: isHan ? walk.pair(index) : Walk.edge)
            }
        }
        guard Self.oddness(left, walk.pairs[index], task) != 0, text[index] == scalar,
            let proposal = words.proposal(text, at: index),
            !proposal.changes.contains(where: { words.names.forbids(text, $0.index) })
        else { return }
        let next = index + 1 < text.count ? text[index + 1] : 0
        let first = changes.count
        add(proposal, text, to: &changes)
        let pair = CharacterKind.isHan(next) ? walk.lexicon.pair(text[index], next) : RepairLexicon.Pair.known
        lookAgain(changes[first...], at: index, walk, pair: UInt8(truncatingIfNeeded: pair))
    }

    /// Sets right what is known of the places behind `index` that changes touch.
    ///
    /// - Parameter pair: what is known of the character at `index` and the next one.
    private func lookAgain(_ changes: ArraySlice<Change>, at index: Int, _ walk: Walk, pair: UInt8) {
        for change in changes {
            for place in max(index + 1, change.index - 1)..<max(index + 1, change.index + 1) { walk.setPair(place) }
        }
        walk.pairs[index] = pair
        for change in changes {
            let end = min(walk.text.count, change.index + 2)
            for place in max(index + 1, change.index - 1)..<max(index + 1, end) { walk.setLook(place) }
        }
        // What stands behind it sees this character anew.
        if index + 1 < walk.text.count { walk.setLook(index + 1) }
    }

    private func add(
        _ proposal: WordRepair.Proposal, _ text: UnsafeMutableBufferPointer<UInt32>, to changes: inout [Change]
    ) {
        var surface: UInt64 = 0
        for place in max(
            0, proposal.word.lowerBound - (proposal.word.count == 1 ? 1 : 0))..<proposal.word.upperBound
        {
            surface = RepairLexicon.extend(surface, text[place])
        }
        for (number, change) in proposal.changes.enumerated() {
            changes.append(
                Change(
                    index: change.index, read: text[change.index], truth: change.truth, rule: Self.wordRule,
                    alternatives: number == 0 ? proposal.alternatives : [],
                    confidence: Double(1 - 1 / (1 + max(0, proposal.gain - 4))),
                    surplus: proposal.gain - WordRepair.marginAlone(proposal), surface: surface))
            text[change.index] = change.truth
        }
    }

    private func readSlots(
        _ text: UnsafeMutableBufferPointer<UInt32>, _ index: Int, _ task: UInt32, _ changes: inout [Change]
    ) {
        let buffer = UnsafeBufferPointer(text)
        var asking = (task & ~Self.ordinary) >> 1
        while asking != 0 {
            let number = asking.trailingZeroBitCount
            asking &= asking - 1
            let readings = slots[number].read(buffer, index)
            guard !readings.isEmpty else { continue }
            let rule = slots[number]
            guard
                rule.id != SlotRepairs.phraseRule || !readings.contains(where: { names.forbids(text, $0.index) })
            else { continue }
            for reading in readings {
                changes.append(
                    Change(
                        index: reading.index, read: text[reading.index], truth: reading.truth, rule: rule.id,
                        confidence: reading.confidence))
                text[reading.index] = reading.truth
            }
            return
        }
    }
}
