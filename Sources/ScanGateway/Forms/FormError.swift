/// Why a form couldn't be read.
enum FormError: Error, Hashable, Sendable {
    /// Neither `multipart/form-data` with a boundary nor `application/x-www-form-urlencoded`.
    case contentType(found: String)
    case tooLarge(bytesMax: Int)
    case tooManyParts(max: Int)
    case headerTooLong(bytesMax: Int)
    /// More text in a field, or in a form without files, than is read.
    case fieldTooLong(bytesMax: Int)
    /// The body doesn't begin with its boundary, or something else follows one.
    case boundary
    /// A part without `Content-Disposition: form-data; name="…"`.
    case disposition
    case notUTF8
    /// The body ended before the closing boundary: the connection was cut.
    case truncated
}
