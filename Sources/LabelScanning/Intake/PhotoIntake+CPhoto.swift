import CPhoto

extension PhotoIntake {
    /// The stored picture, orientation not applied, at `eighths`/8 of its size (PNG: always 8).
    func decode(
        _ bytes: [UInt8], _ header: PhotoHeader, channels: Int, eighths: Int
    ) throws(PhotoRefusal) -> Raster {
        let width = (header.storedWidth * eighths + 7) / 8
        let height = (header.storedHeight * eighths + 7) / 8
        var outcome = DecodeOutcome()
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * channels) { buffer, filled in
            let raster = PhotoRaster(
                pixels: buffer.baseAddress, width: UInt32(width), height: UInt32(height),
                channels: Int32(channels))
            outcome = run(bytes, header.kind, eighths, into: raster)
            filled = outcome.status == photo_ok ? width * height * channels : 0
        }
        if let refusal = refusal(for: outcome, header.kind) { throw refusal }
        return Raster(width: width, height: height, channels: channels, bytes: pixels)
    }

    private struct DecodeOutcome {
        var status = photo_ok
        var reason = ""
    }

    private func run(
        _ bytes: [UInt8], _ kind: FileKind, _ eighths: Int, into raster: PhotoRaster
    ) -> DecodeOutcome {
        var outcome = DecodeOutcome()
        var limits = PhotoDecodeLimits(
            memory_max: limits.decoderBytesMax, scans_max: Int32(self.limits.scansMax))
        outcome.reason = Self.reason { reason in
            outcome.status = bytes.withUnsafeBufferPointer { buffer in
                kind == .jpeg
                    ? photo_decode_jpeg(
                        buffer.baseAddress, buffer.count, Int32(eighths), &limits, raster, reason)
                    : photo_decode_png(buffer.baseAddress, buffer.count, raster, reason)
            }
        }
        return outcome
    }

    /// Calls `body` with room for the library's words, and gives them back.
    private static func reason(_ body: (UnsafeMutablePointer<CChar>) -> Void) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(photo_reason_length)) { room in
            room.initialize(repeating: 0)
            guard let start = room.baseAddress else { return "" }
            body(start)
            return String(cString: start)
        }
    }

    private func refusal(for outcome: DecodeOutcome, _ kind: FileKind) -> PhotoRefusal? {
        switch outcome.status {
        case photo_ok: nil
        case photo_truncated: .truncated(kind)
        case photo_unsupported: .unsupported(kind, reason: outcome.reason)
        case photo_no_memory: .needsTooMuchMemory(limit: limits.decoderBytesMax)
        case photo_too_many_scans: .tooManyScans(limit: limits.scansMax)
        case photo_other_size: .damaged(kind, reason: "two headers that state different sizes")
        default: .damaged(kind, reason: outcome.reason)
        }
    }

    /// Encodes as JPEG at a quality of 1 to 100.
    ///
    /// - Throws: `.encodingFailed`.
    static func encodeJPEG(_ raster: Raster, quality: Int) throws(PhotoRefusal) -> [UInt8] {
        // Noise at full quality takes under 2 bytes a channel; tables and headers under 2 KB.
        let room = raster.bytes.count * 2 + 4096
        var outcome = DecodeOutcome()
        let encoded = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
            outcome = encode(raster, quality, into: buffer, &filled)
        }
        guard outcome.status == photo_ok else { throw .encodingFailed(reason: outcome.reason) }
        // A copy of the right size: the room is many times what a photo takes.
        return encoded.withUnsafeBufferPointer { Array($0) }
    }

    private static func encode(
        _ raster: Raster, _ quality: Int, into buffer: UnsafeMutableBufferPointer<UInt8>, _ filled: inout Int
    ) -> DecodeOutcome {
        var outcome = DecodeOutcome()
        var written = 0
        // The encoder only reads the pixels; the C struct serves both directions.
        var pixels = raster.bytes
        outcome.reason = reason { reason in
            outcome.status = pixels.withUnsafeMutableBufferPointer { source in
                let raster = PhotoRaster(
                    pixels: source.baseAddress, width: UInt32(raster.width), height: UInt32(raster.height),
                    channels: Int32(raster.channels))
                return photo_encode_jpeg(
                    raster, Int32(quality), buffer.baseAddress, buffer.count, &written, reason)
            }
        }
        filled = written
        return outcome
    }
}
