import Documents
import Foundation
import Testing

@testable import Intake

@Suite struct DumpTests {
    @Test func dump() throws {
        for path in (ProcessInfo.processInfo.environment["SCAN_DUMP"] ?? "").split(separator: " ") {
            do {
                let start = ContinuousClock.now
                let d = try DocumentReader().read(path: String(path))
                let t = ContinuousClock.now - start
                print("=== \(path) \(d[0].provenance.format ?? "") \(t)")
                if d[0].text.count < 5000 { print(d[0].text.string) }
            } catch { print("=== \(path) \(error)") }
        }
    }
}
