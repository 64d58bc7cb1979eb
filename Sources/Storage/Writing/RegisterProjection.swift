import Facility
import Ledger

/// What a commit's register events come to, written once at its end: references may be swapped within one
/// commit.
struct RegisterProjection {
    private let site: SiteID
    private var places: [PlaceID: Changed<Place>] = [:]
    private var devices: [DeviceID: Changed<Device>] = [:]
    private var labels: [LabelID: Changed<Label>] = [:]
    private var people: [PersonID: Changed<PersonTable.Row>] = [:]
    private var batches: [BatchID: Changed<Batch>] = [:]
    private var sheets: [SheetID: Changed<WalletSheet>] = [:]

    /// A class: tables of tens of thousands grow and are sorted without copying what is in them.
    private final class Changed<Thing> {
        /// nil: new.
        let before: Thing?
        var now: Thing

        init(before: Thing?, now: Thing) {
            self.before = before
            self.now = now
        }
    }

    init(site: SiteID) { self.site = site }

    var isEmpty: Bool {
        places.isEmpty && devices.isEmpty && labels.isEmpty && people.isEmpty && batches.isEmpty
            && sheets.isEmpty
    }

    /// Folds one event; facts that aren't of the register are passed over.
    mutating func apply(_ envelope: EventEnvelope, _ event: PreparedEvent, _ session: any SQLSession) throws {
        guard let fact = event.draft.fact as? RegisterFact else { return }
        do {
            try fold(fact, envelope, event, session)
        } catch let fault as FoldFault {
            throw CommitFailure.unavailable("an event doesn't fit its stream: \(fault)")
        }
    }

    private mutating func fold(
        _ fact: RegisterFact, _ envelope: EventEnvelope, _ event: PreparedEvent, _ session: any SQLSession
    ) throws {
        let (stream, number, at) = (envelope.stream, envelope.number, envelope.happenedAt)
        switch stream.kind {
        case .place:
            let id = PlaceID(stream.number)
            try Self.step(
                &places, id, number, find: { try PlaceTable.find(id, site, session) },
                apply: { try Place.applying(fact, to: $0, in: stream, number: number, at: at) })
        case .device:
            let id = DeviceID(stream.number)
            try Self.step(
                &devices, id, number, find: { try DeviceTable.find(id, site, session) },
                apply: { try Device.applying(fact, to: $0, in: stream, number: number, at: at) })
        case .label:
            let id = LabelID(stream.number)
            try Self.step(
                &labels, id, number, find: { try LabelTable.find(id, site, session) },
                apply: { try Label.applying(fact, to: $0, in: stream, number: number, at: at) })
        case .person:
            let id = PersonID(stream.number)
            try Self.step(
                &people, id, number, find: { try PersonTable.find(id, site, session) },
                apply: { row in
                    let person = try Person.applying(
                        fact, to: row?.person, in: stream, number: number, at: at)
                    var mail = row?.sealedMail
                    if case .personMailSet = fact { mail = event.sealedMail }
                    return PersonTable.Row(
                        person: person, sealedName: event.sealedName ?? row?.sealedName ?? [],
                        sealedMail: mail)
                })
        case .configuration:
            if case .configurationLoaded(let loaded) = fact {
                try ConfigurationTable.write(loaded, site, session)
            }
        case .batch:
            let id = BatchID(stream.number)
            try Self.step(
                &batches, id, number, find: { try BatchTable.find(id, site, session) },
                apply: {
                    try Batch.applying(
                        fact, to: $0, in: stream, number: number, at: at, by: envelope.actor)
                })
        case .sheet:
            let id = SheetID(stream.number)
            try Self.step(
                &sheets, id, number, find: { try SheetTable.find(id, site, session) },
                apply: { try WalletSheet.applying(fact, to: $0, in: stream, number: number, at: at) })
        case .ticket: break
        }
    }

    /// One more event of one thing; a stream's first needs no look into the database.
    private static func step<ID: Hashable, Thing>(
        _ things: inout [ID: Changed<Thing>], _ id: ID, _ number: Int64, find: () throws -> Thing?,
        apply: (Thing?) throws -> Thing
    ) throws {
        if let changed = things[id] {
            changed.now = try apply(changed.now)
        } else {
            let before = number == 1 ? nil : try find()
            things[id] = Changed(before: before, now: try apply(before))
        }
    }

    /// - Throws: `CommitFailure.raced` where a reference, code or identity is already another thing's.
    func write(_ session: any SQLSession) throws {
        if isEmpty { return }
        for change in places.values.sorted(by: { $0.now.id < $1.now.id }) {
            try PlaceTable.write(change.now, site, session)
            try PlaceTable.writeWords(change.now, site, session)
        }
        for change in devices.values { try DeviceTable.write(change.now, site, session) }
        try writeReferences(session)
        try writeLabels(session)
        try writePeople(session)
        for change in batches.values { try BatchTable.write(change.now, site, session) }
        for change in sheets.values { try SheetTable.write(change.now, site, session) }
    }

    private func writeReferences(_ session: any SQLSession) throws {
        let changes =
            places.map { ($1.before?.bornReference, $1.now.bornReference, LabelTarget.place($0)) }
            + devices.map { ($1.before?.bornReference, $1.now.bornReference, LabelTarget.device($0)) }
        let moved = changes.filter { $0.0 != $0.1 }
        for case (let old?, _, _) in moved { try ReferenceTable.delete(old, site, session) }
        for case (_, let new?, let target) in moved {
            try claim(stream(of: target)) { try ReferenceTable.insert(new, target, site, session) }
        }
    }

    private func writeLabels(_ session: any SQLSession) throws {
        for change in labels.values.sorted(by: { $0.now.id < $1.now.id }) {
            if change.before == nil {
                try claim(StreamID(.label, change.now.id.rawValue)) {
                    try LabelTable.register(change.now, site, session)
                }
            }
            try LabelTable.write(change.now, site, session)
        }
    }

    private func writePeople(_ session: any SQLSession) throws {
        for change in people.values {
            let person = change.now.person
            for identity in person.identities where change.before == nil {
                try claim(StreamID(.person, person.id.rawValue)) {
                    try PersonTable.register(identity, of: person.id, site, session)
                }
            }
            try PersonTable.write(change.now, site, session)
        }
    }

    private func claim(_ stream: StreamID?, _ insert: () throws -> Void) throws {
        do {
            try insert()
        } catch SQLFault.constraint(let text) {
            guard let stream else { throw SQLFault.constraint(text) }
            throw CommitFailure.raced(stream, number: revision(of: stream))
        }
    }

    private func revision(of stream: StreamID) -> Int64 {
        switch stream.kind {
        case .place: places[PlaceID(stream.number)]?.now.revision ?? 1
        case .device: devices[DeviceID(stream.number)]?.now.revision ?? 1
        case .label: labels[LabelID(stream.number)]?.now.revision ?? 1
        case .person, .ticket, .configuration, .batch, .sheet: 1
        }
    }

    private func stream(of target: LabelTarget) -> StreamID? {
        switch target {
        case .place(let id): StreamID(.place, id.rawValue)
        case .device(let id): StreamID(.device, id.rawValue)
        case .blank: nil
        }
    }
}

extension Place {
    /// nil once it is out of force.
    fileprivate var bornReference: String? { retiredAt == nil ? reference : nil }
}

extension Device {
    fileprivate var bornReference: String? { retiredAt == nil ? reference : nil }
}
