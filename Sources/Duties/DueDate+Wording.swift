internal import Documents

extension DueDate {
    /// The count in words, a line a step.
    public func wording(chinese isChinese: Bool, events: RulePacks) -> [String] {
        steps.map { $0.wording(chinese: isChinese, events: events) }
            + doubts.map { $0.wording(chinese: isChinese, events: events) }
    }
}

extension Period {
    /// 60日, 5个工作日; 60 days, 5 working days.
    public func wording(chinese isChinese: Bool) -> String {
        if isChinese {
            return switch self {
            case .days(let count): "\(count)日"
            case .workingDays(let count): "\(count)个工作日"
            case .months(let count): "\(count)个月"
            case .years(let count): "\(count)年"
            }
        }
        let unit =
            switch self {
            case .days: "day"
            case .workingDays: "working day"
            case .months: "month"
            case .years: "year"
            }
        return "\(count) \(unit)\(count == 1 ? "" : "s")"
    }
}

extension DueDate.Step {
    func wording(chinese isChinese: Bool, events: RulePacks) -> String {
        switch self {
        case .start(let id, let day):
            let event = events.event(id)
            return isChinese
                ? "\(day) \(event?.chinese ?? id),当日不计,自次日起算" : "\(day) \(event?.english ?? id); the day does not count"
        case .period(let period, let end):
            let length = period.wording(chinese: isChinese)
            return isChinese ? "\(length),至 \(end)" : "\(length), to \(end)"
        case .free(let first, let last, let name):
            let days = first == last ? "\(first)" : "\(first)/\(last)"
            return isChinese ? "其中 \(days) \(name ?? "周末"),不计" : "of these, \(days) are free (\(name ?? "weekend"))"
        case .makeUpDay(let day):
            return isChinese ? "\(day) 调休上班,计入" : "\(day) is a make-up working day and counts"
        case .extended(let period, let end):
            let length = period.wording(chinese: isChinese)
            return isChinese ? "延期 \(length),至 \(end)" : "extended by \(length), to \(end)"
        case .leftOut(let id, let first, let last, let days, let end):
            let event = events.event(id)
            return isChinese
                ? "\(event?.chinese ?? id) \(first)/\(last) 共 \(days) 日不计,至 \(end)"
                : "\(event?.english ?? id) \(first)/\(last), \(days) days left out, to \(end)"
        case .rolled(let from, let to):
            return isChinese
                ? "\(from) 为休息日,顺延至 \(to)(\(Self.rollingLaw(on: from)))"
                : "\(from) is free: moves to \(to) (\(Self.rollingLaw(on: from)))"
        }
    }

    /// The law that moves a last day which is free, at the time.
    private static func rollingLaw(on day: CivilDate) -> String {
        switch day.year * 10_000 + day.month * 100 + day.day {
        case 20_210_101...: "民法典第二百零三条"
        case 20_171_001...: "民法总则第二百零三条"
        default: "民法通则第一百五十四条"
        }
    }
}

extension DueDate.Doubt {
    func wording(chinese isChinese: Bool, events: RulePacks) -> String {
        switch self {
        case .extensionNotAllowed:
            isChinese ? "注意:该期限不得延长,延期未计入" : "note: the law allows no extension here; it was not counted"
        case .extensionCut(let most):
            isChinese
                ? "注意:延期超出法定上限,按 \(most.wording(chinese: true)) 计"
                : "note: more than the law allows was granted; \(most.wording(chinese: false)) were counted"
        case .extensionRepeated:
            isChinese ? "注意:只能延期一次,第二次未计入" : "note: a second extension does not count"
        case .extensionTooLate(let day):
            isChinese ? "注意:\(day) 批准延期时期限已过,未计入" : "note: the extension of \(day) came after the time was over"
        case .estimated(let years):
            isChinese
                ? "注意:\(years.map(String.init).joined(separator: "、")) 年放假安排未收录,只按周末估算"
                : "note: no holiday calendar for \(years.map(String.init).joined(separator: ", ")); weekends alone were counted"
        case .notLeftOut(let id):
            isChinese
                ? "注意:该期限不扣除\(events.event(id)?.chinese ?? id)时间"
                : "note: the days of \(events.event(id)?.english ?? id) are not left out of this period"
        }
    }
}
