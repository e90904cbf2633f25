internal import Documents

/// The features of ``NameFeatures`` one by one and by name, as the model is learned from them.
///
/// `Integrations/names/fit_names.py` brings them into the tables of ``NameModel``: what a name stands for is told there.
extension NameFeatures {
    /// Calls `body` with every feature of the character at `index`: `here:53bf`, `parties:0.0.1`.
    func forEach(at index: Int, in text: UnsafeBufferPointer<UInt32>, _ body: (String) -> Void) {
        func scalar(_ place: Int) -> Int {
            Int(place < 0 ? NameCharacters.before : place >= text.count ? NameCharacters.behind : text[place])
        }
        func tell(_ name: String, _ values: Int...) {
            body(name + ":" + values.map { String($0, radix: 16) }.joined(separator: "."))
        }
        let (before2, before, here) = (scalar(index - 2), scalar(index - 1), scalar(index))
        let (behind, behind2) = (scalar(index + 1), scalar(index + 2))
        tell("here", here)
        tell("before", before)
        tell("behind", behind)
        tell("before2", before2)
        tell("behind2", behind2)
        tell("beforeHere", before, here)
        tell("hereBehind", here, behind)
        tell("twoBefore", before2, before)
        tell("twoBehind", behind, behind2)
        tell("around", before, here, behind)
        tell("hereTwoBehind", here, behind, behind2)
        tell("twoBeforeHere", before2, before, here)
        let shapes = (-2...2).map { characters[index + $0].shape }.reduce(0) { $0 * NameCharacter.Shape.count + $1 }
        tell("shapes", shapes)
        let place = Int(placeParts[index])
        let party = Int(partyParts[index])
        tell("place", place)
        tell("places", Int(placeParts[index - 1]), place, Int(placeParts[index + 1]))
        tell("party", party)
        tell("parties", Int(partyParts[index - 1]), party, Int(partyParts[index + 1]))
        tell("placeParty", place, party)
        if endings[index] > 0 {
            let distance = Int(endings[index] - 1) % Self.farAway
            tell("endingIn", distance)
            tell("ending", scalar(index + distance), min(distance, 4))
        }
        if repetitions[index] > 1 { tell("repeated", 0) }
        if index <= titleEnd { tell("title", 0) }
        let surnames = (0...2).reduce(0) { $0 * 2 + characters[index - $1].surname }
        if surnames > 0 {
            tell("surnameRepeated", surnames, Int(repetitions[index - 1]), Int(repetitions[index]))
            tell("surnameShapes", surnames, shapes)
        }
    }
}
