internal import Documents

/// Short forms of an organisation inside one document: 福建省欣榕物业管理有限公司 … 欣榕物业 … 欣榕.
struct AliasFinder: Sendable {
    private static let tails = WordSet([
        "公司", "物业", "集团", "热力", "地产", "置业", "科技", "医院", "学校", "厂", "劳务", "建筑", "建工", "矿业", "新能源",
    ])
    private static let village = WordSet(["党支部", "村委会", "居委会", "村委", "两委", "委员会"])
    private static let common = WordSet([
        "中国", "建设", "第一", "第二", "第三", "人民", "中心", "实验", "东方", "长城", "中华", "国家", "城市", "农业", "工商", "交通", "宏大", "和谐",
        "平安", "阳光", "幸福",
        "新华", "光明", "城建", "市政", "公交", "自来", "供水", "供电", "电力", "燃气", "热力", "房地", "物业", "职业", "农村", "村镇",
    ])

    /// Mentions by brand, named by the first full name that carries it.
    func find(
        _ organisations: [PartyMention], _ divisions: [NormalizedSpan], _ buffer: UnsafeBufferPointer<UInt32>
    ) -> [PartyMention] {
        var found: [PartyMention] = []
        var known: Set<[UInt32]> = []
        for organisation in organisations where organisation.type == .organization && organisation.span.count >= 7 {
            guard !Self.village.endsBefore(buffer, organisation.span.end, longest: 5) else { continue }
            var start = organisation.span.start
            while let division = divisions.first(where: { $0.start == start && $0.end < organisation.span.end }) {
                start = division.end
            }
            guard start + 4 <= organisation.span.end, start > organisation.span.start || organisation.span.count >= 8
            else { continue }
            let brand = [buffer[start], buffer[start + 1]]
            guard Self.common.longest(buffer, at: start) == nil, CharacterKind.isHan(brand[0]),
                CharacterKind.isHan(brand[1]), known.insert(brand).inserted
            else { continue }
            for index in 0..<max(0, buffer.count - 1)
            where buffer[index] == brand[0] && buffer[index + 1] == brand[1]
                && !organisations.contains(where: {
                    $0.span.start < index && index < $0.span.end || $0.span.start == index && $0.span.count >= 7
                })
            {
                var end = index + 2
                if let (length, _) = Self.tails.longest(buffer, at: end) { end += length }
                found.append(
                    PartyMention(
                        span: NormalizedSpan(index, end), name: organisation.name, type: .organization,
                        role: organisation.role, rule: "party.alias"))
            }
        }
        return found
    }
}
