public import Facility
public import Ledger
import TicketTracking

/// Carries out what the operator asks at the command line of the machine itself, with every right.
///
/// The one implementation behind both ways: called in place by a `mendmark` command that holds the site's lock, or
/// through the site's Unix socket by one that found a gateway running.
public struct OperatorDesk: Sendable {
    public let register: Register
    public let store: any RegisterStore
    public let printings: any PrintingsStore
    public let signIns: any SignInStore
    public let ticketDesk: TicketOperator
    public let messages: MessageOperator
    public let configuration: any ConfigurationKeeper
    /// Events checked and the first fault of the chain, or nil.
    public let verifyChain: @Sendable () async throws -> (events: Int64, fault: String?)
    public let random: Register.RandomBits

    /// Labels whose printings are told in one reply.
    public static let printingsAtOnce = 2_000

    public init(
        register: Register, store: any RegisterStore, printings: any PrintingsStore,
        signIns: any SignInStore, ticketDesk: TicketOperator, messages: MessageOperator,
        configuration: any ConfigurationKeeper,
        verifyChain: @escaping @Sendable () async throws -> (events: Int64, fault: String?),
        random: @escaping Register.RandomBits
    ) {
        self.register = register
        self.store = store
        self.printings = printings
        self.signIns = signIns
        self.ticketDesk = ticketDesk
        self.messages = messages
        self.configuration = configuration
        self.verifyChain = verifyChain
        self.random = random
    }

    /// - Returns: `.refused` where the domain declined; nothing was written then.
    /// - Throws: `CommitFailure` and what the storage throws.
    public func perform(_ message: OperatorMessage, at now: Instant) async throws -> OperatorReply {
        guard let command = CommandID(message.command) else {
            return .refused("expected a command key that is a UUID of version 7, found \(message.command)")
        }
        let act = Act(by: .system("operator"), at: now, channel: .commandLine, command: command)
        do {
            return try await perform(message.request, act)
        } catch let refusal as RegisterRefusal {
            return .refused(await sentence(refusal))
        } catch let wrong as AskedWrongly {
            return .refused(wrong.description)
        } catch CommitFailure.keyReused(let command) {
            return .refused("the key \(command) was used before for something else")
        } catch CommitFailure.raced {
            return .refused("somebody changed the same thing at this very moment: look at it and try again")
        }
    }

    private func perform(_ request: OperatorRequest, _ act: Act) async throws -> OperatorReply {
        switch request {
        case .importInventory(let inventory, let retireMissing, let dryRun):
            let report = try await register.importInventory(
                inventory, act: act, retireMissing: retireMissing, dryRun: dryRun)
            return .imported(ImportedInventory(report))
        case .label(let code): return .label(try await printable(code))
        case .replaceLabel(let code):
            let new = try await register.replaceLabel(code, act: act, random: random)
            return .label(try await printable(new.code))
        case .revokeLabel(let code, let reason):
            _ = try await register.revokeLabel(code, reason: reason, act: act)
            return .done
        case .reference(let reference): return .target(try await store.target(reference: reference))
        case .printings(let last, let limit):
            let most = min(max(1, limit), Self.printingsAtOnce)
            return .printings(try await printings.printings(after: last, limit: most))
        case .verify:
            let (events, fault) = try await verifyChain()
            return .verified(events: events, fault: fault)
        case .route(let request): return .route(try await ticketDesk.perform(request, at: act.at))
        case .ticket(let request, let actAs):
            guard let asked = try await self.act(act, as: actAs) else { return Self.nobody(actAs) }
            return .ticket(try await ticketDesk.perform(request, act: asked))
        case .labelWork(let request, let actAs):
            guard let asked = try await self.act(act, as: actAs) else { return Self.nobody(actAs) }
            return .labelWork(try await labels(request, asked))
        case .deviceWork(let request, let actAs):
            guard let asked = try await self.act(act, as: actAs) else { return Self.nobody(actAs) }
            return .device(try await devices(request, asked))
        case .placeWork(let request, let actAs):
            guard let asked = try await self.act(act, as: actAs) else { return Self.nobody(actAs) }
            return .place(try await places(request, asked))
        case .noticeWork(let request, let actAs):
            guard let asked = try await self.act(act, as: actAs) else { return Self.nobody(actAs) }
            let notices = NoticeDesk(register: register, policy: ticketDesk.desk.policy)
            return .notices(try await notices.perform(request, act: asked))
        case .cabling(let request): return .cabling(try await cabling(request))
        case .configuration(let request, let actAs):
            guard let asked = try await self.act(act, as: actAs) else { return Self.nobody(actAs) }
            return .configuration(try await configuration(request, asked))
        case .messages(let request): return .messages(try await messages.perform(request, at: act.at))
        case .addPerson, .setPassword, .setMail, .grant, .endGrant, .disablePerson, .people:
            return try await staff(request, act)
        }
    }

    var names: RegisterNames { RegisterNames(store: store) }

    func printable(_ code: LabelCode) async throws -> PrintableLabel? {
        guard let label = try await store.label(code) else { return nil }
        if label.target == .blank { return PrintableLabel(label, nil) }
        return PrintableLabel(label, try await register.targetDescription(label.target))
    }

    /// The operator's act, or that of somebody for whom the operator types.
    ///
    /// - Returns: nil where nobody signs in by that name.
    private func act(_ act: Act, as signInName: String?) async throws -> Act? {
        guard let signInName else { return act }
        guard let person = try await store.person(identity: .password(signInName)) else { return nil }
        return Act(
            by: register.principal(person, at: act.at), at: act.at, channel: act.channel, command: act.command
        )
    }

    private static func nobody(_ signInName: String?) -> OperatorReply {
        .refused("nobody signs in as \(signInName ?? "")")
    }
}
