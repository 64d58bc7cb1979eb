import Configuration
import LabelScanning
import TicketTracking

/// What a site's settings say of photos.
struct PhotoSettings: Sendable {
    /// Longest file, 1 to 64.
    var megabytes: Int
    /// Most pixels, 1 to 128.
    var megapixels: Int
    /// Photos that are read at once, 1 to 16, HEIC beside them; each may take a gigabyte of memory for a moment.
    var atOnce: Int
    /// Photos from reporters that are kept in 24 hours, 0 and up, and the megabytes that they may take.
    var dayCount: Int
    var dayMegabytes: Int
    /// Whether photos are read in processes of their own.
    var usesWorker: Bool

    /// Photos in line behind those that are read.
    private static let waitingMax = 32

    init(_ reader: ConfigReader) {
        megabytes = reader.int(forKey: "photos.megabytes", default: 20)
        megapixels = reader.int(forKey: "photos.megapixels", default: 64)
        atOnce = reader.int(forKey: "photos.once", default: 2)
        dayCount = reader.int(forKey: "photos.day.count", default: PhotoQuota.standard.photosMax)
        dayMegabytes = reader.int(forKey: "photos.day.megabytes", default: PhotoQuota.standard.bytesMax >> 20)
        usesWorker = reader.bool(forKey: "photos.worker", default: true)
    }

    /// - Throws: `SiteError.setting` at the first one that isn't usable.
    func check() throws {
        for (key, value, range) in [
            ("photos.megabytes", megabytes, 1...64), ("photos.megapixels", megapixels, 1...128),
            ("photos.once", atOnce, 1...16), ("photos.day.count", dayCount, 0...10_000_000),
            ("photos.day.megabytes", dayMegabytes, 0...100_000_000),
        ] where !range.contains(value) {
            throw SiteError.setting(
                key: key, expected: "\(range.lowerBound) to \(range.upperBound)", found: String(value))
        }
    }

    var redacted: [(String, String)] {
        [
            ("photos", "\(megabytes) MB and \(megapixels) megapixels each, \(atOnce) at once"),
            ("photos.day", "\(dayCount) photos, \(dayMegabytes) MB"), ("photos.worker", String(usesWorker)),
        ]
    }

    var limits: PhotoLimits {
        var limits = PhotoLimits.standard
        limits.bytesMax = megabytes << 20
        limits.pixelsMax = megapixels * 1_000_000
        return limits
    }

    var quota: PhotoQuota { PhotoQuota(photosMax: dayCount, bytesMax: dayMegabytes << 20) }

    /// Reads photos as the settings say.
    func service(hosts: [String]) -> any PhotoService {
        let pool = PhotoScannerPool(workersMax: atOnce, waitingMax: Self.waitingMax)
        guard usesWorker else { return ThreadedPhotoService(hosts: hosts, pool: pool, limits: limits) }
        return WorkerPhotoService(WorkerSettings(hosts: hosts, limits: limits), pool: pool)
    }

    /// Starts and ends one worker.
    ///
    /// - Throws: `WorkerFault`
    func tryWorker(hosts: [String]) throws(WorkerFault) {
        guard let service = service(hosts: hosts) as? WorkerPhotoService else { return }
        try service.start()
    }
}
