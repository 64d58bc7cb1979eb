/// The fields of a request's body, or of an object in it: nothing else is taken.
struct APIForm: Hashable, Sendable {
    /// Of the schema in the description.
    var name: String
    var note: String
    var required: [APIField]
    var optional: [APIField]
    /// Of each set at least one is there.
    var oneOf: [[String]]
    /// A body that is taken, as JSON.
    var example: [String: APIValue]

    init(
        _ name: String, _ note: String, required: [APIField] = [], optional: [APIField] = [],
        oneOf: [[String]] = [], example: [String: APIValue] = [:]
    ) {
        self.name = name
        self.note = note
        self.required = required
        self.optional = optional
        self.oneOf = oneOf
        self.example = example
    }

    var fields: [APIField] { required + optional }

    /// - Parameter prefix: of the fields' names, where the form is part of another.
    /// - Throws: `GatewayError.badRequest` for the first field that is missing, unknown or not what it should be.
    func check(_ members: [String: APIValue], prefix: String = "") throws(GatewayError) {
        for field in required where members[field.name, default: .nothing] == .nothing {
            throw .badRequest(
                Misfit(field: prefix + field.name, expected: field.type.expectation, found: .nothing))
        }
        let known = fields
        for name in members.keys.sorted() {
            guard let value = members[name], value != .nothing else { continue }
            guard let field = known.first(where: { $0.name == name }) else {
                throw .badRequest(
                    Misfit(
                        field: prefix + String(name.prefix(40)), expected: .named("field"),
                        found: value.found))
            }
            try field.type.check(value, prefix + name)
        }
        for names in oneOf where names.allSatisfy({ members[$0, default: .nothing] == .nothing }) {
            throw .badRequest(
                Misfit(
                    field: prefix + names[0], expected: .choice(names.map { prefix + $0 }), found: .nothing))
        }
    }
}

extension APIValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int64) { self = .whole(value) }
    init(booleanLiteral value: Bool) { self = .truth(value) }
}

extension APIValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    init(arrayLiteral elements: APIValue...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, APIValue)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}
