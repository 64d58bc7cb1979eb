/// Every header reader on the same bytes, whatever they begin with: what one of them refuses another may take.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHeaders(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let reader = ByteReader(bytes)
    _ = FileKind(of: bytes)
    _ = PhotoOrientation(tiff: bytes)
    _ = try? PhotoHeader.walkJPEG(reader)
    _ = try? PhotoHeader.walkPNG(reader)
    _ = try? PhotoHeader.walkWebP(reader)
    _ = try? PhotoHeader.walkHEIC(reader)
    if let header = try? PhotoHeader(of: bytes) {
        precondition(header.storedWidth > 0 && header.storedHeight > 0)
        precondition(header.uprightWidth * header.uprightHeight == header.pixels)
        try? header.requireEnd(of: bytes, scansMax: PhotoLimits.standard.scansMax)
    }
    return 0
}
