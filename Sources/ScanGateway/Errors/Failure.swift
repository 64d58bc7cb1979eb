import Facility
import LabelScanning
import Ledger
import Logging
import TicketTracking

/// Every way in which a request can fail, each part of the domain with its own closed set.
enum Failure: Error {
    case gateway(GatewayError)
    case form(FormError)
    case photo(PhotoRefusal)
    case photosBusy
    case photosUsedUp
    case commit(CommitFailure)
    case register(RegisterRefusal)
    case desk(Refusal)
    case press(PressProblem)
    /// Nothing of the above: a defect, or the storage's own trouble.
    case unforeseen(any Error)

    init(_ error: any Error) {
        self =
            switch error {
            case let error as Failure: error
            case let error as GatewayError: .gateway(error)
            case let error as FormError: .form(error)
            case let error as PhotoRefusal: .photo(error)
            case is PhotoScannerPool.Busy: .photosBusy
            case is PhotoQuota.UsedUp: .photosUsedUp
            case let error as CommitFailure: .commit(error)
            case let error as RegisterRefusal: .register(error)
            case let error as Refusal: .desk(error)
            case let error as PressProblem: .press(error)
            default: .unforeseen(error)
            }
    }
}
