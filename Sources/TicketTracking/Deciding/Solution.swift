public import Facility

/// What a technician says was done, in clear.
public struct Solution: Hashable, Sendable, Codable {
    public var mode: ResolutionMode
    /// What the reporters are told; never empty.
    public var answer: String
    /// As diagnosed; nil: as reported.
    public var category: FaultCategoryKey?
    public var cause: CodeKey?
    public var action: CodeKey?
    public var responsibility: CodeKey?
    public var photos: [PhotoReference]

    public init(
        mode: ResolutionMode, answer: String, category: FaultCategoryKey? = nil, cause: CodeKey? = nil,
        action: CodeKey? = nil, responsibility: CodeKey? = nil, photos: [PhotoReference] = []
    ) {
        self.mode = mode
        self.answer = answer
        self.category = category
        self.cause = cause
        self.action = action
        self.responsibility = responsibility
        self.photos = photos
    }
}
