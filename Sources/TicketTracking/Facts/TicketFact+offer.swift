public import Facility
public import Ledger

extension TicketFact {

    /// Who is asked to take the ticket on, and why: the first time and at each hop.
    public struct Offered: Hashable, Sendable, Codable {
        public var team: TeamKey
        public var organisation: OrganisationKey
        public var how: OfferWay
        public var cause: OfferCause
        /// nil unless it is offered to a person.
        public var to: PersonID?
        /// Who was asked before; nil: nobody in this round.
        public var from: PersonID?
        /// Who else was considered, and why they weren't asked.
        public var passed: [PassedOver]
        /// nil: it waits for ever.
        public var acceptDue: Instant?
        /// The version of the rota that was asked; 0: none was.
        public var rotaVersion: Int

        public init(
            team: TeamKey, organisation: OrganisationKey, how: OfferWay, cause: OfferCause,
            to: PersonID? = nil, from: PersonID? = nil, passed: [PassedOver] = [], acceptDue: Instant? = nil,
            rotaVersion: Int
        ) {
            self.team = team
            self.organisation = organisation
            self.how = how
            self.cause = cause
            self.to = to
            self.from = from
            self.passed = passed
            self.acceptDue = acceptDue
            self.rotaVersion = rotaVersion
        }
    }
}
