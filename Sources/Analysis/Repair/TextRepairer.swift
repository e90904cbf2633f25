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
    /// For each scalar of the Basic Multilingual Plane: bit 0 for a look-alike of some character, the others for
    /// the slot rules that ask about it.
    private let tasks: [UInt32]

    init(_ files: DictionaryFiles) throws(DictionaryError) {
        let confusions = try ConfusionTable(files)
        lexicon = try RepairLexicon(files, confusions)
        names = try NameGuard(files)
        self.confusions = confusions
        slots = SlotRepairs.rules(
            dates: DateSlots(confusions), laws: try LawNames(files, confusions), phrases: try PhraseTable(files))
        var tasks = [UInt32](repeating: 0, count: 0x10000)
        // 曰 is a word of its own that any name may stand before; phrases and dates know it.
        for pair in confusions.pairs where !pair.isNumeric && pair.read != 0x66F0 { tasks[Int(pair.read)] |= 1 }
        for (number, rule) in slots.enumerated() {
            for trigger in rule.triggers where trigger < 0x10000 { tasks[Int(trigger)] |= 2 << UInt32(number) }
        }
        lexicon.withView { lexicon in
            for pair in confusions.pairs where tasks[Int(pair.read)] & 1 != 0 && lexicon.isStrange(pair.read) {
                tasks[Int(pair.read)] |= Self.strange
            }
            // Common as a word by itself, so that standing in no word is nothing odd.
            for scalar in UInt32(0x4E00)..<0xA000 {
                let word = lexicon.word(RepairLexicon.extend(RepairLexicon.View.wordSeed, scalar))
                if word.exists, word.logarithm > -10 { tasks[Int(scalar)] |= Self.common }
            }
        }
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

    /// Bits of ``tasks``: a word by itself; a look-alike that no text of today holds; what asks no slot rule.
    private static let common: UInt32 = 1 << 31
    private static let strange: UInt32 = 1 << 30
    private static let ordinary: UInt32 = common | strange | 1

    /// A sentence or two: one sure slip is much in it.
    private static let shortText = 60
    /// One sure slip in so many characters makes a text a scanned one.
    private static let charactersASlip = 400

    /// One walk. A character whose two neighbours are known beside it, as nearly all of clean text is, costs two
    /// bits; only the others are looked at closely.
    private func scan(
        _ text: UnsafeMutableBufferPointer<UInt32>, _ tasks: UnsafeBufferPointer<UInt32>,
        _ words: WordRepair, _ changes: inout [Change]
    ) {
        Scratch.with(UInt8.self, count: text.count) { pairs in
            Self.readPairs(text, words.lexicon, into: pairs)
            scan(text, tasks, words, pairs, &changes)
        }
    }

    /// A power of two.
    private static let askedAhead = 64

    /// Reads all pairs; the table lies far away in memory, so that each is asked for ahead of its being read.
    @inline(__always)
    private static func readPairs(
        _ text: UnsafeMutableBufferPointer<UInt32>, _ lexicon: RepairLexicon.View,
        into pairs: UnsafeMutableBufferPointer<UInt8>
    ) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: askedAhead) { asked in
            let places = asked.baseAddress!
            let last = askedAhead &- 1
            for index in 0..<text.count + askedAhead {
                let place = places + (index & last)
                let read = index &- askedAhead
                if read >= 0 {
                    let pair = lexicon.pair(at: Int(place.pointee))
                    (pairs.baseAddress! + read).initialize(to: known(pair, before: next(read, text)))
                }
                if index < text.count {
                    place.initialize(
                        to: Int32(truncatingIfNeeded: lexicon.ask(for: text[index], next(index, text))))
                }
            }
        }
    }

    @inline(__always)
    private static func next(_ index: Int, _ text: UnsafeMutableBufferPointer<UInt32>) -> UInt32 {
        index + 1 < text.count ? text[index + 1] : 0
    }

    /// An edge is a known neighbour, and no word.
    @inline(__always)
    private static func known(_ pair: UInt64, before next: UInt32) -> UInt8 {
        UInt8(truncatingIfNeeded: CharacterKind.isHan(next) ? pair : RepairLexicon.Pair.known)
    }

    /// What is known of a character and the next one.
    @inline(__always)
    private static func pair(
        _ index: Int, _ text: UnsafeMutableBufferPointer<UInt32>, _ lexicon: RepairLexicon.View
    ) -> UInt8 {
        let next = Self.next(index, text)
        return known(lexicon.pair(text[index], next), before: next)
    }

    private func scan(
        _ text: UnsafeMutableBufferPointer<UInt32>, _ tasks: UnsafeBufferPointer<UInt32>,
        _ words: WordRepair, _ pairs: UnsafeMutableBufferPointer<UInt8>, _ changes: inout [Change]
    ) {
        /// Looks again at the pairs that the changes from `first` on are in.
        func lookAgain(from first: Int) {
            for change in changes[first...] {
                for index in max(0, change.index - 1)...change.index {
                    pairs[index] = Self.pair(index, text, words.lexicon)
                }
            }
        }
        /// Whether a word of the field may have been broken here: nothing else is weighed in a long text, see
        /// ``WordRepair/weighsAll``.
        func mayBeBroken(_ index: Int) -> Bool {
            let left = index > 0 ? pairs[index - 1] : 0
            return UInt64(left | pairs[index]) & RepairLexicon.Pair.broken != 0
        }
        let edge = RepairLexicon.Pair.known
        var left = edge
        for index in 0..<text.count {
            let scalar = text[index]
            let task = scalar < 0x10000 ? tasks[Int(scalar)] : 0
            let changeCount = changes.count
            if task & ~Self.ordinary != 0 {
                readSlots(text, index, task, &changes)
                lookAgain(from: changeCount)
            }
            guard CharacterKind.isHan(scalar) else {
                left = edge
                continue
            }
            let next = index + 1 < text.count ? text[index + 1] : 0
            let right = UInt64(pairs[index])
            let either = left | right
            let isSuspicious =
                either & RepairLexicon.Pair.word == 0
                && (left & right & RepairLexicon.Pair.known == 0
                    || either & RepairLexicon.Pair.inner == 0 && task & Self.common == 0)
            left = right
            guard isSuspicious, task & 1 != 0, text[index] == scalar,
                words.weighsAll || task & Self.strange != 0 || mayBeBroken(index),
                let proposal = words.proposal(text, at: index),
                !proposal.changes.contains(where: { words.names.forbids(text, $0.index) })
            else { continue }
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
            lookAgain(from: changeCount)
            left = CharacterKind.isHan(next) ? words.lexicon.pair(text[index], next) : edge
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
