internal import Documents
internal import Foundation
internal import Intake
internal import Linkage
internal import Pipeline

/// Measures parsing and linking of a file of letters: time, memory, and how many pairs were looked at.
struct LinkBench {
    let file: String
    /// Where the links go, for scoring; `nil` for nowhere.
    let links: String?

    func run() throws {
        let pipeline = Environment.pipeline()
        let linker = Environment.linker()
        let clock = ContinuousClock()
        var shelf = LetterShelf()
        var bytes = 0
        func report(_ name: String, _ processor: Duration, _ elapsed: Duration) {
            let (cpu, wall) = (processor / .seconds(1), elapsed / .seconds(1))
            let rate = Double(shelf.count) / max(cpu, 1e-9)
            print(
                "\(name)\t\(format(cpu)) s of processor time\t\(format(wall)) s\t\(Int(rate)) letters a processor second"
            )
        }
        var elapsed = Duration.zero
        let parsing = Bench.processorTime {
            elapsed = clock.measure {
                InputStream(input: .ndjson, files: [file], pipeline: pipeline).forEachBatch(of: 512) { batch in
                    let letters = parallelMap(batch.count) { index -> LinkableLetter? in
                        guard case .document(let document) = batch[index] else { return nil }
                        return pipeline.linkable(id: document.id, pipeline.parse(document).masked)
                    }
                    for case let letter? in letters {
                        bytes += letter.scalars.count
                        shelf.append(letter)
                    }
                }
            }
        }
        print("letters\t\(shelf.count)\t\(bytes) characters")
        report("parse", parsing, elapsed)
        print("memory\t\(Int(Bench.peakMemoryMegabytes())) MB after parsing")
        var copies = 0
        let copying = Bench.processorTime {
            elapsed = clock.measure { linker.ofCopies.forEachLink(on: shelf) { _ in copies += 1 } }
        }
        report("copies", copying, elapsed)
        print("links\t\(copies) of copies")
        var output = Data()
        let handle = links.flatMap { path -> FileHandle? in
            guard FileManager.default.createFile(atPath: path, contents: nil) else { return nil }
            return FileHandle(forWritingAtPath: path)
        }
        var count = 0
        let linking = Bench.processorTime {
            elapsed = clock.measure {
                linker.forEachLink(
                    on: shelf,
                    effort: { effort in
                        let letters = Double(max(1, shelf.count))
                        print(
                            "candidates a letter\t\(format(Double(effort.copyCandidates) / letters)) for copies\t"
                                + "\(format(Double(effort.contentCandidates) / letters)) for retellings")
                    }
                ) { link in
                    count += 1
                    guard handle != nil else { return }
                    output += Data("\(link.a)\t\(link.b)\t\(link.relation.rawValue)\t\(link.score)\n".utf8)
                    if output.count > 1 << 20 {
                        handle?.write(output)
                        output.removeAll(keepingCapacity: true)
                    }
                }
            }
        }
        handle?.write(output)
        report("link", linking, elapsed)
        print("links\t\(count)")
        print("memory\t\(Int(Bench.peakMemoryMegabytes())) MB at its highest")
        oneByOne(shelf, linker)
    }

    /// The last letters, each linked to all before it as it comes.
    private func oneByOne(_ shelf: LetterShelf, _ linker: Linker) {
        let last = min(1000, shelf.count / 2)
        guard last > 0 else { return }
        let clock = ContinuousClock()
        var index = LinkIndex()
        let opening = clock.measure {
            for start in stride(from: 0, to: shelf.count - last, by: 1024) {
                index.add(
                    parallelMap(min(1024, shelf.count - last - start)) { linker.sketch(of: shelf.letter(start + $0)) })
            }
        }
        var cache = ContentCache()
        var spent: [Double] = []
        for place in (shelf.count - last)..<shelf.count {
            let elapsed = clock.measure {
                let candidates = index.insert([linker.sketch(of: shelf.letter(place))])
                _ = linker.proposals(for: candidates, keeping: &cache) { shelf.letter($0) }
            }
            spent.append(1000 * (elapsed / .seconds(1)))
        }
        spent.sort()
        print(
            "one letter\t\(format(spent[spent.count / 2])) ms in the middle\t\(format(spent[spent.count * 99 / 100])) ms "
                + "of 99 in 100\tamong \(shelf.count); index made in \(format(opening / .seconds(1))) s")
    }

    private func format(_ number: Double) -> String { String(format: "%.2f", number) }
}
