/// The two decoders, which share no code and no method.
public enum ReadingEngine: String, Hashable, Sendable, Codable, CaseIterable {
    case zxing, zbar
}
