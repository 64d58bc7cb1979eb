/// Where a site's storage lives on disk.
public struct StorageLocation: Sendable, Hashable {
    /// The SQLite database; its journal and lock stand beside it.
    public var database: String
    /// A folder that is made where it is missing.
    public var photos: String

    public init(database: String, photos: String) {
        self.database = database
        self.photos = photos
    }
}
