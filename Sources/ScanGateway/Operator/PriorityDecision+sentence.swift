public import TicketTracking

extension PriorityDecision {
    /// As an operator reads it: `priority by matrix: impact high (reports), urgency low, cell 2`.
    public var sentence: String {
        var parts: [String] = []
        if let impact { parts.append("impact " + impact.text) }
        if let urgency { parts.append("urgency " + urgency.text) }
        if let cell { parts.append("cell \(cell.rawValue)") }
        if let lessonPriority { parts.append("\(lessonPriority.rawValue) when a lesson nears") }
        return "priority by \(ground.rawValue)" + (parts.isEmpty ? "" : ": ")
            + parts.joined(separator: ", ")
    }
}

extension PriorityDecision.Assessment {
    fileprivate var text: String {
        let reasons = reasons.map(\.rawValue).joined(separator: ", ")
        guard let rule else { return level.rawValue }
        return "\(level.rawValue) (rule \(rule)\(reasons.isEmpty ? "" : ": " + reasons))"
    }
}
