/// A multipart form in one piece and in many: both must come to the same, within the limits. The first byte says how
/// long the pieces are.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzForms(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    let limits = FormLimits(
        partsMax: 8, headerBytesMax: 256, fieldBytesMax: 512, fileBytesMax: 1024, totalBytesMax: 8192)
    let whole = outcome(of: bytes, pieces: max(1, bytes.count), limits)
    let torn = outcome(of: bytes, pieces: Int(start[0]) + 1, limits)
    // Of two faults either may be met first.
    precondition((whole.error == nil) == (torn.error == nil))
    precondition(whole.texts == torn.texts && whole.files == torn.files)
    precondition(whole.files.values.allSatisfy { $0.allSatisfy { $0.bytes.count <= limits.fileBytesMax } })
    _ = MultipartParser.boundary(of: String(decoding: bytes, as: UTF8.self))
    _ = try? URLEncodedForm.read(bytes, limits: limits)
    return 0
}

private struct Outcome {
    var error: FormError?
    var texts: [String: [String]] = [:]
    var files: [String: [FormFile]] = [:]
}

private func outcome(of bytes: [UInt8], pieces: Int, _ limits: FormLimits) -> Outcome {
    var parser = MultipartParser(boundary: "B", limits: limits)
    do throws(FormError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            try parser.take(rest.prefix(pieces))
            rest = rest.dropFirst(pieces)
        }
        let form = try parser.finish()
        return Outcome(texts: form.texts, files: form.files)
    } catch {
        return Outcome(error: error)
    }
}
