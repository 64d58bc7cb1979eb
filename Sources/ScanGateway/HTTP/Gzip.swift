import CZlib
import NIOCore

/// Text as gzip streams (RFC 1952).
enum Gzip {
    /// The least that is worth it.
    static let bytesMin = 1_024

    /// - Parameter level: 1, fast, to 9, small.
    /// - Returns: nil where zlib has no memory for it.
    static func bytes(_ plain: ByteBuffer, level: Int32) -> ByteBuffer? {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        // 15 bits of window, and 16 for gzip's own header.
        guard
            deflateInit2_(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
                == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(plain.readableBytes)))
        var packed = ByteBuffer()
        var status = Z_STREAM_ERROR
        plain.withUnsafeReadableBytes { source in
            _ = packed.writeWithUnsafeMutableBytes(minimumWritableBytes: bound) { target in
                // zlib only reads from here.
                let bytes = source.bindMemory(to: UInt8.self).baseAddress
                stream.next_in = UnsafeMutablePointer(mutating: bytes)
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.bindMemory(to: UInt8.self).baseAddress
                stream.avail_out = UInt32(bound)
                status = deflate(&stream, Z_FINISH)
                return bound - Int(stream.avail_out)
            }
        }
        return status == Z_STREAM_END ? packed : nil
    }
}
