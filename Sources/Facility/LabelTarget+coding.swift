extension LabelTarget: Codable {
    private enum CodingKeys: String, CodingKey { case place, device, blank }

    /// `{"place":12}`, `{"device":5}` or `{"blank":true}`: exactly one member.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch container.allKeys {
        case [.place]: self = .place(try container.decode(PlaceID.self, forKey: .place))
        case [.device]: self = .device(try container.decode(DeviceID.self, forKey: .device))
        case [.blank]: self = .blank
        default:
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath, debugDescription: "expected one of place, device, blank"))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .place(let id): try container.encode(id, forKey: .place)
        case .device(let id): try container.encode(id, forKey: .device)
        case .blank: try container.encode(true, forKey: .blank)
        }
    }
}
