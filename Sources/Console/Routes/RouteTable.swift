extension Route {
    /// Everything that can be asked of the console, and the right each needs. Nothing is served that does not stand
    /// here, and a test asks every line as every role.
    static let all: [Route] = pages + api

    private static let pages: [Route] = [
        // For everybody
        .page("/sign-in", nil, SignInPages.show),
        .form("/sign-in", nil, SignInPages.signIn),
        .page("/language/:language", nil, SignInPages.setLanguage),
        .page("/assets/:name", nil, SignInPages.asset),
        // For everybody with an account
        .page("/", .ownAccount, HomePage.show),
        .page("/help", .ownAccount, HelpPage.show),
        .page("/account", .ownAccount, AccountPages.show),
        .form("/account/password", .ownAccount, AccountPages.setPassword),
        .form("/sign-out", .ownAccount, SignInPages.signOut),
        // Letters
        .page("/letters", .readLetters, LetterPages.list),
        .page("/letters/:id", .readLetters, LetterPages.show),
        .form("/letters/:id/original", .reveal, LetterPages.reveal),
        .page("/letters/:id/pages/:number", .reveal, LetterPages.pageImage),
        .form("/letters/:id/repairs/:number/take-back", .review, LetterPages.takeBackRepair),
        // Imports
        .page("/imports", .importLetters, ImportPages.list),
        .form("/imports", .importLetters, ImportPages.upload, body: .upload),
        .form("/imports/folder", .importLetters, ImportPages.takeFolder),
        .page("/imports/:number", .importLetters, ImportPages.show),
        // Matters and links
        .page("/matters", .readLetters, MatterPages.list),
        .page("/matters/:id", .readLetters, MatterPages.show),
        .form("/matters/:id/confirm", .review, MatterPages.confirm),
        .form("/matters/:id/split", .review, MatterPages.split),
        .form("/matters/:id/merge", .review, MatterPages.merge),
        .form("/matters/:id/undo", .review, MatterPages.undo),
        .page("/links/:a/:b", .readLetters, LinkPages.show),
        .form("/links/:a/:b", .review, LinkPages.decide),
        // Review
        .page("/review", .review, ReviewPages.queue),
        .page("/review/:field/:id", .review, ReviewPages.show),
        .form("/review/:field/:id", .review, ReviewPages.answer),
        .form("/corrections/:id/undo", .review, ReviewPages.undo),
        // The register
        .page("/register", .readLetters, RegisterPages.list),
        .form("/register", .register, RegisterPages.register),
        .page("/register/:number", .readLetters, RegisterPages.show),
        .form("/register/:number/steps", .register, RegisterPages.take),
        .form("/register/:number/undo", .register, RegisterPages.undo),
        .form("/export", .export, ExportPages.export),
        .page("/due", .readDuties, DuePages.list),
        // Figures and plans
        .page("/figures", .readFigures, FigurePages.show),
        .form("/figures/questions", .readFigures, FigurePages.keep),
        .form("/figures/questions/:id/remove", .readFigures, FigurePages.remove),
        .page("/plans", .readPlans, PlanPages.list),
        .page("/plans/:id", .readPlans, PlanPages.show),
        // Audit
        .page("/audit", .readAudit, AuditPages.list),
        .form("/audit/check", .readAudit, AuditPages.check),
    ]

    private static let api: [Route] = [
        .get("/api/openapi.json", nil, API.description),
        .get("/api/v1/me", .ownAccount, API.me),
        .get("/api/v1/letters", .readLetters, API.letters),
        .get("/api/v1/letters/:id", .readLetters, API.letter),
        .get("/api/v1/matters/:id", .readLetters, API.matter),
        .get("/api/v1/registrations", .readLetters, API.registrations),
        .get("/api/v1/registrations/:number", .readLetters, API.registration),
        .get("/api/v1/duties", .readDuties, API.duties),
        .get("/api/v1/review", .review, API.review),
        .post("/api/v1/review/:field/:id", .review, API.answer),
        .get("/api/v1/statistics", .readFigures, API.statistics),
        .post("/api/v1/parse", .importLetters, API.parse, body: .lines),
        .post("/api/v1/imports", .importLetters, API.startImport, body: .lines),
        .get("/api/v1/imports/:number", .importLetters, API.importJob),
    ]
}

/// What stands at the top of every page, for those who may open it.
enum Navigation {
    struct Item: Sendable {
        let path: String
        let word: String
        let right: Right
    }

    static let all = [
        Item(path: "/", word: "home", right: .ownAccount), Item(path: "/letters", word: "letters", right: .readLetters),
        Item(path: "/imports", word: "imports", right: .importLetters),
        Item(path: "/review", word: "review", right: .review),
        Item(path: "/matters", word: "matters", right: .readLetters),
        Item(path: "/register", word: "register", right: .readLetters),
        Item(path: "/due", word: "due", right: .readDuties),
        Item(path: "/figures", word: "figures", right: .readFigures),
        Item(path: "/plans", word: "plans", right: .readPlans),
        Item(path: "/audit", word: "audit", right: .readAudit),
    ]

    static func items(for identity: Identity) -> [Item] { all.filter { identity.may($0.right) } }
}
