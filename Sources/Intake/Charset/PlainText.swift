/// The text of bytes whose charset is found as that of any file.
public enum PlainText {
    public static func decode(_ bytes: [UInt8]) throws(IntakeFailure) -> String {
        var text = String.UnicodeScalarView()
        for scalar in try TextDecoder().decode(bytes).scalars {
            guard let scalar = Unicode.Scalar(scalar) else { continue }
            text.append(scalar)
        }
        return String(text)
    }
}
