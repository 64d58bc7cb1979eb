import Facility
import Ledger

extension NewReport {
    /// The report that a statement becomes: blank texts are none, and what belongs to the reporter is marked
    /// so.
    ///
    /// - Parameter path: from the campus down to `place`.
    func report(_ id: ReportID, by reporter: PersonID, _ path: [Place], _ act: Act) -> Report {
        func own<Value>(_ value: Value?) -> Personal<Value>? { value.map { .clear($0, of: reporter) } }
        let contact = contact.flatMap { $0.isReachable || $0.name != nil ? $0 : nil }
        let staff: PersonID? =
            switch act.by.actor {
            case .staff(let person), .apiClient(let person): person == reporter ? nil : person
            case .reporter, .system: nil
            }
        return Report(
            id: id, reporter: reporter, recordedBy: staff, channel: act.channel,
            place: ticketPlace(reporter, path),
            device: device, label: label, category: category, isHazard: isHazard,
            words: own(words?.unlessBlank),
            contact: own(contact), isReachable: contact?.isReachable ?? false, photos: photos,
            language: language,
            notThisPlace: own(notThisPlace?.unlessBlank), noticeVersion: noticeVersion,
            happenedAt: happenedAt,
            group: group)
    }

    /// "Not this place" leaves the building of the label and the words on the door.
    private func ticketPlace(_ reporter: PersonID, _ path: [Place]) -> TicketPlace {
        guard let place else { return .unknown(.clear(placeWords ?? notThisPlace ?? "", of: reporter)) }
        if let door = notThisPlace?.unlessBlank {
            let around = path.last { $0.kind == .building } ?? path.first
            return .within(around?.id ?? place, .clear(door, of: reporter))
        }
        return placeWords?.unlessBlank.map { .within(place, .clear($0, of: reporter)) } ?? .at(place)
    }
}

extension String {
    /// nil where there is nothing but white space.
    var unlessBlank: String? { contains { !$0.isWhitespace } ? self : nil }
}

extension DeskRequest {
    /// What is asked and by whom, without what is made anew at each sending.
    func fingerprint(_ act: Act) throws -> [UInt8] {
        struct Asked: Encodable {
            var actor: String
            var request: DeskRequest
        }
        return try CanonicalEncoder().encode(Asked(actor: act.by.actor.description, request: lasting))
    }

    private var lasting: DeskRequest {
        switch self {
        case .report(let statement): .report(statement.lasting)
        case .joinReport(let statement, let ticket): .joinReport(statement.lasting, to: ticket)
        case .act: self
        }
    }
}

extension NewReport {
    fileprivate var lasting: NewReport {
        var kept = self
        kept.reporter = nil
        if !photoDigests.isEmpty { kept.photos = [] }
        return kept
    }
}
