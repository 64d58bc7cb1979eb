/// What was found in the place of something else, so that both languages can say it.
enum Found: Hashable, Sendable {
    case nothing
    /// As it was sent; only its beginning is said.
    case value(String)
    case characters(Int)
    case items(Int)
    case object

    private static let shownMax = 40

    func said(_ say: (String, [String: String]) -> String) -> String {
        switch self {
        case .nothing: say("expect.found.nothing", [:])
        case .value(let text): String(text.prefix(Self.shownMax))
        case .characters(let count): say("expect.found.characters", ["count": String(count)])
        case .items(let count): say("expect.found.items", ["count": String(count)])
        case .object: say("expect.found.object", [:])
        }
    }
}
