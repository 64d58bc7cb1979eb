import HTTPTypes
import HummingbirdCore
import NIOCore

/// Keeps the body of an answer instead of sending it.
struct CollectingWriter: ResponseBodyWriter {
    final class Kept {
        var bytes = ByteBuffer()
    }

    let kept: Kept

    mutating func write(_ buffer: ByteBuffer) {
        var buffer = buffer
        kept.bytes.writeBuffer(&buffer)
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) {}
}
