import Synchronization

/// Reads photos on threads of this process.
public final class ThreadedPhotoService: PhotoService {
    private let lanes: PhotoLanes
    private let hosts: [String]
    private let intake: PhotoIntake
    private let symbols = Mutex<PrintedSymbols?>(nil)
    private let counter = PhotoCounter()

    /// - Parameters:
    ///   - hosts: as in ``LabelText/parse(_:hosts:)``.
    ///   - pool: how many at once and in line.
    public init(hosts: [String], pool: PhotoScannerPool, limits: PhotoLimits = .standard) {
        self.hosts = hosts
        lanes = PhotoLanes(pool)
        intake = PhotoIntake(limits: limits)
    }

    public var load: PhotoLoad { lanes.load }
    public var tally: PhotoTally { counter.tally }

    public func learn(_ symbols: PrintedSymbols) { self.symbols.withLock { $0 = symbols } }

    public func labels(in bytes: [UInt8], order: PhotoOrder) async throws -> PhotoAnswer {
        let symbols = symbols.withLock { $0 }
        let reader = order.reader(hosts: hosts, symbols: symbols)
        return try await counter.counting {
            try await lanes.pool(for: bytes).run { [intake, counter] scanner throws(PhotoRefusal) in
                _ = try intake.header(of: bytes)
                counter.decoding()
                let photo = try intake.grey(from: bytes)
                let labels = reader.labels(in: photo, with: scanner, effort: order.effort)
                return PhotoAnswer(labels: labels, width: photo.uprightWidth, height: photo.uprightHeight)
            }
        }
    }

    public func kept(_ bytes: [UInt8]) async throws -> KeptPhoto {
        try await counter.counting {
            try await lanes.pool(for: bytes).run { [intake, counter] _ throws(PhotoRefusal) in
                _ = try intake.header(of: bytes)
                counter.decoding()
                return try KeptPhoto.make(from: bytes, intake: intake)
            }
        }
    }
}
