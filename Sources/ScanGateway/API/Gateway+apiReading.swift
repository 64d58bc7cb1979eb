import Foundation
import HTTPTypes
import Hummingbird
import Ledger

extension Gateway {
    /// A request's body, checked field by field.
    ///
    /// - Throws: `GatewayError.badRequest`, `FormError.tooLarge`
    func decode<Value: Decodable>(
        _ type: Value.Type, _ form: APIForm, _ request: Request
    ) async throws -> Value {
        let bytes = try await body(request)
        try form.check(try Self.members(bytes))
        return try Self.decoded(type, bytes)
    }

    /// A command's body: which fields it has is the command's own.
    ///
    /// - Throws: `GatewayError.badRequest`, `FormError.tooLarge`
    func decodeCommand(_ request: Request) async throws -> (APICommand, APICommandRequest) {
        let bytes = try await body(request)
        var members = try Self.members(bytes)
        let named = members.removeValue(forKey: "command") ?? .nothing
        let known = Expectation.choice(APICommand.allCases.map(\.rawValue))
        guard case .text(let name) = named, let command = APICommand(rawValue: name) else {
            throw GatewayError.badRequest(Misfit(field: "command", expected: known, found: named.found))
        }
        try command.form.check(members)
        return (command, try Self.decoded(APICommandRequest.self, bytes))
    }

    /// The query of an address; other parameters than these are refused.
    ///
    /// - Throws: `GatewayError.badRequest`
    func query(_ fields: [APIField], _ request: Request) throws(GatewayError) -> [String: String] {
        var values: [String: String] = [:]
        // The language that every address takes is no field of this one.
        for (name, value) in request.uri.queryParameters where name != "lang" {
            guard let field = fields.first(where: { $0.name == name }) else {
                throw .badRequest(
                    Misfit(
                        field: String(name.prefix(40)), expected: .named("field"),
                        found: .value(String(value))))
            }
            try field.type.check(query: String(value), field.name)
            values[field.name] = String(value)
        }
        return values
    }

    private func body(_ request: Request) async throws -> [UInt8] {
        let max = settings.limits.apiBytesMax
        return try await FormReader(limits: settings.limits.form).bytes(of: request, max: max)
    }

    private static func members(_ bytes: [UInt8]) throws(GatewayError) -> [String: APIValue] {
        guard case .object(let members) = try? JSONDecoder().decode(APIValue.self, from: Data(bytes)) else {
            throw .badRequest(
                Misfit(field: "body", expected: .named("json"), found: .characters(bytes.count)))
        }
        return members
    }

    private static func decoded<Value: Decodable>(
        _ type: Value.Type, _ bytes: [UInt8]
    ) throws(GatewayError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw .badRequest(
                Misfit(field: "body", expected: .named("json"), found: .characters(bytes.count)))
        }
    }
}
