import Foundation
import Linkage

/// The list of `Dictionaries/Linkage`, read as the program reads it.
enum ShippedWords {
    static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Dictionaries/Linkage/words.txt")

    static let words: LinkWords = {
        guard let bytes = try? Data(contentsOf: file), let words = LinkWords(file: Array(bytes)) else {
            fatalError("words.txt")
        }
        return words
    }()
}
