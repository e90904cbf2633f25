internal import Documents

/// Short forms of an organisation inside one document: 福建省欣榕物业管理有限公司 … 欣榕物业 … 欣榕; （以下简称矿机厂）.
struct AliasFinder: Sendable {
    private static let tails = WordSet([
        "公司", "物业", "集团", "热力", "地产", "置业", "科技", "医院", "学校", "厂", "劳务", "建筑", "建工", "矿业", "新能源", "商贸", "商行", "教育",
        "农业", "快递",
        "旅行社",
    ])
    private static let village = WordSet(["党支部", "村委会", "居委会", "村委", "两委", "委员会", "合作社"])
    private static let common = WordSet([
        "中国", "建设", "第一", "第二", "第三", "人民", "中心", "实验", "东方", "长城", "中华", "国家", "城市", "农业", "工商", "交通", "宏大", "和谐",
        "平安", "阳光", "幸福", "一家", "这家", "家长", "业主", "村民",
        "新华", "光明", "城建", "市政", "公交", "自来", "供水", "供电", "电力", "燃气", "热力", "房地", "物业", "职业", "农村", "村镇",
    ])
    /// 简称“…”, 下称…: what names a short form.
    private static let introducing = WordSet(["以下简称", "以下称", "下称", "简称", "下简称", "以下均称", "现名", "现改名", "后改名", "后更名为"])
    /// What may stand right behind a short form used as a name.
    private static let followers = Set(
        "的在把将说称讲答不没未就也都与和及跟是有已被仅只拒承要给向对收派欠应却又再还从于为以按由因经并该此每至到让叫通开退赔停拖强擅私违方本未总负工项老经答贴发认催".unicodeScalars.map(\.value))

    /// Mentions by brand or by a short form told, named by the first full name that carries it.
    func find(
        _ organisations: [PartyMention], _ divisions: [NormalizedSpan], _ buffer: UnsafeBufferPointer<UInt32>
    ) -> [PartyMention] {
        var found: [PartyMention] = []
        var known: Set<[UInt32]> = []
        for organisation in organisations {
            if let told = told(after: organisation.span.end, buffer) {
                add(buffer[told.range].map { $0 }, organisation, organisations, buffer, isTold: true, &found, &known)
            }
            guard organisation.type == .organization, organisation.span.count >= 7,
                !Self.village.endsBefore(buffer, organisation.span.end, longest: 5)
            else { continue }
            var start = organisation.span.start
            while let division = divisions.first(where: { $0.start == start && $0.end < organisation.span.end }) {
                start = division.end
            }
            guard start + 4 <= organisation.span.end, start > organisation.span.start || organisation.span.count >= 8
            else { continue }
            // The brand is no division itself: 顺德区居住证.
            guard !divisions.contains(where: { $0.start == start }) else { continue }
            add([buffer[start], buffer[start + 1]], organisation, organisations, buffer, isTold: false, &found, &known)
        }
        return found
    }

    private func add(
        _ brand: [UInt32], _ organisation: PartyMention, _ organisations: [PartyMention],
        _ buffer: UnsafeBufferPointer<UInt32>, isTold: Bool, _ found: inout [PartyMention],
        _ known: inout Set<[UInt32]>
    ) {
        guard brand.allSatisfy(CharacterKind.isHan), known.insert(brand).inserted,
            isTold || brand.withUnsafeBufferPointer({ Self.common.longest($0, at: 0) }) == nil
        else { return }
        var index = 0
        while index + brand.count <= buffer.count {
            guard buffer[index] == brand[0], buffer[index..<index + brand.count].elementsEqual(brand),
                !organisations.contains(where: {
                    $0.span.start < index && index < $0.span.end || $0.span.start == index && $0.span.count >= 7
                })
            else {
                index += 1
                continue
            }
            var end = index + brand.count
            if !isTold, let (length, _) = Self.tails.longest(buffer, at: end) { end += length }
            defer { index = end }
            // 锦翠苑, 碧湖名都: the brand is the start of another name.
            let isWhole =
                isTold && brand.count > 2 || end > index + brand.count || end == buffer.count
                || !CharacterKind.isHan(buffer[end])
                || Self.followers.contains(buffer[end])
            // 詹金虎 is no mention of 金虎石料厂.
            let isBounded =
                index == 0 || !CharacterKind.isHan(buffer[index - 1])
                || BodyFinder.stops.endsBefore(buffer, index, longest: 3) || end > index + brand.count
            guard isWhole, isBounded else { continue }
            found.append(
                PartyMention(
                    span: NormalizedSpan(index, end), name: organisation.name, type: organisation.type,
                    role: organisation.role, rule: isTold ? "party.alias-told" : "party.alias"))
        }
    }

    /// The short form in brackets behind a full name.
    private func told(after end: Int, _ buffer: UnsafeBufferPointer<UInt32>) -> NormalizedSpan? {
        guard end + 3 < buffer.count, buffer[end] == 0x28 else { return nil }
        var start = end + 1
        guard let (length, _) = Self.introducing.longest(buffer, at: start) else { return nil }
        start += length
        while start < buffer.count, [0x201C, 0x22, 0x300C, 0x3A, 0x20].contains(buffer[start]) { start += 1 }
        var last = start
        while last < buffer.count, last - start < 12, CharacterKind.isHan(buffer[last]) { last += 1 }
        return (2...10).contains(last - start) ? NormalizedSpan(start, last) : nil
    }
}
