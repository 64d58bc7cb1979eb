import CPhoto

extension PhotoIntake {
    /// The picture as it comes out of its decoder, and how it is still to be turned.
    ///
    /// - Parameter sideMax: where a decoder can shrink, the picture comes as small as it may for this longer side; never
    ///   smaller than it. nil: full size.
    func decode(
        _ bytes: [UInt8], _ header: PhotoHeader, channels: Int, longestSide sideMax: Int? = nil
    ) throws(PhotoRefusal) -> (Raster, PhotoOrientation) {
        let plan = DecodePlan(header, longestSide: sideMax)
        var outcome = DecodeOutcome()
        var raster = PhotoRaster()
        let pixels = [UInt8](unsafeUninitializedCapacity: plan.width * plan.height * channels) {
            buffer, filled in
            raster = PhotoRaster(
                pixels: buffer.baseAddress, width: UInt32(plan.width), height: UInt32(plan.height),
                channels: Int32(channels))
            outcome = run(bytes, header, plan, into: &raster)
            filled = outcome.status == photo_ok ? Int(raster.width) * Int(raster.height) * channels : 0
        }
        if let refusal = refusal(for: outcome, header.kind) { throw refusal }
        return (
            Raster(width: Int(raster.width), height: Int(raster.height), channels: channels, bytes: pixels),
            // libheif has turned it already.
            header.kind == .heic ? .upright : header.orientation
        )
    }

    private struct DecodeOutcome {
        var status = photo_ok
        var reason = ""
    }

    private func run(
        _ bytes: [UInt8], _ header: PhotoHeader, _ plan: DecodePlan, into raster: inout PhotoRaster
    ) -> DecodeOutcome {
        var outcome = DecodeOutcome()
        var limits = PhotoDecodeLimits(
            memory_max: limits.decoderBytesMax, scans_max: Int32(self.limits.scansMax))
        outcome.reason = Self.reason { reason in
            outcome.status = bytes.withUnsafeBufferPointer { buffer in
                switch header.kind {
                case .jpeg:
                    photo_decode_jpeg(
                        buffer.baseAddress, buffer.count, Int32(plan.eighths), &limits, raster, reason)
                case .webp:
                    photo_decode_webp(
                        buffer.baseAddress, buffer.count, UInt32(header.storedWidth),
                        UInt32(header.storedHeight), raster, reason)
                case .heic: photo_decode_heic(buffer.baseAddress, buffer.count, &raster, reason)
                default: photo_decode_png(buffer.baseAddress, buffer.count, raster, reason)
                }
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
