internal import Duties

/// A column of a table: the word by which programs know it, and how it is told in the user's language.
enum Column: String {
    case account, action, advice, answer, article, at, body, bytes, calendar, category, changed, channel, checksum
    case classes, document, due, duty, entry, exact, f1 = "F1", family, figure, first, found, from, gold, id, item
    case inForce = "in-force"
    case inUse = "in use"
    case kind, label, last, law
    case levelOne = "level 1"
    case levelTwo = "level 2"
    case letters
    case lettersPerSecond = "letters/s"
    case macroF1 = "macro-F1"
    case matter, matters, meaning
    case megabytesPerSecond = "MB/s"
    case model, month, n, name, needs, notice, number
    case owedBy = "owed-by"
    case pack, place
    case precision = "P"
    case predicted, purpose, reason
    case recall = "R"
    case received, registered, request, responsible, roles, rolled, row, score, sentence
    case setF1 = "set F1"
    case since, standing, state, step, strict, texts, title, to, token
    case undoneBy = "undone by"
    case value, verdict, why, column
    // Where a duty stands, as DueDate.Standing writes it.
    case open
    case inGrace = "in-grace"
    case overdue, kept
    case keptLate = "kept-late"

    var told: String { Message.text(chinese, rawValue) }

    private var chinese: String {
        switch self {
        case .account: "账号"
        case .action: "操作"
        case .advice: "办法"
        case .answer: "意见"
        case .article: "条文"
        case .at: "时间"
        case .body: "单位"
        case .bytes: "字节"
        case .calendar: "历法"
        case .category: "类别"
        case .changed: "变更"
        case .channel: "渠道"
        case .checksum: "校验"
        case .classes: "类别数"
        case .column: "列"
        case .document: "文件"
        case .due: "到期"
        case .duty: "义务"
        case .entry: "序号"
        case .exact: "全同 F1"
        case .f1: "F1"
        case .family: "类"
        case .figure: "指标"
        case .first: "最早"
        case .found: "所在"
        case .from: "从"
        case .gold: "标注"
        case .id: "编号"
        case .inForce: "施行"
        case .inGrace: "顺延中"
        case .inUse: "在用"
        case .item: "项"
        case .kept: "按时"
        case .keptLate: "迟延"
        case .kind: "种类"
        case .label: "标签"
        case .last: "最近"
        case .law: "依据"
        case .letters: "来信"
        case .lettersPerSecond: "件/秒"
        case .levelOne: "一级"
        case .levelTwo: "二级"
        case .macroF1: "宏 F1"
        case .matter, .matters: "事项"
        case .meaning: "含义"
        case .megabytesPerSecond: "MB/秒"
        case .model: "模型"
        case .month: "月份"
        case .n, .texts: "件数"
        case .name: "名称"
        case .needs: "须填"
        case .notice: "通知"
        case .number: "编号"
        case .open: "未到期"
        case .overdue: "逾期"
        case .owedBy: "责任单位"
        case .pack: "规则包"
        case .place: "地点"
        case .precision: "准确率"
        case .predicted: "识别"
        case .purpose: "目的"
        case .reason: "理由"
        case .recall: "召回率"
        case .received: "收到"
        case .registered: "登记"
        case .request: "请求"
        case .responsible: "主管单位"
        case .roles: "角色"
        case .rolled: "顺延至"
        case .row: "行"
        case .score: "分值"
        case .sentence: "答复原文"
        case .setF1: "一级集合 F1"
        case .since: "建立"
        case .standing: "情况"
        case .state: "状态"
        case .step: "步骤"
        case .strict: "期限日"
        case .title: "题目"
        case .to: "到"
        case .token: "令牌"
        case .undoneBy: "撤销于"
        case .value: "值"
        case .verdict: "结论"
        case .why: "原因"
        }
    }
}

extension DueDate.Standing {
    var column: Column { Column(rawValue: rawValue)! }
}
