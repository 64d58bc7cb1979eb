import TicketTracking

/// A ticket as staff see it.
struct TicketPage: Sendable {
    var number: String
    /// Its address; what is typed is kept under it, wherever a form was refused.
    var base: String
    var category: String
    var state: String
    var tone: String
    var place: String
    var isHazard: Bool
    /// 演练: that it was made for practice; nil: it is real.
    var practice: String?
    var priority: String
    var team: String
    var lead: String
    /// 首问责任人; nil: nobody has had it.
    var firstContact: String?
    var dues: [DueLine]
    /// That the dues run through years whose holidays aren't entered; nil: they don't.
    var duesNote: String?
    var routing: String?
    /// Why this team and this person; nil: it was never routed, or the reader sees an outline only.
    var why: Why?
    /// What it takes up again, and what takes it up.
    var related: [TrackingPage.Related] = []
    var reports: [ReportCard]
    /// Who sees what reporters wrote, where the reader doesn't; nil: the reader does.
    var reportsNote: String?
    /// Of an incident that waits for a yes or no, the tickets that it would take in.
    var members: [Member] = []
    /// How many those are; nil: it is no such incident.
    var membersTitle: String?
    /// That some of them aren't listed.
    var membersNote: String?
    var steps: [TrackingPage.Step]
    var actions: [Action]
    var hasMore = false
    /// One of those done less often was refused.
    var isMoreOpen = false
    /// What whoever passed it on has written; nil: nobody did, or it was taken on since.
    var handover: Handover?
    var parts: [String] = []
    var hasParts = false
    /// Pictures of the desk's own, as it was found and as it was left.
    var galleries: [Gallery] = []
    /// nil: the reader doesn't walk.
    var field: FieldBox?
    /// What became of the last press, where it isn't what was asked for; nil: nothing else.
    var notice: String?
    /// What the last press did, where nothing else on the page's first screen shows it; nil: something does.
    var said: String?
    /// Characters that a field for words takes.
    var wordsMax = ReportLimits.wordsMax
    var problems: [Problem] = []
    var hasProblems = false

    static let membersMax = 50

    struct Member: Hashable, Sendable {
        var link: String
        var number: String
        var place: String
        var when: String
        var words: String?
    }

    /// What was decided of who gets it.
    struct Why: Hashable, Sendable {
        static let peopleMax = 12

        var rule: String
        /// What the rule asks for and the ticket met.
        var conditions: String
        /// To whom it was offered and when; nil: a person assigned it, or the team has it as a whole.
        var offer: String?
        /// Who else was considered, by why they weren't asked.
        var passed: [Passed] = []
        var hasPassed = false

        struct Passed: Hashable, Sendable {
            var reason: String
            var people: String
        }
    }

    struct Handover: Hashable, Sendable {
        var sentence: String
        var words: String
    }

    struct Gallery: Hashable, Sendable {
        var name: String
        var pictures: [ReportCard.Photo]
    }

    struct DueLine: Hashable, Sendable {
        var name: String
        var text: String
        var isLate: Bool
    }

    struct ReportCard: Hashable, Sendable {
        var heading: String
        var words: String?
        /// "This is not the place": what the door says.
        var elsewhere: String?
        var contact: Contact?
        var photos: [Photo]
        var hasPhotos: Bool

        struct Contact: Hashable, Sendable {
            /// To call, else to write to; nil where it is masked, or only a name was left.
            var link: String?
            var text: String
            /// How long it goes on being shown; nil: it is masked.
            var until: String?
            /// The form that shows it; nil: it is shown, or nobody needs it any more.
            var show: Show?

            struct Show: Hashable, Sendable {
                var action: String
                var csrf: String
                var key: String
                /// By its place on the ticket, from 1.
                var report: Int
                var id: String
                var options: [Choice.Option]
            }
        }

        struct Photo: Hashable, Sendable {
            var link: String
            var alt: String
        }
    }

    /// A form for one command.
    struct Action: Hashable, Sendable {
        var name: String
        var action: String
        var title: String
        var button: String
        var csrf: String
        var key: String
        var revision: Int64
        var isPrimary = false
        var isFolded = true
        var isOpen = false
        /// Done less often: it stands below the others, in one card.
        var isMore = false
        var choices: [Choice] = []
        var dates: [DateField] = []
        var texts: [TextField] = []
        /// Of one line each.
        var lines: [TextField] = []
        var takesPhoto = false
        var photoLabel = ""
        /// May be pressed without a network, and is sent later then.
        var isKept = false
        /// What the form says besides, e.g. which of several it is about.
        var hidden: [Hidden] = []
    }

    struct Hidden: Hashable, Sendable {
        var name: String
        var value: String
    }

    struct Choice: Hashable, Sendable {
        var id: String
        var field: String
        var label: String
        var options: [Option]
        /// What is wrong with it; nil: nothing. Of the other fields likewise.
        var problem: String?

        struct Option: Hashable, Sendable {
            var value: String
            var name: String
            var isChosen: Bool
        }
    }

    struct DateField: Hashable, Sendable {
        var id: String
        var field: String
        var label: String
        var value: String
        var min: String
        var problem: String?
    }

    struct TextField: Hashable, Sendable {
        var id: String
        var field: String
        var label: String
        var hint: String?
        var value: String
        /// Digits only: a phone shows them alone.
        var isNumber = false
        var problem: String?
    }
}
