internal import Documents

extension NameModel {
    /// The best row of labels up to a character, by its label: how far each is above the label outside of names.
    private struct Best {
        var begins: Sums
        var inside: Sums
    }

    /// A text is read in blocks: buckets of the next one are asked for while the rows of this one are found and asked for,
    /// and those of the one before are added up, so that nothing is waited for.
    private static let block = 32

    /// Calls `body` with each name of the best row of labels, last ones first: its characters, what it names, and how far
    /// its part is above the next best.
    @inline(__always)
    func forEachName(_ features: NameFeatures, _ body: (NormalizedSpan, NameKind, Int) -> Void) {
        Scratch.with(Best.self, count: features.count) { best in
            weigh(features, best.baseAddress!)
            goBack(UnsafePointer(best.baseAddress!), count: features.count, body)
        }
    }

    // MARK: adding up

    /// By itself: where it becomes part of its caller, what it carries on is kept in memory and a third slower.
    @inline(never)
    private func weigh(_ features: NameFeatures, _ best: UnsafeMutablePointer<Best>) {
        let count = features.count
        let length = count + 2 * NameFeatures.margin
        Scratch.with(UInt32.self, count: 2 * length) { places in
            // By the last character of the sequence.
            let pairs = places.baseAddress! + NameFeatures.margin
            let triples = pairs + length
            var reading = Reading(features, self, pairs: pairs, triples: triples, best)
            /// The sequences that are known once a block is: those that end no more than two characters behind it.
            func sequences(_ block: Int) -> Range<Int> {
                (block == 0 ? -1 : block * Self.block + 2)..<min((block + 1) * Self.block, count) + 2
            }
            func characters(_ block: Int) -> Range<Int> { block * Self.block..<min((block + 1) * Self.block, count) }
            let blocks = (count + Self.block - 1) / Self.block
            ask(sequences(0), features, pairs: pairs, triples: triples)
            for block in 0..<blocks {
                if block + 1 < blocks { ask(sequences(block + 1), features, pairs: pairs, triples: triples) }
                find(sequences(block), features, pairs: pairs, triples: triples)
                if block > 0 { reading.read(characters(block - 1)) }
            }
            reading.read(characters(blocks - 1))
        }
    }

    /// Asks for the buckets of the sequences that end at each character of a range, and puts their numbers there.
    @inline(__always)
    private func ask(
        _ range: Range<Int>, _ features: NameFeatures, pairs: UnsafeMutablePointer<UInt32>,
        triples: UnsafeMutablePointer<UInt32>
    ) {
        let characters = features.characters
        var before = Rows.pair(characters[range.lowerBound - 2].number, characters[range.lowerBound - 1].number)
        for index in range {
            let number = characters[index].number
            let pair = Rows.pair(characters[index - 1].number, number)
            let (pairBucket, tripleBucket) = (rows.bucket(of: pair), rows.bucket(ofTriple: Rows.triple(before, number)))
            rows.ask(forCharacter: number)
            rows.ask(forBucket: pairBucket)
            rows.ask(forBucket: tripleBucket)
            pairs[index] = UInt32(truncatingIfNeeded: pairBucket)
            triples[index] = UInt32(truncatingIfNeeded: tripleBucket)
            before = pair
        }
    }

    /// Finds the rows of the sequences that end at each character of a range, from the buckets that were asked for.
    @inline(__always)
    private func find(
        _ range: Range<Int>, _ features: NameFeatures, pairs: UnsafeMutablePointer<UInt32>,
        triples: UnsafeMutablePointer<UInt32>
    ) {
        let characters = features.characters
        var before = Rows.pair(characters[range.lowerBound - 2].number, characters[range.lowerBound - 1].number)
        for index in range {
            let number = characters[index].number
            let pair = Rows.pair(characters[index - 1].number, number)
            let pairRow = rows.row(of: pair, from: Int(pairs[index]))
            let tripleRow = rows.row(of: Rows.triple(before, number), from: Int(triples[index]))
            rows.askForRow(pairRow)
            rows.askForRow(tripleRow)
            pairs[index] = UInt32(truncatingIfNeeded: pairRow)
            triples[index] = UInt32(truncatingIfNeeded: tripleRow)
            before = pair
        }
    }

    /// What is carried on from one character to the next.
    private struct Reading {
        let features: NameFeatures
        let model: NameModel
        let pairs: UnsafeMutablePointer<UInt32>
        let triples: UnsafeMutablePointer<UInt32>
        let best: UnsafeMutablePointer<Best>
        var begins: Sums
        var inside: Sums
        var shapes = 0
        var surnames = 0
        var places: Int
        var parties: Int

        init(
            _ features: NameFeatures, _ model: NameModel, pairs: UnsafeMutablePointer<UInt32>,
            triples: UnsafeMutablePointer<UInt32>, _ best: UnsafeMutablePointer<Best>
        ) {
            (self.features, self.model, self.pairs, self.triples, self.best) = (features, model, pairs, triples, best)
            // Outside of names before the text, as it were.
            begins = Sums(repeating: NameModel.never)
            begins[0] = 0
            inside = Sums(repeating: NameModel.never)
            for index in 0..<2 { shapes = shapes * NameCharacter.Shape.count + features.characters[index].shape }
            places = Int(features.placeParts[-1]) * NameFeatures.Parts.places + Int(features.placeParts[0])
            parties = Int(features.partyParts[-1]) * NameFeatures.Parts.parties + Int(features.partyParts[0])
        }

        @inline(never)
        mutating func read(_ range: Range<Int>) {
            typealias Parts = NameFeatures.Parts
            let (characters, placeParts, partyParts) = (features.characters, features.placeParts, features.partyParts)
            let (endings, repetitions, titleEnd) = (features.endings, features.repetitions, features.titleEnd)
            let (pairs, triples) = (pairs, triples)
            let rows = UnsafePointer(model.rows.rows)
            func table(_ table: Table) -> UnsafePointer<Row> { rows + model.rows.start(of: table) }
            let (ofShapes, ofPlaces, ofParties) = (table(.shapes), table(.places), table(.parties))
            let (ofBoth, ofRepetitions, ofEndings) = (table(.placeParty), table(.repetitions), table(.endings))
            var (shapes, surnames, places, parties) = (shapes, surnames, places, parties)
            var chain = Chain(model.transitions, begins: begins, inside: inside)
            for index in range {
                var sums = RowSums()
                let singles = Single.allCases.count
                sums.add(rows[characters[index].number * singles + Single.here.rawValue])
                sums.add(rows[characters[index - 1].number * singles + Single.before.rawValue])
                sums.add(rows[characters[index + 1].number * singles + Single.behind.rawValue])
                sums.add(rows[characters[index - 2].number * singles + Single.before2.rawValue])
                sums.add(rows[characters[index + 2].number * singles + Single.behind2.rawValue])
                sums.add(rows[Int(pairs[index]) + Pair.beforeHere.rawValue])
                sums.add(rows[Int(pairs[index + 1]) + Pair.hereBehind.rawValue])
                sums.add(rows[Int(pairs[index - 1]) + Pair.twoBefore.rawValue])
                sums.add(rows[Int(pairs[index + 2]) + Pair.twoBehind.rawValue])
                sums.add(rows[Int(triples[index + 1]) + Triple.around.rawValue])
                sums.add(rows[Int(triples[index + 2]) + Triple.hereTwoBehind.rawValue])
                sums.add(rows[Int(triples[index]) + Triple.twoBeforeHere.rawValue])
                shapes = shapes % (NameFeatures.shapes / 5) * 5 + characters[index + 2].shape
                surnames = surnames >> 1 | characters[index].surname << 2
                sums.add(ofShapes[surnames * NameFeatures.shapes + shapes])
                let (place, party) = (Int(placeParts[index]), Int(partyParts[index]))
                places = places % (Parts.places * Parts.places) * Parts.places + Int(placeParts[index + 1])
                parties = parties % (Parts.parties * Parts.parties) * Parts.parties + Int(partyParts[index + 1])
                sums.add(ofPlaces[places])
                sums.add(ofParties[parties])
                sums.add(ofBoth[place * Parts.parties + party])
                let pairsSeen = (surnames * 4 + Int(repetitions[index - 1])) * 4 + Int(repetitions[index])
                sums.add(ofRepetitions[pairsSeen * 2 + (index <= titleEnd ? 1 : 0)])
                sums.add(ofEndings[Int(endings[index])])
                chain.go(on: sums)
                best[index] = Best(begins: chain.begins, inside: chain.inside)
            }
            (self.shapes, self.surnames, self.places, self.parties) = (shapes, surnames, places, parties)
            (begins, inside) = (chain.begins, chain.inside)
        }
    }

    /// What features together add to each label.
    private struct RowSums {
        /// Of the labels that begin names, and 256 times that of those inside of them, as far as it goes.
        private var both = Row.zero
        private(set) var inside = Row.zero

        /// No more than some twenty rows are added: either sum has room.
        var begins: Row { both &- inside &<< Row(repeating: 8) }

        @inline(__always)
        mutating func add(_ row: Row) {
            both &+= row
            inside &+= row &>> Row(repeating: 8)
        }
    }

    /// The best rows of labels up to a character, by its label.
    private struct Chain {
        private(set) var begins: Sums
        private(set) var inside: Sums
        private let (none, b1, b2, b3, b4, b5, b6): (Sums, Sums, Sums, Sums, Sums, Sums, Sums)
        private let (i1, i2, i3, i4, i5, i6): (Sums, Sums, Sums, Sums, Sums, Sums)
        private let (starts, goesOn): (Sums, Sums)

        init(_ transitions: Transitions, begins: Sums, inside: Sums) {
            (self.begins, self.inside) = (begins, inside)
            let (b, i) = (transitions.beginsBehindBegins, transitions.beginsBehindInside)
            (none, b1, b2, b3, b4, b5, b6) = (b[0], b[1], b[2], b[3], b[4], b[5], b[6])
            (i1, i2, i3, i4, i5, i6) = (i[1], i[2], i[3], i[4], i[5], i[6])
            (starts, goesOn) = (transitions.insideBehindBegins, transitions.insideBehindInside)
        }

        /// On to the next character, to whose labels `sums` are added.
        @inline(__always)
        mutating func go(on sums: RowSums) {
            func from(_ before: Sums, _ pair: Int, _ transitions: Sums) -> Sums {
                transitions &+ Sums(repeating: before[pair])
            }
            // In pairs, so that not every step waits for the one before; what is before lane 0 is always 0.
            let first = Sums.highest(Sums.highest(from(begins, 1, b1), from(begins, 2, b2)), from(begins, 3, b3))
            let second = Sums.highest(Sums.highest(from(begins, 4, b4), from(begins, 5, b5)), from(begins, 6, b6))
            let third = Sums.highest(Sums.highest(from(inside, 1, i1), from(inside, 2, i2)), from(inside, 3, i3))
            let fourth = Sums.highest(Sums.highest(from(inside, 4, i4), from(inside, 5, i5)), from(inside, 6, i6))
            let begun = Sums.highest(Sums.highest(Sums.highest(first, second), Sums.highest(third, fourth)), none)
            let goneOn = Sums.highest(starts &+ begins, goesOn &+ inside)
            let nextBegins = begun &+ Sums(truncatingIfNeeded: sums.begins)
            let nextInside = goneOn &+ Sums(truncatingIfNeeded: sums.inside)
            // Sums stay small however long the text is.
            let outside = Sums(repeating: nextBegins[0])
            let floor = Sums(repeating: NameModel.never)
            begins = Sums.highest(nextBegins &- outside, floor)
            inside = Sums.highest(nextInside &- outside, floor)
        }
    }

    // MARK: going back

    /// Follows the best row of labels from its end.
    @inline(__always)
    private func goBack(
        _ best: UnsafePointer<Best>, count: Int, _ body: (NormalizedSpan, NameKind, Int) -> Void
    ) {
        var label = Self.best(best[count - 1].begins, best[count - 1].inside)
        var end = count
        for index in (0..<count).reversed() {
            let pair = label.pair
            if !label.isInside {
                if let kind = label.kind {
                    let last = best[end - 1]
                    let weight = end - index == 1 ? last.begins[pair] : last.inside[pair]
                    body(NormalizedSpan(index, end), kind, Self.difference(weight, last, pair))
                }
                end = index
                guard index > 0 else { break }
                let before = best[index - 1]
                label = Self.best(
                    before.begins &+ transitions.behindBegins[pair], before.inside &+ transitions.behindInside[pair])
            } else if index > 0 {
                let before = best[index - 1]
                let starts = before.begins[pair] &+ transitions.insideBehindBegins[pair]
                let goesOn = before.inside[pair] &+ transitions.insideBehindInside[pair]
                if starts >= goesOn { label = NameLabel(rawValue: label.rawValue - 1) ?? .none }
            }
        }
    }

    /// The label with the highest sum.
    @inline(__always)
    private static func best(_ begins: Sums, _ inside: Sums) -> NameLabel {
        let all = Sums.highest(begins, inside)
        let four = SIMD4<Int16>.highest(all.lowHalf, all.highHalf)
        let top = max(max(four[0], four[1]), max(four[2], four[3]))
        if begins[0] == top { return .none }
        for pair in 1...NameKind.allCases.count {
            if begins[pair] == top { return NameLabel(rawValue: 2 * pair) ?? .none }
            if inside[pair] == top { return NameLabel(rawValue: 2 * pair + 1) ?? .none }
        }
        return .none
    }

    /// How far a part is above the next best for a name that ends here.
    private static func difference(_ weight: Int16, _ last: Best, _ pair: Int) -> Int {
        let parts = NameLabel.petitionerStart.pair...NameLabel.otherStart.pair
        let others = parts.lazy.filter { $0 != pair }.map { max(last.begins[$0], last.inside[$0]) }
        return Int(weight) - Int(others.max() ?? weight)
    }
}

// For these types alone: comparisons of vectors of any type are made lane by lane.
extension SIMD8<Int16> {
    @inline(__always)
    fileprivate static func highest(_ left: Self, _ right: Self) -> Self {
        left.replacing(with: right, where: right .> left)
    }
}

extension SIMD4<Int16> {
    @inline(__always)
    fileprivate static func highest(_ left: Self, _ right: Self) -> Self {
        left.replacing(with: right, where: right .> left)
    }
}
