public import Facility
public import Ledger

extension Ticket {
    /// Whether it waits for somebody to say that it is seen, and this one may: nobody has acknowledged it as the hazard
    /// that it is, or a rung of a ladder was taken and nobody has said since that it is seen to.
    ///
    /// - Parameter path: of its present place.
    public func waitsForAcknowledgement(
        of principal: Principal, at instant: Instant, path: [Place], under policy: DeskPolicy
    ) -> Bool {
        guard state.isOpen else { return false }
        let isSeen = oversight.acknowledgedUntil.map { instant < $0 } ?? false
        let isReminded = ServiceClock.allCases.contains { oversight.marks[$0] != nil }
        guard oversight.hazardAskedAt != nil || isReminded && !isSeen else { return false }
        let right = TicketRight.of(.acknowledge)
        return right.isHeld(by: principal, at: instant, on: self, path: path, reporter: nil)
            || mayHurt && principal.isOfDutyDesk(under: policy, at: instant)
    }
}
