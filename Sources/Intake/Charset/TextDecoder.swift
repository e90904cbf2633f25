internal import ICUKit

/// Bytes to scalars: finds the charset, then decodes strictly by it.
///
/// The order is from the surest sign to the weakest: byte order mark, strict UTF-8, the shape of UTF-16, and only
/// then the legacy charsets, which nearly any bytes satisfy, judged by what they say.
struct TextDecoder {
    struct Decoded {
        let scalars: [UInt32]
        let charset: String
    }

    private struct Candidate {
        let charset: String
        let scalars: [UInt32]
        /// Where decoding had to stop; `scalars` is what came before.
        let faultOffset: Int?
        var score: Double
        let han: Int
    }

    func decode(_ bytes: [UInt8]) throws(IntakeFailure) -> Decoded {
        if let marked = try decodeMarked(bytes) { return marked }
        // NULs are in no text but UTF-16, so with them UTF-8 and the legacy charsets are out.
        if let nul = bytes.firstIndex(of: 0) {
            guard let decoded = try decodeUnmarkedUTF16(bytes) else { throw .binary(byteOffset: nul) }
            return decoded
        }
        var candidates: [Candidate] = []
        do {
            return try checked(Decoded(scalars: UTF8Decoder.decode(bytes[...]), charset: "UTF-8"))
        } catch let fault as UTF8Decoder.Fault {
            // Kept, so that a damaged UTF-8 file is called damaged and not read as strange GB18030.
            candidates.append(candidate("UTF-8", fault.prefix, fault.byteOffset))
        } catch {
            throw error as? IntakeFailure ?? .binary(byteOffset: 0)
        }
        if let decoded = try decodeUnmarkedUTF16(bytes) { return decoded }
        for name in ["GB18030", "Big5"] { candidates.append(try decode(bytes, by: name)) }
        return try choose(among: candidates, bytes)
    }

    // MARK: UTF-16 and byte order marks

    private func decodeMarked(_ bytes: [UInt8]) throws(IntakeFailure) -> Decoded? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            do {
                return try checked(Decoded(scalars: UTF8Decoder.decode(bytes[3...]), charset: "UTF-8"))
            } catch let fault as UTF8Decoder.Fault {
                throw .malformed(charset: "UTF-8", byteOffset: fault.byteOffset)
            } catch {
                throw error as? IntakeFailure ?? .binary(byteOffset: 0)
            }
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return try decodeUTF16(bytes, from: 2, bigEndian: false) }
        if bytes.starts(with: [0xFE, 0xFF]) { return try decodeUTF16(bytes, from: 2, bigEndian: true) }
        return nil
    }

    private func decodeUTF16(_ bytes: [UInt8], from start: Int, bigEndian: Bool) throws(IntakeFailure) -> Decoded {
        let charset = bigEndian ? "UTF-16BE" : "UTF-16LE"
        guard (bytes.count - start).isMultiple(of: 2) else {
            throw .malformed(charset: charset, byteOffset: bytes.count - 1)
        }
        let units = UTF16Decoder.units(bytes[start...], bigEndian: bigEndian)
        return try checked(Decoded(scalars: UTF16Decoder.scalars(units), charset: charset))
    }

    private func decodeUnmarkedUTF16(_ bytes: [UInt8]) throws(IntakeFailure) -> Decoded? {
        guard bytes.count >= 4 else { return nil }
        var best: (share: Double, score: Double, bigEndian: Bool)?
        for bigEndian in [false, true] {
            let units = UTF16Decoder.units(bytes.prefix(8192), bigEndian: bigEndian)
            let share = UTF16Decoder.plausibleShare(units[...])
            let score = Plausibility.score(UTF16Decoder.scalars(units)).score
            // Pairs of ASCII bytes look like rare Han, so the share alone does not settle it.
            guard share >= 0.85, score >= 0.25 || isMostlyASCII(units) else { continue }
            if best == nil || (score, share) > (best!.score, best!.share) { best = (share, score, bigEndian) }
        }
        guard let best else { return nil }
        return try decodeUTF16(bytes, from: 0, bigEndian: best.bigEndian)
    }

    private func isMostlyASCII(_ units: [UInt16]) -> Bool { 2 * units.count(where: { $0 < 0x80 }) > units.count }

    // MARK: Legacy charsets

    private func decode(_ bytes: [UInt8], by name: String) throws(IntakeFailure) -> Candidate {
        let converter: CharsetConverter
        do { converter = try CharsetConverter(name) } catch { throw .charsetUnavailable(name) }
        func units(_ count: Int) throws(CharsetConverter.DecodingFailure) -> [UInt16] {
            var units: [UInt16] = []
            var failure: CharsetConverter.DecodingFailure?
            bytes.withUnsafeBytes { raw in
                do throws(CharsetConverter.DecodingFailure) {
                    units = try converter.decode(UnsafeRawBufferPointer(rebasing: raw[..<count]))
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            return units
        }
        do {
            return candidate(name, UTF16Decoder.scalars(try units(bytes.count)), nil)
        } catch {
            let prefix = (try? units(error.byteOffset)) ?? []
            return candidate(name, UTF16Decoder.scalars(prefix), error.byteOffset)
        }
    }

    private func candidate(_ charset: String, _ scalars: [UInt32], _ faultOffset: Int?) -> Candidate {
        let (score, han) = Plausibility.score(scalars)
        return Candidate(charset: charset, scalars: scalars, faultOffset: faultOffset, score: score, han: han)
    }

    private func choose(among all: [Candidate], _ bytes: [UInt8]) throws(IntakeFailure) -> Decoded {
        // What stopped after a few characters has said nothing for itself.
        var candidates = all.filter { $0.faultOffset == nil || ($0.han >= 4 && $0.score >= 0.3) }
        candidates.sort { $0.score > $1.score }
        if candidates.count > 1, candidates[0].score - candidates[1].score < 0.15 {
            let guesses = detect(bytes)
            for index in candidates.indices {
                let guess = guesses.first { $0.name == candidates[index].charset }
                candidates[index].score += Double(guess?.confidence ?? 0) / 500
            }
            candidates.sort { $0.score > $1.score }
        }
        // Below zero, foreign letters and private use outweigh Han: no Chinese text in any charset.
        guard let best = candidates.first, best.score > 0 else {
            throw .binary(byteOffset: all.compactMap(\.faultOffset).max() ?? 0)
        }
        if let offset = best.faultOffset { throw .malformed(charset: best.charset, byteOffset: offset) }
        return try checked(Decoded(scalars: best.scalars, charset: best.charset))
    }

    /// ICU's guesses from the start and the middle: it costs milliseconds, so it is asked only to settle a tie.
    private func detect(_ bytes: [UInt8]) -> [CharsetDetector.Guess] {
        guard let detector = try? CharsetDetector() else { return [] }
        var sample = Array(bytes.prefix(2048))
        if bytes.count > 4096 { sample += bytes[(bytes.count / 2)...].prefix(2048) }
        return sample.withUnsafeBytes { (try? detector.detect($0)) ?? [] }
    }

    // MARK: Afterwards

    /// Drops the byte order mark and refuses text that is control characters all over; a stray one is odd content.
    private func checked(_ decoded: Decoded) throws(IntakeFailure) -> Decoded {
        var scalars = decoded.scalars
        if scalars.first == 0xFEFF { scalars.removeFirst() }
        let controls = scalars.count {
            switch $0 {
            case 0x00...0x08, 0x0E...0x1F, 0x7F...0x84, 0x86...0x9F: true
            default: false
            }
        }
        if 50 * controls > scalars.count { throw .binary(byteOffset: 0) }
        return Decoded(scalars: scalars, charset: decoded.charset)
    }
}
