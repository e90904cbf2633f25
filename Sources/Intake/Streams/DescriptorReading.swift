internal import Foundation

/// One `read`, repeated when a signal broke it; empty at the end.
///
/// Not `FileHandle`: on Linux it waits until the whole count has come, so a pipe would not stream.
func readChunk(_ descriptor: Int32, upTo count: Int) throws(IntakeFailure) -> [UInt8] {
    var failure: Int32 = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        var got = read(descriptor, buffer.baseAddress, count)
        while got < 0 && errno == EINTR { got = read(descriptor, buffer.baseAddress, count) }
        if got < 0 { failure = errno }
        filled = max(0, got)
    }
    guard failure == 0 else { throw .unreadable(errno: failure) }
    return chunk
}
