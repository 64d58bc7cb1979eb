extension EventActor: Codable {
    /// As it is written in an envelope, e.g. `staff:12`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let actor = EventActor(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an actor: \(text)")
        }
        self = actor
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
