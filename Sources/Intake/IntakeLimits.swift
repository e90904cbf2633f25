/// What is still taken in.
public struct IntakeLimits: Sendable, Equatable {
    /// Bytes of one file.
    public var fileBytes: Int

    public init(fileBytes: Int = 20 * 1024 * 1024) { self.fileBytes = fileBytes }

    /// 20 MB a file: some three thousand times an ordinary letter.
    public static let standard = IntakeLimits()
}
