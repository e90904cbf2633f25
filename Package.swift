// swift-tools-version: 6.1
import Foundation
import PackageDescription

// The parsing library and its tests need nothing but the toolchain and ICU.
// LAIXIN_PARTS=parsing leaves the store and the command line (and what they download and build) out.
// LAIXIN_PARTS=register leaves the console and its web server out.
let parts = ProcessInfo.processInfo.environment["LAIXIN_PARTS"]
let parsingOnly = parts == "parsing"
let hasConsole = !parsingOnly && parts != "register"

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func library(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil, path: String? = nil)
    -> Target
{
    .target(name: name, dependencies: dependencies, path: path, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: strict)
}

var products: [Product] = [
    .library(name: "LaixinParsing", targets: ["Documents", "Intake", "Analysis", "Duties", "Linkage", "Pipeline"])
]
var dependencies: [Package.Dependency] = []
var targets: [Target] = [
    .systemLibrary(
        name: "SystemICU", pkgConfig: "icu-i18n",
        providers: [.apt(["libicu-dev"]), .brew(["icu4c"])]),
    .target(name: "CICU", dependencies: ["SystemICU"]),
    .target(name: "CPrefetch"),
    library("ICUKit", ["CICU"]),
    library("Documents", []),
    library(
        "Dictionaries", [],
        resources: [
            .copy("Categories"), .copy("Characters"), .copy("Divisions"), .copy("Furniture"), .copy("Lexicon"),
            .copy("Linkage"), .copy("Mappings"), .copy("Models"), .copy("Parties"), .copy("Periods"), .copy("Places"),
            .copy("Register"), .copy("Repair"), .copy("Requests"), .copy("Structure"), .copy("Values"), .copy("Words"),
        ], path: "Dictionaries"),
    library("Intake", ["Documents", "ICUKit"]),
    library("Analysis", ["CPrefetch", "Documents", "Dictionaries", "ICUKit"]),
    .executableTarget(
        name: "train-words", dependencies: ["Analysis", "Dictionaries"], path: "Integrations/words",
        exclude: ["header.txt", "make_words.py"], swiftSettings: strict),
    .executableTarget(
        name: "train-names", dependencies: ["Analysis", "Documents", "Intake"], path: "Integrations/names",
        exclude: ["fit_names.py", "fit_persons.py", "name_like_words.py", "name_odds.py"], swiftSettings: strict),
    .executableTarget(
        name: "train-roles", dependencies: ["Analysis", "Documents", "Intake", "Pipeline"], path: "Integrations/roles",
        exclude: ["fit_roles.py", "priors.tsv"], swiftSettings: strict),
    library("Duties", ["Dictionaries", "Documents"]),
    .executableTarget(
        name: "train-links", dependencies: ["Analysis", "Documents", "Intake", "Linkage", "Pipeline"],
        path: "Integrations/linkage",
        exclude: ["fit", "fit_links.py", "judged-pairs.tsv", "real-matters.tsv", "real_matters.py"],
        swiftSettings: strict),
    library("Linkage", ["CPrefetch", "Documents"]),
    library("Pipeline", ["Analysis", "Dictionaries", "Documents", "Intake", "Linkage"]),
    library("Evaluation", ["Documents", "Intake"]),
    .target(name: "TestSupport", dependencies: ["Documents"], path: "Tests/TestSupport", swiftSettings: strict),
    tests("ICUKit", ["ICUKit"]),
    tests("Documents", ["Documents"]),
    tests("Intake", ["Documents", "Intake"]),
    tests("Analysis", ["Analysis", "Dictionaries", "Documents", "ICUKit"]),
    tests("Duties", ["Dictionaries", "Documents", "Duties"], exclude: ["Cases"]),
    tests("Linkage", ["Documents", "Linkage"], exclude: ["Matters"]),
    tests("Evaluation", ["Analysis", "Documents", "Evaluation", "Intake", "Pipeline"]),
    tests("Pipeline", ["Analysis", "Dictionaries", "Documents", "ICUKit", "Intake", "Linkage", "Pipeline"]),
    tests("Safety", []),
]

if !parsingOnly {
    // Workbooks need libxlsxwriter; where it is not installed, everything else is built.
    let hasXlsxwriter = ["/usr/include", "/usr/local/include", "/opt/homebrew/include"].contains {
        FileManager.default.fileExists(atPath: $0 + "/xlsxwriter.h")
    }
    if hasXlsxwriter {
        targets.append(
            .systemLibrary(
                name: "SystemXlsxwriter", pkgConfig: "xlsxwriter",
                providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]))
    }
    products.append(.executable(name: "laixin", targets: ["laixin"]))
    dependencies += [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ]
    targets += [
        library(
            "Storage",
            [
                "Dictionaries", "Documents",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .systemLibrary(
            name: "SystemZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        library("Tables", ["Intake", "SystemZlib"]),
        library("Exports", ["ICUKit"] + (hasXlsxwriter ? ["SystemXlsxwriter"] : [])),
        library(
            "Register",
            ["Dictionaries", "Documents", "Duties", "Exports", "Intake", "Linkage", "Pipeline", "Storage"]),
        .executableTarget(
            name: "laixin",
            dependencies: [
                "Analysis", "Dictionaries", "Documents", "Duties", "Evaluation", "Exports", "ICUKit", "Intake",
                "Linkage",
                "Pipeline", "Register", "Storage", "Tables",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ] + (hasConsole ? ["Console", .product(name: "Logging", package: "swift-log")] : []),
            path: "Sources/Command", exclude: hasConsole ? [] : ["Console"],
            swiftSettings: strict + (hasConsole ? [.define("CONSOLE")] : [])),
        tests("Storage", ["Documents", "Storage", .product(name: "GRDB", package: "GRDB.swift")]),
        tests(
            "Register",
            [
                "Analysis", "Dictionaries", "Documents", "Duties", "Intake", "Linkage", "Pipeline", "Register",
                "Storage",
            ]),
        tests("Exports", ["Exports"]),
        tests("Tables", ["Exports", "Tables"]),
        tests("Command", ["Documents"]),
    ]
}

if hasConsole {
    dependencies += [
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: ["FullFoundation"]),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ]
    let server: [Target.Dependency] = [
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
    ]
    targets += [
        library(
            "Console",
            server + [
                "Analysis", "Dictionaries", "Documents", "Duties", "Exports", "Intake", "Linkage", "Pipeline",
                "Register", "Storage",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], resources: [.copy("Templates"), .copy("Assets")]),
        tests(
            "Console",
            server + [
                "Console", "Documents", "Intake", "Linkage", "Pipeline", "Register", "Storage",
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]),
    ]
}

let package = Package(
    name: "laixin",
    platforms: [.macOS(.v15)],
    products: products,
    dependencies: dependencies,
    targets: targets,
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
