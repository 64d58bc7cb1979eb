/// A file of a form. Its name on the reporter's phone is never kept.
struct FormFile: Hashable, Sendable {
    /// Empty where no file was chosen, and where it was longer than allowed.
    var bytes: [UInt8]
    /// Whether the sender named a file: an input left empty names none, an empty file that was chosen has a name.
    var isNamed = false
    /// It was longer than `FormLimits.fileBytesMax`; its bytes were dropped as they came.
    var isTooLarge = false
    /// Its place among the inputs of its field as they were sent, empty ones too, from 1.
    var number = 1
}
