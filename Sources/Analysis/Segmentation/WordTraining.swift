/// From a list of words in groups and segmented sentences to the files of `Dictionaries/Words`.
package enum WordTraining {
    /// The lines of `words.tsv` without its header, and the bytes of `words.trie` and `gaps.model`.
    package struct Files {
        package let list: String
        package let trie: [UInt8]
        package let gaps: [UInt8]
    }

    /// - Parameters:
    ///   - words: a word, a tab, the number of its group a line.
    ///   - sentences: words apart by spaces, a sentence a line, in the order of learning.
    ///   - progress: told after each pass how many gaps of how many were read wrong.
    package static func train(
        words lines: [String], sentences: [String], passes: Int,
        progress: (_ pass: Int, _ wrong: Int, _ all: Int) -> Void
    ) -> Files {
        var words: [(text: String, codes: [UInt16], group: Int)] = []
        for line in lines {
            let fields = line.split(separator: "\t")
            guard fields.count == 2, let group = Int(fields[1]) else { continue }
            words.append(
                (String(fields[0]), fields[0].unicodeScalars.map { UInt16(truncatingIfNeeded: $0.value) }, group))
        }
        words.sort { $0.codes.lexicographicallyPrecedes($1.codes) }
        var trainer = WordTrainer(words: words.map { ($0.codes, $0.group) })
        for pass in 0..<passes {
            var wrong = 0
            var all = 0
            for sentence in sentences {
                var text: [UInt32] = []
                var ends: Set<Int> = []
                for scalar in sentence.unicodeScalars {
                    if scalar == " " { ends.insert(text.count) } else { text.append(scalar.value) }
                }
                guard text.count < WordLattice.longestWindow / 2 else { continue }
                ends.insert(text.count)
                let result = trainer.learn(text, ends: ends, rate: 1)
                wrong += result.wrong
                all += result.all
            }
            progress(pass, wrong, all)
        }
        let learned = trainer.finish()
        let trie = WordTrie(zip(words, learned.wordWeights).map { ($0.codes, $1) })
        let model = WordModel(trie: trie, gaps: learned.gaps, unknown: learned.unknown)
        let list = zip(words, learned.wordWeights).map { "\($0.text)\t\($1)\n" }.joined()
        return Files(list: list, trie: trie.encoded(), gaps: model.encodedGaps())
    }

    /// The bytes of `words.trie` that belong to the bytes of `words.tsv`.
    package static func trie(of list: WordList) -> [UInt8] { list.trie.encoded() }
}
