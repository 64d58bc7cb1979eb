/// How much of photos a site takes from strangers in 24 hours.
public struct PhotoQuota: Hashable, Sendable {
    public var photosMax: Int
    /// Of the sealed files.
    public var bytesMax: Int

    public init(photosMax: Int, bytesMax: Int) {
        self.photosMax = photosMax
        self.bytesMax = bytesMax
    }

    /// Some 40 reports with five photos each hour, all day long.
    public static let standard = PhotoQuota(photosMax: 5_000, bytesMax: 4 << 30)
    /// For the staff's own photos.
    public static let unlimited = PhotoQuota(photosMax: .max, bytesMax: .max)

    /// One more photo would be too many: nothing was kept of it.
    public struct UsedUp: Error, Hashable, Sendable {
        public let quota: PhotoQuota

        public init(quota: PhotoQuota) { self.quota = quota }
    }

    /// - Parameters:
    ///   - photos: kept within the last 24 hours, like `bytes`.
    ///   - more: of the photo that is to be kept.
    /// - Throws: ``UsedUp``
    public func requireRoom(photos: Int, bytes: Int, more: Int) throws(UsedUp) {
        guard photos < photosMax, more <= bytesMax, bytes <= bytesMax - more else {
            throw UsedUp(quota: self)
        }
    }
}
