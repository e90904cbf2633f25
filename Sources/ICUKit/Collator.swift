internal import CICU

/// Orders strings as people of a locale do; for `zh`, by pinyin.
///
/// Not `Sendable`: open one for each task.
public final class Collator {
    private let handle: OpaquePointer

    public init(locale: String = "zh") throws(ICUError) {
        guard let handle = try checked("open collator \(locale)", { cicu_collator_open(locale, &$0) }) else {
            throw ICUError(operation: "open collator \(locale)", code: 1)
        }
        self.handle = handle
    }

    deinit { cicu_collator_close(handle) }

    /// True when `left` comes before `right`.
    public func precedes(_ left: String, _ right: String) -> Bool {
        var status: Int32 = 0
        let order = cicu_collate(
            handle, left, Int32(left.utf8.count), right, Int32(right.utf8.count), &status)
        return status <= 0 ? order < 0 : left < right
    }
}
