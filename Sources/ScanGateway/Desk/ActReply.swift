/// What a script is told of an act that a browser had kept until there was a network again.
struct ActReply: Encodable, Sendable {
    enum Outcome: String, Encodable, Sendable {
        case done
        /// It came too late to change anything, and stands in the ticket as a note.
        case noted
        case refused
    }

    var outcome: Outcome
    /// Why it wasn't done, or that it became a note; nil: it was done.
    var sentence: String?
    /// How the ticket stands now, and with whom.
    var standing: String
    /// The ticket whose notes take what was said: itself, or the one that it was merged into.
    var number: String
    var link: String
    /// Where a note for that ticket goes.
    var noteAction: String
    /// The number of the newest event that came of it; of a refused act the ticket's newest.
    var revision: Int64
}

/// Who is signed in, for a browser that has acts of somebody to send.
struct WhoReply: Encodable, Sendable {
    var who: String
    var csrf: String
}
