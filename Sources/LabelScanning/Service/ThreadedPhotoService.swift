/// Reads photos on threads of this process.
public final class ThreadedPhotoService: PhotoService {
    private let pool: PhotoScannerPool
    private let hosts: [String]
    private let intake: PhotoIntake

    /// - Parameters:
    ///   - hosts: as in ``LabelText/parse(_:hosts:)``.
    ///   - pool: how many at once and in line.
    public init(hosts: [String], pool: PhotoScannerPool, limits: PhotoLimits = .standard) {
        self.hosts = hosts
        self.pool = pool
        intake = PhotoIntake(limits: limits)
    }

    public var load: PhotoLoad { pool.load }

    public func labels(in bytes: [UInt8], order: PhotoOrder) async throws -> PhotoAnswer {
        let reader = order.time.map { LabelReader(hosts: hosts, time: $0) } ?? LabelReader(hosts: hosts)
        return try await pool.run { [intake] scanner throws(PhotoRefusal) in
            let photo = try intake.grey(from: bytes)
            let labels = reader.labels(in: photo, with: scanner, effort: order.effort)
            return PhotoAnswer(labels: labels, width: photo.uprightWidth, height: photo.uprightHeight)
        }
    }

    public func kept(_ bytes: [UInt8]) async throws -> KeptPhoto {
        try await pool.run { [intake] _ throws(PhotoRefusal) in
            try KeptPhoto.make(from: bytes, intake: intake)
        }
    }
}
