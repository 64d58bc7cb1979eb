/// What a repeated command is answered with that changed several labels: how many they were.
struct Counted: Codable {
    var count: Int
}
