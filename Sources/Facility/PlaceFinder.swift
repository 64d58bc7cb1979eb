/// Finds places as people say them: "明理楼 103", "明理楼103", "mll 103", where the house's name isn't the room's.
public struct PlaceFinder: Sendable {
    /// Houses that are looked into.
    private static let housesMax = 12
    /// Rooms with the rest of the words, of which those in the houses are kept.
    private static let roomsMax = 1_000
    /// What other places lie in.
    private static let holders: Set<PlaceKind> = [.campus, .zone, .building, .unit, .floor]

    private let store: any RegisterStore

    public init(store: any RegisterStore) { self.store = store }

    /// Best first, in the order of `PlaceSearch`: places that have all the words themselves; where there are none, those
    /// that have the last words and lie in one that has the words before.
    ///
    /// - Parameter limit: 1 and up.
    public func places(matching query: String, limit: Int) async throws -> [Place] {
        let direct = try await store.places(matching: query, limit: limit)
        guard direct.isEmpty, let (house, room) = Self.parts(of: query) else { return direct }
        let houses = try await store.places(matching: house, limit: Self.housesMax * 4)
            .filter { Self.holders.contains($0.kind) }.prefix(Self.housesMax)
        guard !houses.isEmpty else { return [] }
        let wanted = Set(houses.map(\.id))
        var found: [Place] = []
        for place in try await store.places(matching: room, limit: Self.roomsMax) where found.count < limit {
            let path = try await store.path(to: place.id)
            if path.dropLast().contains(where: { wanted.contains($0.id) }) { found.append(place) }
        }
        return found
    }

    /// The last word for the room, those before for the house; a single word parts before its last digits.
    ///
    /// - Returns: nil for a single word without digits at its end, or of digits only.
    static func parts(of query: String) -> (house: String, room: String)? {
        let words = PlaceSearch.words(of: query)
        if let last = words.last, words.count > 1 {
            return (words.dropLast().joined(separator: " "), last)
        }
        guard let word = words.first else { return nil }
        let head = word.reversed().drop { $0.isASCII && ($0.isNumber || $0 == "-") }
        guard !head.isEmpty, head.count < word.count else { return nil }
        let house = String(head.reversed())
        return (house, String(word.dropFirst(house.count)))
    }
}
