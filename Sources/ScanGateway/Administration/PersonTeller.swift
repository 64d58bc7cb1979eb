import Facility
import Ledger
import TicketTracking
import Wording

/// What happened to an account, a sentence each. Nothing that belongs to a person is opened for it.
struct PersonTeller: Sendable {
    let grants: GrantTeller

    private var voice: Voice { grants.voice }

    /// Nil for an event that isn't a person's or that this version doesn't know.
    static func fact(of event: EventEnvelope) -> RegisterFact? {
        try? RegisterFact(event.kind, payload: event.payload, CanonicalDecoder(opener: ClosedOpener()))
    }

    /// - Returns: nil for what isn't about an account or a configuration.
    func sentence(_ event: EventEnvelope) -> String? {
        guard let fact = Self.fact(of: event) else { return nil }
        return switch fact {
        case .personAdded(let added):
            voice.say("admin.event.added", ["names": voice.list(added.identities.map(\.subject))])
        case .personGranted(let grant):
            voice.say("admin.event.granted", ["grant": grants.words(grant)])
        case .personGrantEnded(let grant):
            voice.say("admin.event.grantEnded", ["grant": grants.words(grant)])
        case .personPasswordSet: voice.say("admin.event.passwordSet")
        case .personSignedIn: voice.say("admin.event.signedIn")
        case .personExported(let export):
            voice.say(
                "admin.event.exported.\(export.subject.rawValue)",
                [
                    "file": export.format.uppercased(),
                    "part": export.part ?? voice.say("admin.ledger.sort.all"),
                    "position": String(export.position.rawValue),
                ])
        case .personDisabled(let retired): voice.say("admin.event.disabled", ["reason": retired.reason])
        case .personMailSet(let set):
            voice.say(
                set.mail == nil ? "admin.event.mailGone" : "admin.event.mailSet",
                ["language": language(set.language)])
        case .configurationLoaded(let loaded):
            voice.say(
                "admin.event.configuration",
                ["subject": loaded.subject, "version": String(loaded.version)])
        default: nil
        }
    }

    private func language(_ tag: String) -> String {
        voice.book.text("admin.language.\(tag)", in: voice.language) ?? tag
    }
}

/// Opens nothing: every personal value reads as erased.
private struct ClosedOpener: PersonalOpener {
    func open(_ sealed: [UInt8], of owner: PersonID) throws -> [UInt8]? { nil }
}

extension EventEnvelope {
    /// The grant that was given or taken by it; nil: none was.
    var grant: Grant? {
        switch kind.name {
        case "person.granted", "person.grantEnded":
            switch PersonTeller.fact(of: self) {
            case .personGranted(let grant), .personGrantEnded(let grant): grant
            default: nil
            }
        default: nil
        }
    }
}
