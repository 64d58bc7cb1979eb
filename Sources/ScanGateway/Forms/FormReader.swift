import HTTPTypes
import Hummingbird
import NIOCore

/// Reads a request's form, of either kind, within the limits.
struct FormReader: Sendable {
    var limits: FormLimits

    /// - Throws: `FormError`, or whatever ends the connection.
    func form(of request: Request) async throws -> Form {
        let type = request.headers[.contentType] ?? ""
        if let boundary = MultipartParser.boundary(of: type) {
            var parser = MultipartParser(boundary: boundary, limits: limits)
            for try await buffer in request.body { try parser.take(buffer.readableBytesView) }
            return try parser.finish()
        }
        guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
            throw FormError.contentType(found: String(type.prefix(80)))
        }
        do {
            let bytes = try await bytes(of: request, max: limits.encodedBytesMax)
            return try URLEncodedForm.read(bytes, limits: limits)
        } catch FormError.tooLarge(let max) {
            // There is nothing but text in it.
            throw FormError.fieldTooLong(bytesMax: max)
        }
    }

    /// - Throws: `FormError.tooLarge`
    func bytes(of request: Request, max: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await buffer in request.body {
            guard bytes.count + buffer.readableBytes <= max else { throw FormError.tooLarge(bytesMax: max) }
            bytes.append(contentsOf: buffer.readableBytesView)
        }
        return bytes
    }
}
