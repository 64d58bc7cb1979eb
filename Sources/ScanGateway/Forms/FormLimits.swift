/// What one form may cost.
public struct FormLimits: Hashable, Sendable {
    public var partsMax: Int
    /// Of one part's header.
    public var headerBytesMax: Int
    /// Of one text field, as it was typed: far more than anybody may write, so that the page of whoever wrote too much can say
    /// so and give it back.
    public var fieldBytesMax: Int
    /// Of one file; a longer one is dropped and reported, the rest of the form is still read.
    public var fileBytesMax: Int
    /// Of the whole form; reading ends there.
    public var totalBytesMax: Int

    /// Of a whole form without files: `application/x-www-form-urlencoded` makes three bytes of one, nine of a Chinese
    /// character.
    var encodedBytesMax: Int { 3 * fieldBytesMax }

    public init(
        partsMax: Int = 32, headerBytesMax: Int = 4096, fieldBytesMax: Int = 256 * 1024,
        fileBytesMax: Int = 20 * 1024 * 1024, totalBytesMax: Int = 104 * 1024 * 1024
    ) {
        self.partsMax = partsMax
        self.headerBytesMax = headerBytesMax
        self.fieldBytesMax = fieldBytesMax
        self.fileBytesMax = fileBytesMax
        self.totalBytesMax = totalBytesMax
    }
}
