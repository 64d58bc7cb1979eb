public import Facility
public import Ledger

extension TicketFact {

    /// A part that was used: by the store's name or code, no free words about people.
    public struct PartsUsed: Hashable, Sendable, Codable {
        public var part: String
        /// 1 and up.
        public var quantity: Int
        public var serial: String?

        public init(part: String, quantity: Int, serial: String? = nil) {
            self.part = part
            self.quantity = quantity
            self.serial = serial
        }
    }

    /// 更换: another device hangs where the faulty one did; the register says the same, by the same person.
    public struct DeviceReplaced: Hashable, Sendable, Codable {
        public var old: DeviceID
        public var new: DeviceID
        /// true: the old one went out of force; false: into store.
        public var isOldRetired: Bool
        public var words: Personal<String>

        public init(old: DeviceID, new: DeviceID, isOldRetired: Bool, words: Personal<String>) {
            self.old = old
            self.new = new
            self.isOldRetired = isOldRetired
            self.words = words
        }
    }

    /// 验收: the work was looked at and found done.
    public struct SignedOff: Hashable, Sendable, Codable {
        /// Whose reporter signed; nil: somebody of the house did.
        public var report: ReportID?
        public var words: Personal<String>?

        public init(report: ReportID? = nil, words: Personal<String>? = nil) {
            self.report = report
            self.words = words
        }
    }

    /// Nobody has signed off the work; those named are told.
    public struct SignOffOverdue: Hashable, Sendable, Codable {
        public var step: SignOffRules.Step
        /// When it was due.
        public var due: Instant
        public var receivers: [EscalationRules.Receiver]

        public init(step: SignOffRules.Step, due: Instant, receivers: [EscalationRules.Receiver]) {
            self.step = step
            self.due = due
            self.receivers = receivers
        }
    }

    /// Nobody signed off the work in all the time there was: the ticket goes on to the follow-up without.
    public struct SignOffLapsed: Hashable, Sendable, Codable {
        public var due: Instant
        public var receivers: [EscalationRules.Receiver]

        public init(due: Instant, receivers: [EscalationRules.Receiver]) {
            self.due = due
            self.receivers = receivers
        }
    }

    /// 更正: what a note of the desk or an answer says from now on; the old words stay in the ledger.
    public struct EntryAmended: Hashable, Sendable, Codable {
        /// The number of the event that is put right.
        public var event: Int64
        /// nil: as they were.
        public var words: Personal<String>?
        /// As diagnosed; nil: as it was.
        public var category: FaultCategoryKey?
        /// Whether reporters read the entry.
        public var isPublic: Bool

        public init(
            event: Int64, words: Personal<String>? = nil, category: FaultCategoryKey? = nil, isPublic: Bool
        ) {
            self.event = event
            self.words = words
            self.category = category
            self.isPublic = isPublic
        }
    }

    /// Words and photos that nobody is shown any more, on any page and in any export; the sealed payload stays.
    public struct Redacted: Hashable, Sendable, Codable {
        public var target: RedactionTarget
        public var words: Personal<String>

        public init(target: RedactionTarget, words: Personal<String>) {
            self.target = target
            self.words = words
        }
    }
}

/// What is blacked out.
public enum RedactionTarget: Hashable, Sendable, Codable {
    /// Everything personal that the event of this number says.
    case event(Int64)
    /// The words, the door's words and the photos of a report.
    case report(ReportID)
}
