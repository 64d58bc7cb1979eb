/// A field of a request: its name, what it may be, and what it says.
struct APIField: Hashable, Sendable {
    var name: String
    var type: APIType
    /// For whoever reads the description; in English, as all of it.
    var note: String

    init(_ name: String, _ type: APIType, _ note: String) {
        self.name = name
        self.type = type
        self.note = note
    }
}
