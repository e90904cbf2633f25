extension Array where Element: BitwiseCopyable {
    /// As many times the same element.
    ///
    /// The library's own `init(repeating:count:)` asks the runtime at each call what an array of such elements is, some
    /// hundred instructions and a walk through shared tables; a copy of memory asks nothing.
    @inline(__always)
    init(filled element: Element, count: Int) {
        self = Scratch.with(Element.self, count: count) { memory in
            memory.initialize(repeating: element)
            return Array(memory)
        }
    }
}
