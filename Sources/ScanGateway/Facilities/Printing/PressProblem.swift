/// Why nothing was printed, each with what a reader needs to mend it.
public enum PressProblem: Error, Hashable, Sendable {
    /// The stock, design or printer isn't there (any more).
    case unknownChoice(String)
    /// A stock or design file is faulty, in the operator's words.
    case template(String)
    /// The design was made for labels of another size.
    case sizeMismatch(expected: String, found: String)
    case startOutOfRange(max: Int, found: Int)
    /// No installed font has this character.
    case unprintable(character: String, text: String, reference: String)
    /// The host's symbol fits only with modules that are too small.
    case moduleTooSmall(host: String, expected: String, found: String)
    /// Labels of the finished sheets that a scanner wouldn't read well; `detail` says why, in English.
    case unreadable(count: Int, of: Int, reference: String, detail: String)
    /// The disk is full, or the folder can't be written.
    case file(String)
    /// Drawing a preview took too long.
    case slow
    /// The page was ordered away: too many previews at once.
    case busy
    /// Whatever else the press says of itself, in English, for the log and the operator.
    case other(String)
}
