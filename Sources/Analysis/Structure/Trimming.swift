extension String {
    var trimmingSpaces: String {
        var view = utf8[...]
        while view.last == 0x20 { view.removeLast() }
        while view.first == 0x20 { view.removeFirst() }
        return String(Substring(view))
    }
}
