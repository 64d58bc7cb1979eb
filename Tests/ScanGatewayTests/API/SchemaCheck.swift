import Foundation

@testable import ScanGateway

/// As much of JSON Schema 2020-12 as the description uses, written apart from the code that checks requests.
struct SchemaCheck {
    /// `components/schemas` of the description.
    let schemas: [String: APIValue]

    /// What is wrong with a value; empty: nothing. A keyword that isn't known here is wrong too.
    func faults(_ value: APIValue, _ schema: APIValue, _ path: String = "$") -> [String] {
        guard case .object(let members) = schema else { return ["\(path): no schema"] }
        return members.keys.sorted().flatMap { fault(value, $0, members, path) }
    }

    private func fault(
        _ value: APIValue, _ keyword: String, _ schema: [String: APIValue], _ path: String
    ) -> [String] {
        func wrong(_ isWrong: Bool) -> [String] { isWrong ? ["\(path): \(keyword)"] : [] }
        switch (keyword, schema[keyword] ?? .nothing, value) {
        case ("description", _, _), ("examples", _, _), ("discriminator", _, _): return []
        case ("$ref", .text(let reference), _):
            let name = reference.replacing("#/components/schemas/", with: "")
            return faults(value, schemas[name] ?? .nothing, path)
        case ("oneOf", .list(let branches), _):
            return wrong(branches.count { faults(value, $0, path).isEmpty } != 1)
        case ("anyOf", .list(let branches), _):
            return wrong(!branches.contains { faults(value, $0, path).isEmpty })
        case ("allOf", .list(let branches), _): return branches.flatMap { faults(value, $0, path) }
        case ("type", .text(let type), _): return wrong(!Self.types(of: value).contains(type))
        case ("const", let constant, _): return wrong(constant != value)
        case ("enum", .list(let values), _): return wrong(!values.contains(value))
        case ("required", .list(let names), .object(let members)):
            return wrong(
                names.contains { if case .text(let name) = $0 { members[name] == nil } else { true } })
        case ("properties", .object(let known), .object(let members)):
            return members.flatMap { name, member in
                known[name].map { faults(member, $0, "\(path).\(name)") } ?? []
            }
        case ("additionalProperties", .truth(false), .object(let members)):
            guard case .object(let known) = schema["properties"] else { return wrong(!members.isEmpty) }
            return wrong(members.keys.contains { known[$0] == nil })
        case ("minLength", .whole(let least), .text(let text)): return wrong(Int64(text.count) < least)
        case ("maxLength", .whole(let most), .text(let text)): return wrong(Int64(text.count) > most)
        case ("minimum", .whole(let least), .whole(let number)): return wrong(number < least)
        case ("maximum", .whole(let most), .whole(let number)): return wrong(number > most)
        case ("minItems", .whole(let least), .list(let items)): return wrong(Int64(items.count) < least)
        case ("maxItems", .whole(let most), .list(let items)): return wrong(Int64(items.count) > most)
        case ("items", let item, .list(let items)):
            return items.enumerated().flatMap { faults($1, item, "\(path)[\($0)]") }
        case ("pattern", .text(let pattern), .text(let text)):
            return wrong(text.range(of: pattern, options: .regularExpression) == nil)
        case ("format", .text("date-time"), .text(let text)):
            return wrong(
                text.firstMatch(of: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/) == nil)
        case ("format", .text("email"), .text(let text)): return wrong(!text.contains("@"))
        case ("required", _, _), ("properties", _, _), ("additionalProperties", _, _), ("items", _, _),
            ("minLength", _, _), ("maxLength", _, _), ("minimum", _, _), ("maximum", _, _),
            ("minItems", _, _), ("maxItems", _, _), ("pattern", _, _), ("format", _, _):
            // A keyword for another type says nothing.
            return []
        default: return ["\(path): unknown keyword \(keyword)"]
        }
    }

    private static func types(of value: APIValue) -> [String] {
        switch value {
        case .nothing: ["null"]
        case .truth: ["boolean"]
        case .whole: ["integer", "number"]
        case .number: ["number"]
        case .text: ["string"]
        case .list: ["array"]
        case .object: ["object"]
        }
    }
}
