import HTTPTypes

extension OpenAPI {
    /// The bodies of requests and answers by their names: made from the forms by which the ones are checked, and from the
    /// types by which the others are written.
    static var schemas: [String: APIValue] {
        var schemas = APIAnswer.schemas
        for form in [
            APIForms.report, APIForms.dial, APIForms.outcome, APIForms.sample, APIForms.notices,
        ] {
            schemas[form.name] = form.schema()
        }
        var mapping: [String: APIValue] = [:]
        for command in APICommand.allCases {
            schemas[command.form.name] = command.form.schema(constant: ("command", command.rawValue))
            mapping[command.rawValue] = .text(reference(command.form.name))
        }
        schemas["Command"] = [
            "oneOf": .list(APICommand.allCases.map { ["$ref": .text(reference($0.form.name))] }),
            "discriminator": ["propertyName": "command", "mapping": .object(mapping)],
        ]
        return schemas
    }

    private static func reference(_ name: String) -> String { "#/components/schemas/\(name)" }

    /// - Parameters:
    ///   - body: the name of its schema; nil: none.
    ///   - key: whether it takes an `Idempotency-Key`.
    ///   - success: the statuses with which it answers what was asked.
    ///   - answer: nil: this document itself.
    static func make(
        _ endpoint: Endpoint, _ name: String, _ summary: String, query: [APIField] = [],
        body: String? = nil, photo: Bool = false, key: Bool = false, staff: Bool = false,
        success: [String] = ["200"], answer: APIAnswer?
    ) -> Operation {
        var parameters = endpoint.route.path.split(separator: "/").filter { $0.hasPrefix(":") }
            .map { inPath(String($0.dropFirst())) }
        parameters += query.map {
            Parameter(
                name: $0.name, in: "query", required: false, description: $0.note, schema: $0.type.schema)
        }
        if key { parameters += headers(staff: staff) }
        var content: [String: [String: APIValue]]?
        if let body { content = ["application/json": ["schema": ["$ref": .text(reference(body))]]] }
        if photo { content = ["image/jpeg": ["schema": ["type": "string", "format": "binary"]]] }
        let problem = "A problem (RFC 9457); of one field with field, expected and found"
        var responses = ["default": reply(.problem, problem)]
        for status in success { responses[status] = reply(answer, "As asked") }
        return Operation(
            operationId: name, summary: summary, parameters: parameters,
            requestBody: content.map { Body(content: $0) },
            responses: responses,
            security: staff ? [["session": []]] : nil)
    }

    private static func reply(_ answer: APIAnswer?, _ description: String) -> Reply {
        Reply(
            description: description,
            content: answer.map { [$0.mediaType: ["schema": ["$ref": .text(reference($0.rawValue))]]] })
    }

    private static func inPath(_ name: String) -> Parameter {
        let type: (schema: APIValue, note: String) =
            switch name {
            case "number": (APIType.ticket.schema, "A ticket's number, XXXX-XXXX.")
            case "code": (APIType.label.schema, "A label's code, XXXX-XXXX-XXXX.")
            case "month": (["type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"], "E.g. 2026-11.")
            default: (["type": "string"], "Of a tracking link.")
            }
        return Parameter(
            name: name, in: "path", required: true, description: type.note, schema: type.schema)
    }

    private static func headers(staff: Bool) -> [Parameter] {
        let key = Parameter(
            name: "Idempotency-Key", in: "header", required: true,
            description: "A UUID of version 7 made in the last 29 days; again it changes nothing.",
            schema: ["type": "string", "format": "uuid"])
        let token = Parameter(
            name: "X-CSRF-Token", in: "header", required: true,
            description: "The session's, as the desk's pages hold it.", schema: ["type": "string"])
        return staff ? [key, token] : [key]
    }
}
