extension String {
    var trimmingSpaces: String {
        var view = self[...]
        while view.last == " " { view.removeLast() }
        while view.first == " " { view.removeFirst() }
        return String(view)
    }
}
