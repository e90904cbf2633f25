internal import Crypto
package import Foundation

extension Data {
    /// The digest in hexadecimal digits.
    package var sha256: String {
        SHA256.hash(data: self).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
