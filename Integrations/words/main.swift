import Analysis
import Dictionaries
import Foundation

// train-words WORDS FOLDER HEADER SENTENCES… : learns the files of Dictionaries/Words; see the README there.
let arguments = CommandLine.arguments
guard arguments.count > 4 else {
    print("usage: train-words WORDS FOLDER HEADER SENTENCES…")
    exit(64)
}
func lines(_ path: String) throws -> [String] {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        .split(separator: "\n").map(String.init)
}
var sentences: [String] = []
for path in arguments[4...] { sentences += try lines(path) }
let files = try WordTraining.train(words: lines(arguments[1]), sentences: sentences, passes: 2) { pass, wrong, all in
    print("pass \(pass + 1): \(wrong) of \(all) gaps read wrong")
}
let folder = URL(fileURLWithPath: arguments[2], isDirectory: true)
let header = try String(contentsOfFile: arguments[3], encoding: .utf8)
try Data((header + files.list).utf8).write(to: folder.appending(path: "words.tsv"))
try Data(files.trie).write(to: folder.appending(path: "words.trie"))
try Data(files.gaps).write(to: folder.appending(path: "gaps.model"))
