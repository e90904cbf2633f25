import Dictionaries
import Documents
import Duties
import Foundation
import Storage
import Testing

@testable import Register

@Suite("Registering and what follows")
struct RegistrationTests {
    @Test("Numbers follow the office's pattern, a series a year, without gaps, whatever fails between")
    func numbers() throws {
        let office = try RegisterOffice()
        try office.take(["2025-12-30", "2025-12-31", "2026-01-02", nil, "2026-01-05"])
        try office.desk().set("number", to: "XF{year}-{serial:4}号", account: "clerk")
        let desk = try office.desk()
        #expect(try desk.register([1], on: "2025-12-31").number == "XF2025-0001号")
        #expect(throws: StoreError.self) { try desk.register([1], on: "2025-12-31") }
        #expect(throws: StoreError.self) { try desk.register([99], on: "2025-12-31") }
        #expect(throws: StoreError.self) { try desk.register([4], on: "2025-12-31") }
        #expect(try desk.register([2], on: "2025-12-31").number == "XF2025-0002号")
        #expect(try desk.register([3, 5], on: "2026-01-05").number == "XF2026-0001号")
        #expect(try office.store.unregistered() == [4])
        #expect(try office.store.registrationRow("XF2026-0001号").received == "2026-01-02")
    }

    @Test("A day of receipt entered with the number is the letter's, where it brought none")
    func receivedWithTheNumber() throws {
        let office = try RegisterOffice()
        try office.take([nil, "2026-03-01"])
        let desk = try office.desk()
        var details = RegistrationDesk.Details(day: try day("2026-03-05"))
        details.reached = try day("2026-03-04")
        _ = try desk.register([1, 2], channel: "letter", details, account: "clerk")
        let found = try office.store.letters(LetterFilter(question: Question("month:2026-03"))).map(\.received)
        #expect(found.compactMap { $0 }.sorted() == ["2026-03-01", "2026-03-04"])
        #expect(try office.store.corrections(of: 1).count == 1 && office.store.corrections(of: 2).isEmpty)
    }

    @Test(
        "What is no pattern is refused",
        arguments: [
            ("{serial:5}", false), ("{year}", false), ("{year}{serial:5}{serial:5}", false), ("{year}{serial:}", false),
            ("{year}{serial:0}", false), ("{year} {serial:5}", false), ("{year}{month}{serial:5}", false),
            ("{year}{serial:5}", true), ("湛信〔{year}〕{serial:3}号", true), ("{serial:6}/{year}", true),
        ])
    func patterns(_ text: String, _ isGood: Bool) {
        #expect((NumberPattern(text) != nil) == isGood)
    }

    @Test("Two stores on one file give no number twice and leave none out")
    func together() async throws {
        let office = try RegisterOffice()
        try office.take(Array(repeating: "2026-03-02", count: 60))
        let other = try RegisterStore(path: office.path, key: .file(office.path + ".key"))
        let desks = [
            try office.desk(), try RegistrationDesk(store: other, today: office.today, isChinese: false),
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, desk) in desks.enumerated() {
                group.addTask {
                    for letter in 1...60 where letter % 2 == index {
                        try desk.register([Int64(letter)], on: "2026-03-03")
                    }
                }
            }
            try await group.waitForAll()
        }
        let numbers = try office.store.registrations().map(\.number).sorted()
        #expect(numbers == (1...60).map { "2026" + String(repeating: "0", count: $0 < 10 ? 5 : 4) + "\($0)" })
        #expect(try office.store.verifyAudit() == 60)
    }

    @Test("A matter goes its way; each step is a line, and one undone leaves its line")
    func way() throws {
        let office = try RegisterOffice()
        try office.take(["2026-03-02", "2026-03-20"])
        let desk = try office.desk()
        let number = try desk.register([1], on: "2026-03-03").number
        let way: [(line: String, state: String, body: String)] = [
            ("transfer 2026-03-10 to=湛河区交通运输局", "transferred", "湛河区交通运输局"),
            ("object 2026-03-12", "returned", "湛河区交通运输局"),
            ("assign 2026-03-13 to=湛河区住房和城乡建设局 until=2026-05-01", "assigned", "湛河区住房和城乡建设局"),
            ("accept 2026-03-20", "accepted", "湛河区住房和城乡建设局"),
            ("join 2026-03-21 letter=2 reached=2026-03-20", "accepted", "湛河区住房和城乡建设局"),
            ("handle 2026-03-22", "handling", "湛河区住房和城乡建设局"),
            ("answer 2026-04-20 outcome=supported", "answered", "湛河区住房和城乡建设局"),
            ("request-review 2026-05-06 to=平顶山市住房和城乡建设局", "in-review", "平顶山市住房和城乡建设局"),
            ("review 2026-05-20 outcome=维持", "reviewed", "平顶山市住房和城乡建设局"),
            ("close 2026-06-30", "closed", "平顶山市住房和城乡建设局"),
        ]
        for step in way {
            let row = try desk.take(step.line, number)
            #expect(row.state == step.state && row.body == step.body, "\(step.line)")
        }
        #expect(try office.store.registrationRow(number).letters == [1, 2])
        let undone = try desk.undo(in: number, note: "", account: "clerk")
        #expect(undone.content.step == "close")
        #expect(try office.store.registrationRow(number).state == "reviewed")
        #expect(try office.store.registration(number).entries.count == way.count + 2)
        // An entry in the middle, on which later ones rest, cannot go alone.
        let accept = try #require(
            try office.store.registration(number).standing.first { $0.content.step == "accept" })
        let before = try office.store.state()
        #expect(throws: StoreError.self) { try desk.undo(accept.number, in: number, note: "", account: "clerk") }
        #expect(try office.store.state() == before)
    }

    @Test(
        "What cannot be is refused with words, and nothing is written",
        arguments: [
            "answer 2026-03-10 outcome=supported",  // not accepted yet
            "transfer 2026-03-10",  // to whom?
            "transfer 2026-03-10 to=褚满仓",  // no body
            "transfer 2026-03-01 to=湛河区交通运输局",  // before it was registered
            "transfer 2027-01-01 to=湛河区交通运输局",  // after today
            "transfer 2026-03-10 to=湛河区国土资源局",  // abolished
            "transfer 2026-03-10 to=湛河区交通运输局 outcome=supported",
            "accept 2026-03-10 until=2026-03-11",
            "accept 2026-03-10 circumstance=hearing",
            "fly 2026-03-10",
            "new 2026-03-10 letter=2",
        ])
    func refused(_ line: String) throws {
        let office = try RegisterOffice()
        try office.take(["2026-03-02", "2026-03-02"])
        let desk = try office.desk()
        let number = try desk.register([1], on: "2026-03-03").number
        let before = try office.store.state()
        #expect(throws: StoreError.self) { try desk.take(line, number) }
        #expect(try office.store.state() == before && office.store.verifyAudit() == 1)
    }

    @Test("Duties: by whom, until when, kept by what; a hearing, an extension, a set time, a successor")
    func duties() throws {
        let office = try RegisterOffice()
        try office.take(["2026-03-02"])
        let desk = try office.desk()
        try desk.set("office", to: "湛河区信访局", account: "clerk")
        let number = try desk.register([1], on: "2026-03-03").number
        func told() throws -> [String] {
            try office.store.duties(of: number).map(\.duty).map {
                "\($0.duty) \($0.body) \($0.strict) \($0.rolled) \($0.done ?? "-")"
            }
        }
        // 2 March + 15 days; article 22, the petition office itself.
        #expect(try told() == ["forward 湛河区信访局 2026-03-17 2026-03-17 -"])
        try desk.take("assign 2026-03-10 reached=2026-03-12 to=湛河区扶贫办 until=2026-05-01 as-named", number)
        // 12 March is a Thursday: five working days end on the 19th, 15 days on the 27th; the set day is a holiday's.
        #expect(
            try told() == [
                "forward 湛河区信访局 2026-03-17 2026-03-17 2026-03-10",
                "transfer-objection 湛河区扶贫办 2026-03-19 2026-03-19 -",
                "transferred-notice 湛河区扶贫办 2026-03-27 2026-03-27 -",
                "feedback 湛河区扶贫办 2026-05-01 2026-05-01 -",
            ])
        try desk.take("succeed 2026-03-13 to=湛河区农业农村局", number)
        try desk.take("accept 2026-03-20", number)
        #expect(try told().contains("transferred-notice 湛河区农业农村局 2026-03-27 2026-03-27 2026-03-20"))
        // 20 March + 60 days = 19 May; + 30 = 18 June.
        #expect(try told().contains("handle 湛河区农业农村局 2026-05-19 2026-05-19 -"))
        try desk.take("extend 2026-05-10", number)
        #expect(try told().contains("handle 湛河区农业农村局 2026-06-18 2026-06-18 -"))
        try desk.take("answer 2026-06-20 reached=2026-06-22 outcome=not-supported", number)
        let late = try #require(try office.store.duties(of: number).first { $0.duty.duty == "handle" })
        #expect(desk.standing(of: late.duty, on: "2026-06-30") == "kept-late")
        try desk.take("request-review 2026-07-01 to=平顶山市农业农村局", number)
        try desk.take("review 2026-07-20 outcome=upheld", number)
        try desk.take("request-rereview 2026-07-30 to=河南省农业农村厅", number)
        // 30 July + 30 = 29 August, a Saturday; three days of hearing are left out: 1 September.
        #expect(try told().contains("rereview 河南省农业农村厅 2026-08-29 2026-08-31 -"))
        try desk.take("hear 2026-08-14 from=2026-08-10 until=2026-08-12", number)
        #expect(try told().contains("rereview 河南省农业农村厅 2026-09-01 2026-09-01 -"))
        // Former counts are kept.
        let former = try office.store.formerDuties(of: number).map { "\($0.duty.duty) \($0.duty.strict)" }
        #expect(former.contains("handle 2026-05-19") && former.contains("rereview 2026-08-29"))
    }

    @Test("Nothing is owed in a circumstance of the law; a right lapses and is nobody's lateness")
    func circumstances() throws {
        let office = try RegisterOffice()
        try office.take(["2026-03-02"])
        let desk = try office.desk()
        let number = try desk.register([1], on: "2026-03-03").number
        try desk.take("accept 2026-03-04 circumstance=suggestion", number)
        #expect(try office.store.duties(of: number).map(\.duty.duty) == ["forward"])
        try desk.take("answer 2026-03-20 reached=2026-03-23 outcome=explained", number)
        // 23 March + 30 days = 22 April.
        let right = try #require(try office.store.duties(of: number).first { $0.duty.duty == "review-request" })
        #expect(right.duty.rolled == "2026-04-22" && right.duty.body.isEmpty)
        #expect(desk.standing(of: right.duty, on: "2026-04-22") == "open")
        #expect(desk.standing(of: right.duty, on: "2026-04-23") == "lapsed")
        for (name, value) in [("office-kind", "x"), ("place", "4104"), ("office", "褚满仓"), ("pack", "none"), ("k", "1")]
        {
            #expect(throws: StoreError.self, "\(name)") { try desk.set(name, to: value, account: "clerk") }
        }
    }

    @Test("Where a province has a time of its own for what is assigned, that is owed instead")
    func assigned() throws {
        let office = try RegisterOffice()
        try office.take(["2026-03-02", "2026-03-02"])
        let desk = try office.desk()
        try desk.set("pack", to: "henan", account: "clerk")
        let numbers = try [1, 2].map { try desk.register([$0], on: "2026-03-03").number }
        for (number, step, duty, day) in [
            // 30 and 90 days from 2 April: 2 May, 1 July.
            (numbers[0], "transfer", "handle", "2026-05-02"), (numbers[1], "assign", "handle-assigned", "2026-07-01"),
        ] {
            try desk.take("\(step) 2026-03-10 to=湛河区民政局", number)
            try desk.take("accept 2026-04-02", number)
            let handle = try office.store.duties(of: number).map(\.duty).filter { $0.duty.hasPrefix("handle") }
            #expect(handle.map(\.duty) == [duty] && handle.map(\.strict) == [day])
        }
    }

    @Test("Duties are counted anew when a calendar comes, and the former count stays")
    func calendar() throws {
        let office = try RegisterOffice(today: "2027-12-31")
        try office.take(["2027-01-20"])
        let before = try office.desk()
        let number = try before.register([1], on: "2027-01-20").number
        let estimated = try #require(try office.store.duties(of: number).first)
        // 20 January + 15 days = 4 February, a Thursday.
        #expect(estimated.duty.rolled == "2027-02-04" && estimated.duty.isEstimated)
        let folder = office.folder.appending(path: "dictionaries")
        try FileManager.default.copyItem(at: DictionaryFiles.standard().folder, to: folder)
        let notice = """
            # year: 2027
            # notice: 试验用
            2027-02-03/2027-02-09\tholiday\t春节

            """
        try Data(notice.utf8).write(to: folder.appending(path: "Periods/calendars/2027.tsv"))
        let after = try office.desk(DictionaryFiles(folder: folder))
        #expect(after.isOutdated(estimated.duty))
        #expect(try after.recount(account: "clerk") == [number])
        let published = try #require(try office.store.duties(of: number).first)
        #expect(published.duty.strict == "2027-02-04" && published.duty.rolled == "2027-02-10")
        #expect(!published.duty.isEstimated && !after.isOutdated(published.duty))
        #expect(try office.store.formerDuties(of: number).map(\.duty) == [estimated.duty])
        #expect(try after.recount(account: "clerk").isEmpty)
    }

    @Test(
        "A report does not reach the body it is about, its other names, successors or parts; in doubt it stays",
        arguments: [
            ("湛河区国土资源局", "湛河区自然资源局", false),
            ("湛河区国土资源局", "湛河区国土局", false),
            ("湛河区国土资源局", "湛河区自然资源局执法大队", false),
            ("国土局", "平顶山市自然资源局", false),
            ("东河镇政府", "东河镇派出所", false),
            ("东河村委会", "东河村合作社公司", false),
            ("湛河区国土资源局", "平顶山市自然资源局", true),
            ("湛河区国土资源局", "湛河区纪委", true),
            ("东河镇政府", "湛河区纪委", true),
        ])
    func firewall(_ reported: String, _ target: String, _ isOpen: Bool) throws {
        let office = try RegisterOffice()
        try office.take(["2026-03-02"]) { record in
            record.purpose = .init(value: .accusation, score: 0.9)
            record.parties = [.init(role: .respondent, type: .government, name: reported, rule: "r", mentions: [])]
        }
        let desk = try office.desk()
        let number = try desk.register([1], on: "2026-03-03").number
        let line = "transfer 2026-03-10 as-named to=\(target) checked=看过"
        if isOpen {
            try desk.take(line, number)
        } else {
            #expect(throws: StoreError.self) { try desk.take(line, number) }
        }
    }

    @Test(
        "A report reaches no body that it names otherwise than as the office written to before somebody looked",
        arguments: [
            (Record.Party.Role.handler, "湛河区自然资源局", "湛河区自然资源局", false), (.other, "区自然资源局", "湛河区自然资源局", false),
            (.addressee, "湛河区纪委", "湛河区纪委", true), (.handler, "湛河区公安局", "湛河区纪委", true),
        ])
    func named(role: Record.Party.Role, name: String, target: String, isOpen: Bool) throws {
        let office = try RegisterOffice()
        try office.take(["2026-03-02"]) { record in
            record.purpose = .init(value: .accusation, score: 0.9)
            record.parties = [
                .init(role: .respondent, type: .government, name: "东河镇政府", rule: "r", mentions: []),
                .init(role: role, type: .government, name: name, rule: "r", mentions: []),
            ]
        }
        let desk = try office.desk()
        let number = try desk.register([1], on: "2026-03-03").number
        if isOpen {
            try desk.take("transfer 2026-03-10 to=\(target)", number)
        } else {
            #expect(throws: StoreError.self) { try desk.take("transfer 2026-03-10 to=\(target)", number) }
            try desk.take("transfer 2026-03-10 to=\(target) checked=非被反映单位", number)
        }
    }

    @Test("A report about a person alone goes nowhere before somebody looked")
    func doubtfulReport() throws {
        let office = try RegisterOffice()
        try office.take(["2026-03-02"]) { $0.purpose = .init(value: .accusation, score: 0.9) }
        let desk = try office.desk()
        let number = try desk.register([1], on: "2026-03-03").number
        #expect(throws: StoreError.self) { try desk.take("transfer 2026-03-10 to=湛河区纪委", number) }
        #expect(try desk.take("transfer 2026-03-10 to=湛河区纪委 checked=非其单位", number).state == "transferred")
    }

    @Test("Attachments open with a reason only, and lie sealed")
    func attachments() throws {
        let office = try RegisterOffice()
        try office.take(["2026-03-02"])
        let number = try office.desk().register([1], on: "2026-03-03").number
        let id = try office.store.attach(Array("褚满仓的合同".utf8), name: "褚满仓.txt", to: number, account: "clerk")
        #expect(throws: StoreError.self) { try office.store.openAttachment(id, account: "clerk", reason: "") }
        let opened = try office.store.openAttachment(id, account: "clerk", reason: "核对")
        #expect(opened.name == "褚满仓.txt" && opened.bytes == Array("褚满仓的合同".utf8))
        for file in try FileManager.default.contentsOfDirectory(at: office.folder, includingPropertiesForKeys: nil) {
            #expect(try Data(contentsOf: file).range(of: Data("褚满仓".utf8)) == nil)
        }
        #expect(try office.store.verifyAudit() == 3)
    }
}

@Suite("The register's tables")
struct RegisterRulesTests {
    private let rules: RegisterRules

    init() throws { rules = try RegisterRules() }

    @Test("Every state can be reached from the first and, unless done, be left")
    func states() {
        var reached: Set<String> = []
        var open = rules.steps.filter(\.from.isEmpty).compactMap(\.to)
        while let state = open.popLast() {
            guard reached.insert(state).inserted else { continue }
            open += rules.steps.filter { $0.from.contains(state) }.compactMap(\.to)
        }
        #expect(reached == Set(rules.states.map(\.term.id)))
        for state in rules.states where state.isOpen {
            #expect(rules.steps.contains { $0.from.contains(state.term.id) && $0.to != nil }, "\(state.term.id)")
        }
    }

    @Test("Outcomes belong to steps that ask for one; every duty of a petition pack is somebody's")
    func outcomes() throws {
        for outcome in rules.outcomes {
            #expect(!outcome.steps.isEmpty)
            for step in outcome.steps { #expect(rules.step(step)?.needs.contains(.outcome) == true, "\(step)") }
        }
        for pack in try RulePacks(.standard()).packs where pack.family == "petitions" {
            for duty in pack.duties where rules.steps.contains(where: { $0.event == duty.start }) {
                #expect(rules.owed.contains { $0.duty == duty.id }, "\(pack.id) \(duty.id)")
            }
        }
    }

    @Test("Each abolished body leads to the one that goes on, and exists before")
    func bodies() throws {
        for change in rules.bodies.changes {
            let (before, after) = change.example
            #expect(rules.bodies.successors(of: before, on: change.lastDay) == [], "\(before)")
            #expect(rules.bodies.successors(of: before, on: try day("2026-01-01")).contains(after), "\(before)")
            #expect(rules.bodies.successors(of: after, on: try day("2026-01-01")) == [], "\(after)")
            #expect(rules.isBody(before) && rules.isBody(after))
        }
    }

    @Test("A body's name is told from a person's", arguments: [("褚满仓", false), ("李局", false), ("湛河区纪委", true)])
    func names(_ name: String, _ isBody: Bool) { #expect(rules.isBody(name) == isBody) }

    @Test("Duties asked for by day and body are those that looking through all of them finds")
    func dutySpans() throws {
        let office = try RegisterOffice(today: "2026-03-25")
        let days = (0..<24).map { "2026-\($0 % 2 == 0 ? "02" : "03")-\($0 < 9 ? "0" : "")\($0 + 1)" }
        try office.take(days)
        let desk = try office.desk()
        for (index, day) in days.enumerated() {
            let number = try desk.register([Int64(index + 1)], on: day).number
            let body = ["湛河区民政局", "湛河区自然资源局", "湛河区教育局"][index % 3]
            if index % 4 == 1 {
                try desk.take("transfer 2026-03-25 to=\(body)", number)
            } else if index % 4 > 1 {
                try desk.take("accept 2026-03-\(24 + index % 2)", number)
            }
        }
        var found = 0
        for today in ["2026-02-10", "2026-03-04", "2026-03-25", "2026-05-19", "2026-07-01"] {
            let desk = desk.at(try day(today), isChinese: true)
            for window in DueWindow.allCases {
                for body in [nil, "湛河区民政局"] {
                    let plain = try office.store.duties(isOpen: window != .kept, body: body)
                        .filter { desk.isIn(window, $0.duty, on: desk.today) }
                    #expect(try desk.due(window, body: body) == plain, "\(today) \(window)")
                    #expect(try desk.due(window, body: body, limit: 3) == Array(plain.prefix(3)))
                    if body == nil { #expect(try desk.countDue(window, upTo: 5) == min(5, plain.count)) }
                    found += plain.count
                }
            }
            let pressing = try office.store.duties(isOpen: true).filter {
                desk.isIn(.week, $0.duty, on: desk.today) || desk.isIn(.overdue, $0.duty, on: desk.today)
            }
            #expect(try desk.pressing(limit: 10) == Array(pressing.prefix(10)))
            let sums = desk.standings(of: try office.store.duties(), on: today)
            let counted = try desk.standings()
            #expect(counted.map(\.body) == sums.map(\.body) && counted.map(\.counts) == sums.map(\.counts))
            #expect(try desk.standings(after: sums.first?.body).map(\.body) == sums.dropFirst().map(\.body))
            #expect(try desk.standings(limit: 1).count == min(1, sums.count))
        }
        #expect(found > 60)
        let latest = try office.store.latestRegistrations(limit: 10)
        let all = try office.store.registrations()
        #expect(latest == Array(all.reversed().prefix(10)))
        #expect(
            try office.store.latestRegistrations(before: latest.last?.id, limit: 100)
                == Array(all.reversed().dropFirst(10)))
    }
}
