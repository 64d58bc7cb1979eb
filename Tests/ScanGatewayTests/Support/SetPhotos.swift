import Facility
import Synchronization

@testable import LabelScanning

/// A photo service that sees what a test sets, whatever it is sent.
final class SetPhotos: PhotoService {
    private let answer = Mutex<Result<PhotoAnswer, PhotoScannerPool.Busy>>(
        .success(PhotoAnswer(labels: [], width: 1280, height: 720)))
    private let orders = Mutex<[PhotoOrder]>([])

    static let host = "FIX.EXAMPLE.EDU"
    func learn(_ symbols: PrintedSymbols) {}
    var tally: PhotoTally { PhotoTally() }
    var load: PhotoLoad { PhotoLoad(running: 0, waiting: 0) }
    /// How hard each photo was to be looked at.
    var asked: [PhotoOrder] { orders.withLock { $0 } }

    func set(_ labels: [ScannedLabel], width: Int = 1280, height: Int = 720) {
        answer.withLock { $0 = .success(PhotoAnswer(labels: labels, width: width, height: height)) }
    }

    func setBusy() { answer.withLock { $0 = .failure(PhotoScannerPool.Busy(waitingMax: 8)) } }

    func labels(in bytes: [UInt8], order: PhotoOrder) async throws -> PhotoAnswer {
        orders.withLock { $0.append(order) }
        return try answer.withLock { try $0.get() }
    }

    func kept(_ bytes: [UInt8]) async throws -> KeptPhoto { try KeptPhoto.make(from: bytes) }

    /// A label of the site, 100 pixels wide, with its top left corner at a place.
    ///
    /// - Parameter lead: by how much it was told among the others; nil: it was decoded.
    static func label(_ code: LabelCode, x: Double, y: Double, lead: Double? = nil) -> ScannedLabel {
        ScannedLabel(
            text: .ours(code, host: host), symbol: symbol("HTTPS://\(host)/\(code.compact)", x, y),
            certainty: lead.map { .init(known: 9, best: 7 + $0, second: 7) })
    }

    static func foreign(x: Double, y: Double) -> ScannedLabel {
        ScannedLabel(text: .foreign("hello"), symbol: symbol("hello", x, y))
    }

    private static func symbol(_ text: String, _ x: Double, _ y: Double) -> FoundSymbol {
        let corners = [(x, y), (x + 100, y), (x + 100, y + 100), (x, y + 100)]
        return FoundSymbol(
            text: text, corners: corners.map { PhotoPoint(x: $0.0, y: $0.1) }, pass: "set by a test")
    }
}
