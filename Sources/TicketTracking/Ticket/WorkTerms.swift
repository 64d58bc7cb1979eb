/// How it is known that somebody stood there.
public enum ArrivalEvidence: String, Hashable, Sendable, Codable, CaseIterable {
    case liveScan, deferredPhoto, typedCode, keeperConfirmed, none
}

/// What a reporter's number or address was looked at for.
public enum ContactPurpose: String, Hashable, Sendable, Codable, CaseIterable {
    /// To agree on a time.
    case visit
    /// At the door.
    case access
    /// To ask about the fault.
    case question
    /// To say what became of it.
    case answer
    case other
}

/// What a ticket on hold waits for.
public enum HoldReason: String, Hashable, Sendable, Codable, CaseIterable {
    case reporter, parts, access, supplier
}

public enum ResolutionMode: String, Hashable, Sendable, Codable, CaseIterable {
    case onSite, remote
}

public enum DismissalReason: String, Hashable, Sendable, Codable, CaseIterable {
    case abuse, test, empty
}

public enum ReopenReason: String, Hashable, Sendable, Codable, CaseIterable {
    /// By the reporter, on the tracking page.
    case reporter
    /// In round 1 of the follow-up.
    case followUp
    /// A dismissal was reviewed, or a supervisor sent it back.
    case review
}

/// A condition of a routing rule that a ticket met.
public enum RoutingReason: String, Hashable, Sendable, Codable, CaseIterable {
    case place, placeKind, category, words, hour, hazard, responsible, unlocated, group, priority
    /// The rule's exception: met by none that the rule decides.
    case unless
}

/// What is counted: until the first human contact, until somebody is there, and until the answer.
public enum ServiceClock: String, Hashable, Sendable, Codable, CaseIterable {
    case response, arrival, resolution
}

/// What ends the response (响应): somebody of the desk accepts the work, or speaks with the reporter. An answer with
/// which the work is resolved ends it either way, a machine's receipt never.
public enum ResponseEnd: String, Hashable, Sendable, Codable, CaseIterable {
    /// Accepting, beginning to work, or an appointment.
    case accept
    /// 首次人工联系: an appointment, a question, an answered urge or a public comment.
    case contact
}

/// How much a report may hold.
public enum ReportLimits {
    /// Characters of a reporter's words, and of any free text of the desk.
    public static let wordsMax = 2_000
    public static let photosMax = 5
    /// Characters of each part of a contact.
    public static let contactMax = 254
    /// Reports that one ticket carries.
    public static let reportsMax = 500
}
