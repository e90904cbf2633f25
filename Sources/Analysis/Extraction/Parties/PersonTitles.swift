/// Titles and forms of address that follow a surname: 刘书记, 赖嬢嬢, 尹总.
struct PersonTitles: Sendable {
    private static let offices = WordSet([
        "书记", "副书记", "主任", "副主任", "局长", "副局长", "镇长", "副镇长", "乡长", "副乡长", "县长", "副县长", "市长", "副市长", "区长", "副区长", "所长",
        "副所长", "院长", "副院长", "校长", "副校长", "经理", "总经理", "副经理", "老板", "老板娘", "科长", "副科长", "队长", "副队长", "大队长", "中队长", "会计",
        "法官",
        "医生", "老师", "委员", "社长", "组长", "厂长", "矿长", "律师", "支书", "村长", "站长", "副站长", "大夫", "警官", "护士", "部长", "副部长", "处长",
        "副处长",
        "董事长", "股长", "董事", "干事", "文书", "园长", "行长", "副行长", "庭长", "教练", "店长", "总监", "总", "副总", "老总", "主管", "教授", "班长",
        "秘书", "主席", "副主席", "连长", "科员", "专员", "场长",
    ])
    private static let courtesies = WordSet([
        "先生", "女士", "大爷", "大妈", "师傅", "老太", "小姐", "太太", "婆婆", "嬢嬢", "幺嫂", "大嫂", "大姐", "大哥", "大叔", "大婶", "阿姨", "奶奶",
        "爷爷", "妈妈",
        "爸爸", "同志", "同学", "姐", "哥", "伯", "叔", "婶", "嫂", "姨", "娘娘", "老汉", "大娘", "大伯", "老师傅", "某人", "老幺", "老大", "老二",
        "老三", "老四", "老五",
        "老六", "幺妹", "二娃", "老爷子", "家人", "姓",
    ])
    /// 总, 工, 姐 and 所 alone are too often something else; these stand alone.
    private static let single = Set("总姐哥伯叔婶嫂姨".unicodeScalars.map(\.value))
    /// 区主任, 县书记, 班主任 tell a level, no surname.
    private static let levels = Set("区县市镇乡村党国军班时".unicodeScalars.map(\.value))
    private static let receiving = WordSet([
        "接待的", "接待我的", "接待我们的", "分管的", "办公室的", "窗口的", "值班的", "经办的", "负责接待的", "办案的", "主办的", "来的", "说话算数的", "收材料的", "出面的",
    ])

    func longest(
        _ buffer: UnsafeBufferPointer<UInt32>, at index: Int
    ) -> (length: Int, isCourtesy: Bool)? {
        let office = Self.offices.longest(buffer, at: index)
        let courtesy = Self.courtesies.longest(buffer, at: index)
        guard let length = [office?.length, courtesy?.length].compactMap({ $0 }).max() else { return nil }
        if length == 1, !Self.single.contains(buffer[index]) { return nil }
        return (length, courtesy?.length == length)
    }

    /// True when these characters are a title that follows surnames.
    func isTitle(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int, _ length: Int) -> Bool {
        Self.offices.longest(buffer, at: index)?.length == length
    }

    func isLevel(_ scalar: UInt32) -> Bool { Self.levels.contains(scalar) }

    /// 接待的窦科长: who received the writer is no side of the matter.
    func isReceiving(_ buffer: UnsafeBufferPointer<UInt32>, _ index: Int) -> Bool {
        Self.receiving.endsBefore(buffer, index, longest: 6)
    }
}
