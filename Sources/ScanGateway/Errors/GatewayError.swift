import Facility
import TicketTracking

/// What goes wrong at the gateway itself, before or beside the use cases.
enum GatewayError: Error, Hashable, Sendable {
    case notFound
    case methodNotAllowed
    /// The code after the slash isn't one.
    case mistyped(CodeError, typed: String)
    /// Well formed, but never issued.
    case unknownCode(String)
    /// Not the text or host of a label of ours.
    case foreignLabel
    case blankLabel(LabelCode)
    case replacedLabel(LabelCode, by: LabelCode?)
    case revokedLabel(LabelCode)
    case retiredPlace
    case tooMany(seconds: Int64)
    /// More photos from one client than are looked at.
    case tooManyFrames(seconds: Int64)
    /// More reporters' numbers in an hour than one person is shown.
    case tooManyContacts(max: Int, seconds: Int64)
    /// A tracking link that is malformed or void.
    case badLink
    /// A link to acknowledge by that we never made.
    case badAcknowledgement
    /// One whose time is over, or whose reader can't sign in any more.
    case lapsedAcknowledgement
    /// Nobody is signed in; the label to come back to, if any.
    case needsSignIn(back: LabelCode?)
    case needsRole(String)
    /// No role of whoever asks shows the ticket, or as much of it.
    case needsSight
    case badCSRF
    case slow
    case busy
    /// A request of the API that isn't of the form that it should have.
    case badRequest(Misfit)
    /// Figures that are counted from the whole ledger, for somebody else already.
    case counting
    case staleForm
}
