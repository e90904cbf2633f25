public import Foundation

/// 1,000 invented people with name, phone, ID number and address, and letters that four of them write together, in four
/// ways: whatever of them is found where it may not be is a leak (SAFETY 2).
public enum PlantedPeople {
    public struct Person: Sendable {
        public let name: String
        let phone: String
        let idNumber: String
        let address: String
    }

    public enum Way: CaseIterable, Sendable { case plain, split, fullWidth, traditional }

    private static let surnames = Array("赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕施张孔曹严魏陶姜谢邹窦章苏潘葛范彭鲁韦马俞任袁柳")
    private static let given = Array("伟芳娜敏静丽强磊军洋勇艳杰娟涛超秀霞刚桂英慧巧美辉宁贵福元胜祥才新彬富顺")
    fileprivate static let traditional: [Character: Character] = [
        "赵": "趙", "钱": "錢", "孙": "孫", "吴": "吳", "郑": "鄭", "冯": "馮", "陈": "陳", "蒋": "蔣", "韩": "韓", "杨": "楊",
        "许": "許", "吕": "呂", "张": "張", "严": "嚴", "谢": "謝", "邹": "鄒", "窦": "竇", "苏": "蘇", "鲁": "魯", "韦": "韋",
        "马": "馬", "伟": "偉", "静": "靜", "丽": "麗", "军": "軍", "艳": "艷", "杰": "傑", "涛": "濤", "刚": "剛", "辉": "輝",
        "宁": "寧", "贵": "貴", "胜": "勝", "顺": "順",
    ]

    public static let people: [Person] = (0..<1_000).map { number in
        func padded(_ number: Int, _ width: Int) -> String {
            String(repeating: "0", count: max(0, width - "\(number)".count)) + "\(number)"
        }
        let (first, second) = (number * 7 % given.count, (number * 11 + 5) % given.count)
        let name = [
            surnames[number % surnames.count], given[first],
            given[second == first ? (first + 1) % given.count : second],
        ]
        // No such month: nobody has this number.
        let idNumber = "410411" + "\(1950 + number % 50)" + "13" + padded(number % 28 + 1, 2) + padded(number, 3) + "X"
        return Person(
            name: String(name), phone: "1990000" + padded(number, 4), idNumber: idNumber,
            address: "幸福小区\(number % 30 + 1)号楼\(number % 4 + 1)单元\(number % 17 + 101)室")
    }

    private static func written(_ value: String, _ way: Way) -> String {
        switch way {
        case .plain: value
        case .split: value.prefix(value.count / 2 + 1) + "\n" + value.dropFirst(value.count / 2 + 1)
        case .fullWidth:
            String(
                String.UnicodeScalarView(
                    value.unicodeScalars.map {
                        (0x30...0x7A).contains($0.value) ? Unicode.Scalar($0.value + 0xFEE0)! : $0
                    }))
        case .traditional: String(value.map { traditional[$0] ?? $0 })
        }
    }

    /// A letter of four people.
    public static func letter(_ four: ArraySlice<Person>, _ way: Way) -> String {
        let people = four.map { person in
            Person(
                name: written(person.name, way), phone: written(person.phone, way),
                idNumber: written(person.idNumber, way), address: written(person.address, way))
        }
        return """
            市信访局：
            我叫\(people[0].name)，身份证号\(people[0].idNumber)，住\(people[0].address)，电话\(people[0].phone)。
            我们小区停水三天，请求尽快恢复供水。
            联系人：\(people[1].name)，联系电话：\(people[1].phone)，身份证号：\(people[1].idNumber)，住址：\(people[1].address)
            联系人：\(people[2].name)，联系电话：\(people[2].phone)，身份证号：\(people[2].idNumber)，住址：\(people[2].address)
            反映人：\(people[3].name)，联系电话：\(people[3].phone)，身份证号：\(people[3].idNumber)，住址：\(people[3].address)
            2026年3月2日
            """
    }

    /// All letters as JSON lines: 250, in each way as many; a sender's id is a name too.
    public static func lines() throws -> Data {
        var lines = Data()
        for (index, start) in stride(from: 0, to: people.count, by: 4).enumerated() {
            let four = people[start..<(start + 4)]
            lines += try JSONEncoder().encode([
                "id": four.first?.name ?? "", "text": letter(four, Way.allCases[index % Way.allCases.count]),
                "received": "2026-03-02",
            ])
            lines.append(0x0A)
        }
        return lines
    }
}

/// Finds planted values in a text read as one who searches would: no spaces, half-width, simplified.
public struct Hound {
    private static let simplified: [UInt32: UInt32] = Dictionary(
        uniqueKeysWithValues: PlantedPeople.traditional.compactMap { simple, traditional in
            guard let from = traditional.unicodeScalars.first, let to = simple.unicodeScalars.first else {
                return nil
            }
            return (from.value, to.value)
        })

    /// Names of three characters, packed.
    private let names: Set<UInt64>
    public private(set) var foundNames: Set<UInt64> = []
    /// Phones, and the digits of ID numbers.
    public private(set) var longNumbers: [String] = []
    public private(set) var addresses = 0
    public private(set) var length = 0

    public init() {
        names = Set(PlantedPeople.people.map { Self.packed($0.name.unicodeScalars.map(\.value)[...]) })
    }

    private static func packed(_ three: ArraySlice<UInt32>) -> UInt64 {
        three.reduce(0) { $0 << 21 | UInt64($1) }
    }

    /// Whether anything planted was found; the digits of a phone cut short are none.
    public var isSilent: Bool { foundNames.isEmpty && addresses == 0 && longNumbers.allSatisfy { $0.count < 11 } }

    public mutating func search(_ text: String) {
        var scalars: [UInt32] = []
        for scalar in text.unicodeScalars where scalar.value > 0x20 && scalar.value != 0x3000 {
            let half = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
            scalars.append(Self.simplified[half] ?? half)
        }
        length += scalars.count
        var (window, digits): (UInt64, [UInt32]) = (0, [])
        for scalar in scalars + [0] {
            window = (window << 21 | UInt64(scalar)) & (1 << 63 - 1)
            if names.contains(window) { foundNames.insert(window) }
            // 单元 stands in the addresses alone.
            if window & (1 << 42 - 1) == UInt64(0x5355) << 21 | 0x5143 { addresses += 1 }
            if (0x30...0x39).contains(scalar) {
                digits.append(scalar)
            } else {
                if digits.starts(with: [0x31, 0x39, 0x39, 0x30])
                    || (digits.count == 17 && digits.starts(with: [0x34, 0x31, 0x30, 0x34, 0x31, 0x31]))
                {
                    longNumbers.append(String(String.UnicodeScalarView(digits.compactMap(Unicode.Scalar.init))))
                }
                digits.removeAll(keepingCapacity: true)
            }
        }
    }
}
