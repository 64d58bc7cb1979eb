import Facility
import TicketTracking

extension APIForm {
    /// JSON Schema 2020-12, as OpenAPI 3.1 takes it.
    ///
    /// - Parameter constant: a field that has always this value, e.g. `command`.
    func schema(constant: (name: String, value: String)? = nil) -> APIValue {
        var properties: [String: APIValue] = [:]
        for field in fields {
            var schema = field.type.schema
            if case .object(var members) = schema {
                members["description"] = .text(field.note)
                schema = .object(members)
            }
            properties[field.name] = schema
        }
        var needed = required.map(\.name)
        var example = example
        if let constant {
            properties[constant.name] = ["const": .text(constant.value)]
            needed.insert(constant.name, at: 0)
            example[constant.name] = .text(constant.value)
        }
        var schema: [String: APIValue] = [
            "type": "object", "description": .text(note), "properties": .object(properties),
            "additionalProperties": false,
        ]
        if !needed.isEmpty { schema["required"] = .list(needed.map { .text($0) }) }
        if !oneOf.isEmpty {
            schema["allOf"] = .list(
                oneOf.map { names in
                    ["anyOf": .list(names.map { ["required": [.text($0)]] })]
                })
        }
        if !example.isEmpty { schema["examples"] = [.object(example)] }
        return .object(schema)
    }
}

extension APIType {
    /// JSON Schema 2020-12.
    var schema: APIValue {
        switch self {
        case .text(let range):
            [
                "type": "string", "minLength": .whole(Int64(range.lowerBound)),
                "maxLength": .whole(Int64(range.upperBound)),
            ]
        case .key: ["type": "string", "pattern": "^[a-z0-9._/-]{1,64}$"]
        case .whole(let range):
            ["type": "integer", "minimum": .whole(range.lowerBound), "maximum": .whole(range.upperBound)]
        case .truth: ["type": "boolean"]
        case .time: ["type": "string", "format": "date-time"]
        case .choice(let words): ["type": "string", "enum": .list(words.map { .text($0) })]
        case .list(let type, let range):
            [
                "type": "array", "items": type.schema, "minItems": .whole(Int64(range.lowerBound)),
                "maxItems": .whole(Int64(range.upperBound)),
            ]
        case .object(let form): form.schema()
        case .phone: ["type": "string", "minLength": 5, "maxLength": 32]
        case .mail:
            ["type": "string", "format": "email", "maxLength": .whole(Int64(ReportLimits.contactMax))]
        case .label: ["type": "string", "pattern": "^[0-9A-Za-z -]{12,20}$"]
        case .ticket: ["type": "string", "pattern": "^[0-9A-Za-z -]{8,16}$"]
        }
    }
}

extension APIValue: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .nothing: try container.encodeNil()
        case .truth(let value): try container.encode(value)
        case .whole(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let values): try container.encode(values)
        case .object(let members): try container.encode(members)
        }
    }
}
