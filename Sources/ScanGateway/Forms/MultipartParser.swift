import Foundation

/// Reads `multipart/form-data` (RFC 7578, RFC 2046 section 5.1) as its bytes come, in whatever pieces.
///
/// It holds one part at a time beside what it already took, never more than the limits allow.
struct MultipartParser {
    private enum State { case preamble, header, body, finished }

    private let limits: FormLimits
    /// CR LF, two hyphens and the boundary.
    private let delimiter: [UInt8]
    private var state = State.preamble
    private var pending: [UInt8]
    private var received = 0
    private var parts = 0
    private var part = PartHeader(name: "", isFile: false)
    private var content: [UInt8] = []
    private var isOverlong = false
    private(set) var form = Form()

    /// - Parameter boundary: 1 to 70 characters, as `boundary(of:)` checks.
    init(boundary: String, limits: FormLimits) {
        self.limits = limits
        delimiter = Array("\r\n--\(boundary)".utf8)
        // The first boundary may stand at the very beginning, without the line end that belongs to all others.
        pending = [13, 10]
    }

    /// The boundary that a `Content-Type` names; nil where it isn't a multipart form or names none that is allowed.
    static func boundary(of contentType: String) -> String? {
        let fields = contentType.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        guard fields.first?.lowercased() == "multipart/form-data" else { return nil }
        let named = fields.dropFirst().first { $0.lowercased().hasPrefix("boundary=") }
        guard let value = named?.dropFirst("boundary=".count) else { return nil }
        let boundary = value.hasPrefix("\"") && value.hasSuffix("\"") ? value.dropFirst().dropLast() : value
        let allowed = boundary.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
        return allowed && (1...70).contains(boundary.utf8.count) ? String(boundary) : nil
    }

    /// Takes the next bytes.
    mutating func take(_ bytes: some Collection<UInt8>) throws(FormError) {
        received += bytes.count
        guard received <= limits.totalBytesMax else { throw .tooLarge(bytesMax: limits.totalBytesMax) }
        guard state != .finished else { return }
        pending.append(contentsOf: bytes)
        while try step() {}
    }

    /// - Throws: `FormError.truncated` where the closing boundary never came.
    mutating func finish() throws(FormError) -> Form {
        guard state == .finished else { throw .truncated }
        return form
    }

    /// - Returns: whether something was taken off the pending bytes so that another step may be possible.
    private mutating func step() throws(FormError) -> Bool {
        switch state {
        case .preamble: try stepPreamble()
        case .header: try stepHeader()
        case .body: try stepBody()
        case .finished: false
        }
    }

    private mutating func stepPreamble() throws(FormError) -> Bool {
        // Browsers write no preamble, so anything before the first boundary is no form.
        guard pending.count >= delimiter.count + 2 else {
            guard pending.starts(with: delimiter.prefix(pending.count)) || pending.starts(with: delimiter)
            else {
                throw .boundary
            }
            return false
        }
        guard pending.starts(with: delimiter) else { throw .boundary }
        return try passDelimiter(at: 0)
    }

    /// Steps over a delimiter and what follows it: a line end, or two hyphens at the end of the form.
    private mutating func passDelimiter(at index: Int) throws(FormError) -> Bool {
        let after = index + delimiter.count
        guard pending.count >= after + 2 else { return false }
        switch (pending[after], pending[after + 1]) {
        case (13, 10): state = .header
        case (45, 45): state = .finished
        default: throw .boundary
        }
        pending.removeFirst(after + 2)
        return state != .finished
    }

    private mutating func stepHeader() throws(FormError) -> Bool {
        guard let end = ByteSearch.firstIndex(of: [13, 10, 13, 10], in: pending, from: 0) else {
            // Up to three of the four bytes that end it may be there already: what is taken must not hang on how the
            // network cut the bytes.
            guard pending.count <= limits.headerBytesMax + 3 else {
                throw .headerTooLong(bytesMax: limits.headerBytesMax)
            }
            return false
        }
        guard end <= limits.headerBytesMax else { throw .headerTooLong(bytesMax: limits.headerBytesMax) }
        parts += 1
        guard parts <= limits.partsMax else { throw .tooManyParts(max: limits.partsMax) }
        part = try PartHeader(pending[..<end])
        // The line end before the next delimiter may be the one that ends the header: an empty body.
        pending.removeFirst(end + 2)
        content = []
        isOverlong = false
        state = .body
        return true
    }

    private mutating func stepBody() throws(FormError) -> Bool {
        if let index = ByteSearch.firstIndex(of: delimiter, in: pending, from: 0) {
            guard pending.count >= index + delimiter.count + 2 else { return false }
            try keep(index)
            try endPart()
            return try passDelimiter(at: 0)
        }
        let sure = pending.count - delimiter.count
        if sure > 0 { try keep(sure) }
        return false
    }

    private mutating func keep(_ count: Int) throws(FormError) {
        let limit = (part.isFile ? limits.fileBytesMax : limits.fieldBytesMax) + 2
        if content.count + count > limit {
            guard part.isFile else { throw .fieldTooLong(bytesMax: limits.fieldBytesMax) }
            isOverlong = true
            content = []
        }
        if !isOverlong { content.append(contentsOf: pending[..<count]) }
        pending.removeFirst(count)
    }

    private mutating func endPart() throws(FormError) {
        // Two bytes of the header's end lead every content, see `stepHeader`.
        if part.isFile {
            let bytes = Array(content.dropFirst(2))
            form.add(FormFile(bytes: bytes, isNamed: part.isNamed, isTooLarge: isOverlong), to: part.name)
        } else {
            try form.add(text: content.dropFirst(2), to: part.name)
        }
        content = []
    }
}
