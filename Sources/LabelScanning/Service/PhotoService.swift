/// Reads and re-encodes photos for whoever takes them in from strangers, off the cooperative pool, a limited number at
/// once and in line.
///
/// Behind it stand threads of this process (``ThreadedPhotoService``) or processes of their own
/// (``WorkerPhotoService``); callers can't tell.
public protocol PhotoService: Sendable {
    /// The symbols in a photo, labels of the site first.
    ///
    /// - Parameter bytes: of a file of any kind and size; what isn't a photo within the limits is refused undecoded.
    /// - Throws: ``PhotoRefusal`` by what is wrong with the file, ``PhotoScannerPool/Busy`` where the line is full.
    func labels(in bytes: [UInt8], order: PhotoOrder) async throws -> PhotoAnswer

    /// The photo as it may be stored: upright, at most ``KeptPhoto/longestSideMax`` long, made anew from its pixels.
    ///
    /// - Throws: ``PhotoRefusal``, ``PhotoScannerPool/Busy``; then nothing may be stored, least of all `bytes`.
    func kept(_ bytes: [UInt8]) async throws -> KeptPhoto

    /// From now on labels are also told among these, where none can be decoded; replaces what was learned before.
    func learn(_ symbols: PrintedSymbols)

    /// Photos in hand and in line.
    var load: PhotoLoad { get }

    /// What came of photos so far.
    var tally: PhotoTally { get }
}

/// Photos in hand and in line.
public struct PhotoLoad: Hashable, Sendable {
    public var running: Int
    public var waiting: Int

    public init(running: Int, waiting: Int) {
        self.running = running
        self.waiting = waiting
    }
}
