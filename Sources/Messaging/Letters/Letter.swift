public import Wording

/// What one reader is told, before it takes the form of a mail or a robot's message. All texts are plain: each form
/// escapes them in its own way.
public struct Letter: Hashable, Sendable {
    public struct Line: Hashable, Sendable {
        public var label: String
        public var value: String

        public init(label: String, value: String) {
            self.label = label
            self.value = value
        }
    }

    public struct Link: Hashable, Sendable {
        public var title: String
        public var url: String

        public init(title: String, url: String) {
            self.title = title
            self.url = url
        }
    }

    public var language: Language
    public var subject: String
    /// What happened, in one or two sentences.
    public var lead: String
    public var lines: [Line]
    /// What somebody wrote, under a heading; at most `wordsMax` characters.
    public var words: Line?
    /// The page where the reader sees more, and others.
    public var links: [Link]
    /// Who writes, why, and how to ask back.
    public var footer: [String]
    public var isUrgent: Bool

    /// Longer words are cut, with a remark that the page has the rest.
    public static let wordsMax = 1_000

    public init(
        language: Language, subject: String, lead: String, lines: [Line] = [], words: Line? = nil,
        links: [Link] = [], footer: [String] = [], isUrgent: Bool = false
    ) {
        self.language = language
        self.subject = subject
        self.lead = lead
        self.lines = lines
        self.words = words
        self.links = links
        self.footer = footer
        self.isUrgent = isUrgent
    }
}
