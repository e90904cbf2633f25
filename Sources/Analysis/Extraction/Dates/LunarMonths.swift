internal import Dictionaries
internal import Documents
internal import ICUKit
internal import Synchronization

/// When lunar months begin and how long they are, asked of ICU once a month and kept.
///
/// ICU works a lunar day out from the sun and the moon each time, which takes longer than reading all other values of a
/// letter. Where it differs from the published calendar, `Dictionaries/Values/lunar-months.tsv` holds.
///
/// `Sendable`: its memory holds words that threads read and write whole, without a lock; two that ask for a month at once
/// both write the same.
final class LunarMonths: @unchecked Sendable {
    static let path = "Values/lunar-months.tsv"

    /// Of other years ICU is asked each time; nobody writes of them.
    private static let kept = 1900...2100

    /// By year, then by month, then whether it is the second of its number.
    private let months: UnsafeMutablePointer<Atomic<UInt32>>

    private static var count: Int { kept.count * 24 }

    /// As ICU has them.
    init() {
        months = .allocate(capacity: Self.count)
        for place in 0..<Self.count { (months + place).initialize(to: Atomic(0)) }
    }

    /// As the published calendar has them.
    convenience init(_ files: DictionaryFiles) throws(DictionaryError) {
        self.init()
        for (number, line) in DictionaryLines(try files.bytes(of: Self.path)) {
            let columns = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
            func problem(_ text: String) -> DictionaryError {
                DictionaryError(file: Self.path, line: number, problem: text)
            }
            guard columns.count == 4, let year = Int(columns[0]), Self.kept.contains(year) else {
                throw problem("needs a year from \(Self.kept.lowerBound) on, a month, a day and a length")
            }
            let isLeapMonth = columns[1].hasPrefix("闰")
            guard let month = Int(columns[1].drop { $0 == "闰" }), (1...12).contains(month) else {
                throw problem("no month: \(columns[1])")
            }
            var told = Month(start: nil)
            if columns[2] != "-" {
                guard let first = CivilDate(columns[2]), let days = Int(columns[3]), days == 29 || days == 30 else {
                    throw problem("no day, or a length that is not 29 or 30")
                }
                told = Month(start: first.daysSinceEpoch)
                told.hasThirty = days == 30
            }
            place(year, month, isLeapMonth).pointee.store(told.word, ordering: .relaxed)
        }
    }

    private func place(_ year: Int, _ month: Int, _ isLeapMonth: Bool) -> UnsafeMutablePointer<Atomic<UInt32>> {
        months + ((year - Self.kept.lowerBound) * 12 + month - 1) * 2 + (isLeapMonth ? 1 : 0)
    }

    deinit {
        months.deinitialize(count: Self.count)
        months.deallocate()
    }

    /// What is known of a month, in one word: 0 while nobody has asked.
    private struct Month {
        private(set) var word: UInt32

        private static let known: UInt32 = 1
        private static let exists: UInt32 = 2
        private static let isLong: UInt32 = 4
        private static let isShort: UInt32 = 8
        private static let flags: UInt32 = 4
        /// Days before 1970 that are told.
        private static let before = 1 << 20

        init(word: UInt32) { self.word = word }

        /// - Parameter start: days since 1970-01-01 of the first day; `nil` for a month that the year has not.
        init(start: Int?) {
            word = Self.known
            guard let start else { return }
            word |= Self.exists | UInt32(start + Self.before) << Self.flags
        }

        var isKnown: Bool { word != 0 }
        var start: Int? { word & Self.exists == 0 ? nil : Int(word >> Self.flags) - Self.before }

        /// Whether it has a thirtieth day; `nil` while nobody has asked.
        var hasThirty: Bool? {
            get { word & (Self.isLong | Self.isShort) == 0 ? nil : word & Self.isLong != 0 }
            set { word |= newValue == true ? Self.isLong : Self.isShort }
        }
    }

    /// Days since 1970-01-01; `nil` where the year has no such day or ICU fails.
    func days(_ year: Int, _ month: Int, _ day: Int, _ isLeapMonth: Bool) -> Int? {
        guard (1...12).contains(month), (1...30).contains(day) else { return nil }
        guard Self.kept.contains(year) else { return Self.asked(year, month, day, isLeapMonth) }
        let place = place(year, month, isLeapMonth)
        var known = Month(word: place.pointee.load(ordering: .relaxed))
        if !known.isKnown {
            known = Month(start: Self.asked(year, month, 1, isLeapMonth))
            place.pointee.store(known.word, ordering: .relaxed)
        }
        guard let start = known.start else { return nil }
        if day == 30, known.hasThirty == nil {
            known.hasThirty = Self.asked(year, month, 30, isLeapMonth) != nil
            place.pointee.store(known.word, ordering: .relaxed)
        }
        return day < 30 || known.hasThirty == true ? start + day - 1 : nil
    }

    private static func asked(_ year: Int, _ month: Int, _ day: Int, _ isLeapMonth: Bool) -> Int? {
        let date = ChineseCalendar.LunarDate(year: year, month: month, day: day, isLeapMonth: isLeapMonth)
        guard let days = try? ChineseCalendar().days(of: date) else { return nil }
        return days
    }
}
