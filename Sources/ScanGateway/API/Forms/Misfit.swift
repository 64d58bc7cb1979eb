/// A request that isn't of the form that it should have: where, what should stand there, and what does.
struct Misfit: Hashable, Sendable {
    /// As in the body or the query, `contact.phone`.
    var field: String
    var expected: Expectation
    var found: Found
}
