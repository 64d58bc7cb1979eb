/// Where photos wait: HEIC, which takes seconds and much memory, in a line of its own, one at a time, so that no other
/// photo waits behind it.
struct PhotoLanes: Sendable {
    let general: PhotoScannerPool
    let heic: PhotoScannerPool

    init(_ general: PhotoScannerPool) {
        self.general = general
        heic = PhotoScannerPool(workersMax: 1, waitingMax: general.waitingMax)
    }

    func pool(for bytes: [UInt8]) -> PhotoScannerPool { FileKind(of: bytes) == .heic ? heic : general }

    var load: PhotoLoad {
        let (one, other) = (general.load, heic.load)
        return PhotoLoad(running: one.running + other.running, waiting: one.waiting + other.waiting)
    }
}
