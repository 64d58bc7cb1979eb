public import Facility

/// A ticket whose deadlines couldn't be done; those of all others were.
public struct SweepFault: Error {
    /// The first of those that failed.
    public var ticket: TicketID
    /// How many tickets were changed before it.
    public var swept: Int
    public var cause: any Error
}
