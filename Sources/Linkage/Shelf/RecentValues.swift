/// Values wanted lately, by number. At a turn those that were not wanted since the last one are let go.
public struct RecentValues<Value: Sendable>: Sendable {
    private var recent: [Int: Value] = [:]
    private var older: [Int: Value] = [:]
    private let most: Int

    /// - Parameter most: values kept, beside those that are wanted at once.
    public init(most: Int) { self.most = most }

    /// To be called before so many values are wanted at once; all of them are there until the next call.
    public mutating func makeRoom(for count: Int) {
        guard recent.count + count > most / 2 else { return }
        older = recent
        recent = [:]
    }

    /// What is kept under a number, which is wanted now.
    public mutating func value(_ number: Int) -> Value? {
        if let value = recent[number] { return value }
        guard let value = older[number] else { return nil }
        recent[number] = value
        return value
    }

    /// What is wanted since the last turn.
    public subscript(number: Int) -> Value? {
        get { recent[number] }
        set { recent[number] = newValue }
    }

    public mutating func removeAll() { (recent, older) = ([:], [:]) }
}
