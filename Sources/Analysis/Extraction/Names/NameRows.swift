internal import Documents

extension NameModel {
    /// All rows of a model, and where those of pairs and triples of characters begin.
    ///
    /// `Sendable`: filled when it is made, and then only read.
    final class Rows: @unchecked Sendable {
        /// Those of the character that the model does not know come first: zeros, which missing sequences have too.
        let rows: UnsafeMutablePointer<Row>
        /// The sequence in the upper bits, the number of its first row in the ``placeBits`` lower ones; 0 is free. A bucket
        /// is filled from its first slot on; what finds it full lies in the next.
        private let slots: UnsafeMutablePointer<UInt64>
        private let shift: UInt64
        private let mask: Int
        /// A bit for each triple by the highest bits of its hash: nine of ten triples of a text are unknown, and their
        /// buckets would be fetched from far away for nothing.
        private let triples: UnsafeMutablePointer<UInt64>
        private let tables: [Int]

        /// Rows in a line of the processor's cache: those of a pair or a triple begin one.
        private static let lineRows = 4
        private static let placeBits: UInt64 = 24
        private static let bucketSlots = 4
        /// Some six bits for a triple; more would lie farther away, and be waited for.
        private static let tripleBits: UInt64 = 18
        /// Bits of a character in a sequence, as many as ``NameCharacter`` has numbers.
        private static let characterBits: UInt64 = 13
        /// Tells a triple that begins with an unknown character, whose number is 0, from a pair.
        private static let ofTriple: UInt64 = 1 << (3 * characterBits)

        init(_ bytes: UnsafeRawBufferPointer, sequences: UnsafeRawBufferPointer, _ sizes: Sizes) {
            let (singles, pairs, triples) = (Single.allCases.count, Pair.allCases.count, Triple.allCases.count)
            let pairStart = Self.line(singles * (sizes.characters + 1))
            let tripleStart = pairStart + Self.lineRows * sizes.pairs
            let tableStart = tripleStart + Self.lineRows * sizes.triples
            let ofTables = Table.allCases.map { $0.count(endings: sizes.endings) }
            let rows = TableMemory.allocate(repeating: Row.zero, count: tableStart + ofTables.reduce(0, +))
            self.rows = rows
            var next = 0
            /// Copies what follows in the file, in groups of rows.
            func fill(from start: Int, groups: Int, of size: Int, every stride: Int) {
                // The bytes that stand for no label say nothing, whatever the file holds.
                var labels = Row(repeating: 0xFFFF)
                labels[0] = 0x00FF
                labels[Row.scalarCount - 1] = 0
                for group in 0..<groups {
                    for row in 0..<size {
                        rows[start + group * stride + row] =
                            bytes.loadUnaligned(fromByteOffset: next, as: Row.self) & labels
                        next += MemoryLayout<Row>.stride
                    }
                }
            }
            fill(from: singles, groups: sizes.characters, of: singles, every: singles)
            fill(from: pairStart, groups: sizes.pairs, of: pairs, every: Self.lineRows)
            fill(from: tripleStart, groups: sizes.triples, of: triples, every: Self.lineRows)
            fill(from: tableStart, groups: ofTables.reduce(0, +), of: 1, every: 1)
            tables = ofTables.indices.map { tableStart + ofTables[..<$0].reduce(0, +) }
            // Two slots or more for a sequence: few buckets are full, and the table stays as near as it can.
            var bits: UInt64 = 4
            while Self.bucketSlots << bits < 2 * (sizes.pairs + sizes.triples) { bits += 1 }
            shift = 64 - bits
            mask = 1 << Int(bits) - 1
            // Behind the last bucket lies one that stays empty.
            slots = TableMemory.allocate(repeating: UInt64(0), count: Self.bucketSlots * (mask + 2))
            self.triples = TableMemory.allocate(repeating: UInt64(0), count: 1 << Int(Self.tripleBits - 6))
            func character(_ place: Int) -> Int {
                Int(UInt16(littleEndian: sequences.loadUnaligned(fromByteOffset: place * 2, as: UInt16.self)))
            }
            for pair in 0..<sizes.pairs {
                insert(
                    Self.pair(character(2 * pair), character(2 * pair + 1)), pairStart + pair * Self.lineRows)
            }
            for triple in 0..<sizes.triples {
                let place = 2 * sizes.pairs + 3 * triple
                let sequence = Self.triple(Self.pair(character(place), character(place + 1)), character(place + 2))
                insert(sequence, tripleStart + triple * Self.lineRows)
                let bit = Self.hash(sequence) >> (64 - Self.tripleBits)
                self.triples[Int(bit >> 6)] |= 1 << (bit & 63)
            }
        }

        deinit {
            rows.deallocate()
            slots.deallocate()
            triples.deallocate()
        }

        /// The number of a table's first row.
        func start(of table: Table) -> Int { tables[table.rawValue] }

        @inline(__always)
        static func pair(_ first: Int, _ second: Int) -> UInt64 {
            UInt64(truncatingIfNeeded: first) &<< characterBits | UInt64(truncatingIfNeeded: second)
        }

        @inline(__always)
        static func triple(_ pair: UInt64, _ third: Int) -> UInt64 {
            pair &<< characterBits | UInt64(truncatingIfNeeded: third) | ofTriple
        }

        @inline(__always)
        private static func hash(_ sequence: UInt64) -> UInt64 { sequence &* 0x9E37_79B9_7F4A_7C15 }

        /// The bucket from which on a sequence lies.
        @inline(__always)
        func bucket(of sequence: UInt64) -> Int { Int(truncatingIfNeeded: Self.hash(sequence) &>> shift) }

        /// The same for a triple; the empty bucket for one that the model surely does not know.
        @inline(__always)
        func bucket(ofTriple triple: UInt64) -> Int {
            let hash = Self.hash(triple)
            let bit = hash &>> (64 - Self.tripleBits)
            let mayBeKnown = triples[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63) & 1 == 1
            return mayBeKnown ? Int(truncatingIfNeeded: hash &>> shift) : mask &+ 1
        }

        @inline(__always)
        func ask(forBucket bucket: Int) { TableMemory.ask(for: slots + bucket &* Self.bucketSlots) }

        private static func line(_ row: Int) -> Int { (row + lineRows - 1) / lineRows * lineRows }

        /// Asks for the rows of a character, which lie in two lines.
        @inline(__always)
        func ask(forCharacter number: Int) {
            TableMemory.ask(for: rows + number * Single.allCases.count)
            TableMemory.ask(for: rows + number * Single.allCases.count + Single.allCases.count - 1)
        }

        @inline(__always)
        func askForRow(_ row: Int) { TableMemory.ask(for: rows + row) }

        /// The number of the first row of a sequence; 0, the first of those of zeros, where the model does not know it.
        ///
        /// A bucket is looked at as a whole: whether a sequence is known cannot be guessed, and a wrong guess of the
        /// processor costs more than all four looks.
        @inline(__always)
        func row(of sequence: UInt64, from bucket: Int) -> Int {
            let wanted = sequence &<< Self.placeBits
            var bucket = bucket
            while true {
                let slot = slots + bucket &* Self.bucketSlots
                let last = slot[3]
                // What is left of the slot that holds the sequence is its row, and of all others more than any row.
                let least = min(min(slot[0] ^ wanted, slot[1] ^ wanted), min(slot[2] ^ wanted, last ^ wanted))
                let row = least &>> Self.placeBits == 0 ? least : 0
                if last == 0 || row != 0 { return Int(truncatingIfNeeded: row) }
                bucket = (bucket &+ 1) & mask
            }
        }

        private func insert(_ sequence: UInt64, _ row: Int) {
            var place = bucket(of: sequence) * Self.bucketSlots
            while slots[place] != 0 { place = (place + 1) & (Self.bucketSlots * (mask + 1) - 1) }
            slots[place] = sequence << Self.placeBits | UInt64(row)
        }
    }
}
