extension GrantScope: Codable {
    private enum CodingKeys: String, CodingKey { case site, organisation, team, subtree }

    /// `{"site":true}`, `{"organisation":"…"}`, `{"team":"…"}` or `{"subtree":12}`: exactly one member.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch container.allKeys {
        case [.site]: self = .site
        case [.organisation]:
            self = .organisation(try container.decode(OrganisationKey.self, forKey: .organisation))
        case [.team]: self = .team(try container.decode(TeamKey.self, forKey: .team))
        case [.subtree]: self = .subtree(try container.decode(PlaceID.self, forKey: .subtree))
        default:
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "expected one of site, organisation, team, subtree"))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .site: try container.encode(true, forKey: .site)
        case .organisation(let key): try container.encode(key, forKey: .organisation)
        case .team(let key): try container.encode(key, forKey: .team)
        case .subtree(let id): try container.encode(id, forKey: .subtree)
        }
    }
}
