import Facility
import Ledger
import TicketTracking

/// The forms that make sense in a ticket's state, the most likely first.
struct DeskActions {
    let voice: Voice
    let policy: DeskPolicy
    let ticket: Ticket
    let number: String
    let csrf: String
    /// Whether it waits for whoever reads the page to say that it is seen.
    let isAsked: Bool
    /// Whether whoever reads the page dispatches.
    let mayDispatch: Bool
    /// Of whoever reads the page.
    let roles: Set<Role>
    /// Whoever reads the page.
    let me: PersonID?
    /// To whom it can be handed over, as value and name; empty: nobody is listed.
    let colleagues: [(String, String)]
    /// Whether the page stays in a browser, where nothing changes while one step after the other is pressed.
    let isForKeeping: Bool
    /// What whoever reads the page may do of it, whatever state it is in.
    let may: (TicketCommandName) -> Bool
    let newKey: () -> String

    static let holdDays: Int64 = 3

    init(
        voice: Voice, policy: DeskPolicy, ticket: Ticket, number: String, csrf: String,
        isAsked: Bool, mayDispatch: Bool = false, roles: Set<Role> = [], me: PersonID? = nil,
        colleagues: [(String, String)] = [], isForKeeping: Bool = false,
        may: @escaping (TicketCommandName) -> Bool = { _ in false },
        newKey: @escaping () -> String
    ) {
        self.me = me
        self.colleagues = colleagues
        self.isForKeeping = isForKeeping
        self.voice = voice
        self.policy = policy
        self.ticket = ticket
        self.number = number
        self.csrf = csrf
        self.isAsked = isAsked
        self.mayDispatch = mayDispatch
        self.roles = roles
        self.may = may
        self.newKey = newKey
    }

    var forms: [TicketPage.Action] {
        var acts: [TicketPage.Action] = []
        switch ticket.state {
        case .assigned:
            acts = [plain(.accept, "staff.accept"), plain(.arrive, "staff.arriveTyped")]
            if isForKeeping { acts += [plain(.remote, "staff.workRemotely"), resolve, hold] }
            // Such as what another organisation mended before anybody here had it.
            if !isForKeeping, may(.assign) { acts.append(resolve) }
        case .accepted:
            acts = [plain(.arrive, "staff.arriveTyped"), plain(.remote, "staff.workRemotely"), resolve, hold]
        case .working: acts = [resolve, hold]
        case .onHold:
            acts = [plain(.resume, "staff.resume")] + (isForKeeping ? [resolve] : [])
        case .reported, .referred, .resolved, .closed, .dismissed: acts = []
        }
        acts = acts.filter(isAllowed)
        if !acts.isEmpty, isMine || !mayDispatch {
            acts[0].isPrimary = true
            acts[0].isOpen = true
        }
        let dispatching = mayDispatch ? dispatchForms : []
        // What somebody waits for stands on top, what is done less often below.
        let more = isForKeeping ? [] : moreForms
        return (isAsked ? [acknowledge] : []) + more.filter { !$0.isMore } + acts
            + workForms.filter(isAllowed)
            + overseeingForms + dispatching + [comment].filter(isAllowed) + more.filter(\.isMore)
    }

    /// Whether whoever reads the page leads it.
    var isMine: Bool { me != nil && ticket.lead == me }

    /// Whether whoever reads the page may send a form of those that work: what a colleague has stays with the colleague,
    /// and a building keeper arrives, but accepts nothing.
    private func isAllowed(_ action: TicketPage.Action) -> Bool {
        let needed: TicketCommandName? =
            switch Route.DeskAct(rawValue: action.name) {
            case .accept: .accept
            case .arrive: .arrive
            case .remote: .workRemotely
            case .hold: .hold
            case .resume: .resume
            case .resolve: .resolve
            case .parts: .recordParts
            case .photos, .comment: .comment
            default: nil
            }
        guard needed.map(may) ?? true else { return false }
        switch needed {
        case .accept: return ticket.lead == nil || isMine
        case .arrive where !may(.accept): return ticket.lead != nil
        case .hold: return !isColleagues && mayWait
        case .arrive, .workRemotely, .resume, .resolve, .recordParts: return !isColleagues
        default: return true
        }
    }

    /// What somebody may do who sees no words of anybody.
    var outlineForms: [TicketPage.Action] {
        guard isAsked else { return [] }
        var form = acknowledge
        (form.isOpen, form.isPrimary) = (true, true)
        return [form]
    }

    private var acknowledge: TicketPage.Action {
        var action = action(.acknowledge, title: "staff.acknowledge", button: "staff.acknowledgeSend")
        action.texts = [
            text("staff.acknowledgeWords", hint: voice.say("staff.acknowledgeHint"), prefix: "acknowledge")
        ]
        return action
    }

    func plain(_ act: Route.DeskAct, _ key: String) -> TicketPage.Action {
        var action = action(act, title: key, button: key)
        action.isFolded = false
        return action
    }

    func action(_ act: Route.DeskAct, title: String, button: String) -> TicketPage.Action {
        var action = TicketPage.Action(
            name: act.rawValue, action: Route.deskAct(number, act).path, title: voice.say(title),
            button: voice.say(button), csrf: csrf, key: newKey(), revision: ticket.revision)
        action.isKept = act.isKept
        return action
    }

    private var resolve: TicketPage.Action {
        var action = action(.resolve, title: "staff.resolve", button: "staff.resolveSend")
        action.choices = [
            codes("cause", "staff.cause", policy.codes.causes),
            codes("action", "staff.action", policy.codes.actions),
            choice(
                "mode", "staff.mode",
                [("onSite", voice.say("staff.onSite")), ("remote", voice.say("staff.remote"))]),
        ].filter { !$0.options.isEmpty }
        action.texts = [
            TicketPage.TextField(
                id: "answer", field: "words", label: voice.say("staff.answer"),
                hint: voice.say("staff.answerHint"),
                value: "")
        ]
        (action.takesPhoto, action.photoLabel) = (true, voice.say("staff.photosAfter"))
        return action
    }

    private var hold: TicketPage.Action {
        var action = action(.hold, title: "staff.hold", button: "staff.holdSend")
        let reasons = HoldReason.allCases.map { ($0.rawValue, voice.say("hold.\($0.rawValue)")) }
        action.choices = [choice("reason", "staff.holdReason", reasons)]
        if ticket.isHazard || ticket.priority == .hazard {
            let answers = [("", voice.say("staff.hazardNo")), ("yes", voice.say("staff.hazardYes"))]
            action.choices.append(choice("confirm", "staff.hazardConfirm", answers))
        }
        let until = voice.now + .seconds(Self.holdDays * 86_400)
        action.dates = [
            TicketPage.DateField(
                id: "until", field: "until", label: voice.say("staff.holdUntil"), value: voice.day(until),
                min: voice.firstDay(after: voice.now))
        ]
        action.texts = [
            text("staff.holdWords", prefix: "hold"),
            workaround,
        ]
        return action
    }

    var workaround: TicketPage.TextField {
        TicketPage.TextField(
            id: "workaround", field: "workaround", label: voice.say("staff.workaround"),
            hint: voice.say("staff.workaroundHint", ["max": String(policy.work.holdDaysMax)]), value: "")
    }

    private var comment: TicketPage.Action {
        var action = action(.comment, title: "staff.comment", button: "staff.commentSend")
        action.texts = [text("staff.commentWords", prefix: "comment")]
        action.choices = [
            choice(
                "audience", "staff.commentAudience",
                [("staff", voice.say("staff.toStaff")), ("everyone", voice.say("staff.toEveryone"))])
        ]
        return action
    }

    /// Nothing is chosen beforehand: whatever a hurried press sent would count as the cause.
    private func codes(_ field: String, _ label: String, _ entries: [CodedEntry]) -> TicketPage.Choice {
        let names = entries.map { ($0.key.rawValue, voice.name($0.name)) }
        return choice(
            field, label, names.isEmpty ? [] : [("", voice.say("staff.chooseCode"))] + names)
    }

    func choice(_ field: String, _ label: String, _ options: [(String, String)]) -> TicketPage.Choice {
        TicketPage.Choice(
            id: field, field: field, label: voice.say(label),
            options: options.enumerated().map { index, option in
                TicketPage.Choice.Option(value: option.0, name: option.1, isChosen: index == 0)
            })
    }
}
