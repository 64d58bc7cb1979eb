import TicketTracking

extension StoryTeller {
    func repeated(_ payload: TicketFact.FaultRepeated) async -> [String] {
        var subject = "the same place"
        if let place = payload.place { subject = await desk.names.place(place) }
        if let device = payload.device { subject = await desk.names.device(device) }
        return [
            "\(payload.count) faults of \(subject) since \(desk.local(payload.since))",
            "tickets " + payload.tickets.map { desk.number(of: $0) }.joined(separator: ", "),
        ]
    }
}
