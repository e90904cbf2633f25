internal import CPrefetch

#if canImport(Glibc)
    internal import Glibc
#endif

/// Memory for tables that are asked at random places: large ones in pages as large as the system gives, so that finding
/// the page costs no time of its own.
enum TableMemory {
    private static let largePage = 2 << 20
    /// All others begin a line of the processor's cache.
    private static let line = 64

    /// Asks for a place of a table ahead of its being read.
    ///
    /// The places of a text's look-ups are far apart, and to wait for memory is most of what reading costs: whoever
    /// knows several places asks for all of them first, so that the waits are one.
    @inline(__always)
    static func ask<Element>(for place: UnsafePointer<Element>) { prefetch_line(place) }

    /// Memory that its owner gives back by `deallocate()`.
    static func allocate<Element: BitwiseCopyable>(
        repeating element: Element, count: Int
    ) -> UnsafeMutablePointer<Element> {
        let table = allocate(of: Element.self, count: count)
        table.initialize(repeating: element, count: count)
        return table
    }

    /// The same with what an array holds.
    static func copy<Element: BitwiseCopyable>(of elements: [Element]) -> UnsafeMutablePointer<Element> {
        let table = allocate(of: Element.self, count: elements.count)
        elements.withUnsafeBufferPointer { elements in
            guard let source = elements.baseAddress else { return }
            table.initialize(from: source, count: elements.count)
        }
        return table
    }

    /// The same with nothing in it.
    static func allocate<Element: BitwiseCopyable>(of: Element.Type, count: Int) -> UnsafeMutablePointer<Element> {
        let bytes = count * MemoryLayout<Element>.stride
        guard bytes >= largePage else {
            return UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: line)
                .bindMemory(to: Element.self, capacity: count)
        }
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: largePage)
        #if canImport(Glibc)
            // A wish: where it is not heard, the pages are small ones.
            _ = madvise(memory, bytes, Int32(MADV_HUGEPAGE))
        #endif
        return memory.bindMemory(to: Element.self, capacity: count)
    }
}
