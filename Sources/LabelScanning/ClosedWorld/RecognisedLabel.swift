public import Facility

/// A label that was told among all that the site has printed, without having been decoded.
public struct RecognisedLabel: Hashable, Sendable {
    public let code: LabelCode
    /// As it was printed.
    public let host: String
    /// Its 4 corners in upright pixels, beginning with its own top left one.
    public let corners: [PhotoPoint]
    public let certainty: Certainty

    /// How sure it is, in standard deviations of chance.
    public struct Certainty: Hashable, Sendable {
        /// Of the modules that every label has: that it is one of the site's at all.
        public var known: Double
        /// Of the modules that differ: for this label.
        public var best: Double
        /// For the one that comes next.
        public var second: Double

        /// What `known`, `best` and the gap between `best` and `second` must be for a label to be told.
        ///
        /// Chance gives a best of 7 against 200,000 codes once in four million comparisons.
        public static let (knownLeast, bestLeast, gapLeast) = (6.0, 7.0, 2.0)

        public init(known: Double, best: Double, second: Double) {
            self.known = known
            self.best = best
            self.second = second
        }

        public var isEnough: Bool { isEnough(best: Self.bestLeast, gap: Self.gapLeast) }

        /// As it would be judged by other limits: to see that those in force are what keeps wrong labels out.
        public func isEnough(best bestLeast: Double, gap gapLeast: Double) -> Bool {
            known > Self.knownLeast && best >= bestLeast && best - second >= gapLeast
        }
    }

    public init(code: LabelCode, host: String, corners: [PhotoPoint], certainty: Certainty) {
        self.code = code
        self.host = host
        self.corners = corners
        self.certainty = certainty
    }
}
