internal import Documents

extension NameModel {
    /// All rows of a model, and where those of pairs and triples of characters begin.
    ///
    /// `Sendable`: filled when it is made, and then only read.
    final class Rows: @unchecked Sendable {
        /// Those of the character that the model does not know come first: zeros, which missing sequences have too.
        let rows: UnsafeMutablePointer<Row>
        /// The sequence in the upper bits, the number of its first row in the ``placeBits`` lower ones; 0 is free.
        private let slots: UnsafeMutablePointer<UInt64>
        private let slotBits: UInt64
        private let tables: [Int]

        private static let placeBits: UInt64 = 25
        /// Bits of a character in a sequence, as many as ``NameCharacter`` has numbers.
        private static let characterBits: UInt64 = 13

        init(_ bytes: UnsafeRawBufferPointer, sequences: UnsafeRawBufferPointer, _ sizes: Sizes) {
            let (singles, pairs, triples) = (Single.allCases.count, Pair.allCases.count, Triple.allCases.count)
            // Four rows are a line of the processor's cache: the rows of a pair begin one.
            let pairStart = ((sizes.characters + 1) * singles + 3) & ~3
            let gap = pairStart - sizes.characters * singles
            rows = TableMemory.allocate(repeating: Row.zero, count: gap + sizes.rows)
            // The byte that stands for no label says nothing, whatever the file holds.
            var labels = Row(repeating: 0xFFFF)
            labels[0] = 0x00FF
            labels[7] = 0
            for row in 0..<sizes.rows {
                let place = row < sizes.characters * singles ? row + singles : row + gap
                rows[place] = bytes.loadUnaligned(fromByteOffset: row * 16, as: Row.self) & labels
            }
            var tables: [Int] = []
            var start = gap + sizes.ofCharacters
            for table in Table.allCases {
                tables.append(start)
                start += table.count(endings: sizes.endings)
            }
            self.tables = tables
            // Half full at most, so that a look-up soon meets a free slot.
            var bits: UInt64 = 4
            while 1 << bits < 2 * (sizes.pairs + sizes.triples) { bits += 1 }
            slotBits = bits
            slots = TableMemory.allocate(repeating: UInt64(0), count: 1 << Int(bits))
            func character(_ place: Int) -> Int {
                Int(UInt16(littleEndian: sequences.loadUnaligned(fromByteOffset: place * 2, as: UInt16.self)))
            }
            for pair in 0..<sizes.pairs {
                insert(Self.pair(character(2 * pair), character(2 * pair + 1)), pairStart + pair * pairs)
            }
            let (first, tripleStart) = (2 * sizes.pairs, pairStart + sizes.pairs * pairs)
            for triple in 0..<sizes.triples {
                let place = first + 3 * triple
                insert(
                    Self.triple(Self.pair(character(place), character(place + 1)), character(place + 2)),
                    tripleStart + triple * triples)
            }
        }

        deinit {
            rows.deallocate()
            slots.deallocate()
        }

        /// The number of a table's first row.
        func start(of table: Table) -> Int { tables[table.rawValue] }

        @inline(__always)
        static func pair(_ first: Int, _ second: Int) -> UInt64 { UInt64(first << Int(characterBits) | second) }

        @inline(__always)
        static func triple(_ pair: UInt64, _ third: Int) -> UInt64 { pair << characterBits | UInt64(third) }

        /// The slot from which on a sequence lies.
        @inline(__always)
        func slot(of sequence: UInt64) -> Int { Int((sequence &* 0x9E37_79B9_7F4A_7C15) >> (64 - slotBits)) }

        @inline(__always)
        func ask(for slot: Int) { TableMemory.ask(for: slots + slot) }

        @inline(__always)
        func askForRow(_ row: Int) { TableMemory.ask(for: rows + row) }

        /// The number of the first row of a sequence; 0, the first of those of zeros, where the model does not know it.
        @inline(__always)
        func row(of sequence: UInt64, from slot: Int) -> Int {
            var slot = slot
            while true {
                let found = slots[slot]
                if found >> Self.placeBits == sequence { return Int(found & ((1 << Self.placeBits) - 1)) }
                if found == 0 { return 0 }
                slot = (slot + 1) & ((1 << Int(slotBits)) - 1)
            }
        }

        private func insert(_ sequence: UInt64, _ row: Int) {
            var slot = slot(of: sequence)
            while slots[slot] != 0 { slot = (slot + 1) & ((1 << Int(slotBits)) - 1) }
            slots[slot] = sequence << Self.placeBits | UInt64(row)
        }
    }
}
