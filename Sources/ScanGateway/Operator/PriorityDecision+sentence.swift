public import TicketTracking

extension PriorityDecision {
    /// As an operator reads it: `priority by matrix: impact high (reports), urgency low, cell high`.
    public var sentence: String {
        var parts: [String] = []
        if let impact { parts.append("impact " + impact.text) }
        if let urgency { parts.append("urgency " + urgency.text) }
        if let cell { parts.append("cell \(cell)") }
        if let lessonPriority { parts.append("\(lessonPriority) when a lesson nears") }
        return "priority by \(ground.spoken)" + (parts.isEmpty ? "" : ": ")
            + parts.joined(separator: ", ")
    }
}

extension PriorityDecision.Assessment {
    fileprivate var text: String {
        let reasons = reasons.map(\.spoken).joined(separator: ", ")
        guard let rule else { return level.rawValue }
        return "\(level.rawValue) (rule \(rule)\(reasons.isEmpty ? "" : ": " + reasons))"
    }
}
