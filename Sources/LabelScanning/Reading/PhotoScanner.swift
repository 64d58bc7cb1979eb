/// Reads the QR symbols of photos by a ladder of passes.
///
/// Holds an engine that keeps state: one scanner a thread, hence not Sendable. Each call blocks for milliseconds to
/// about a second; ``PhotoScannerPool`` runs it where that does no harm.
public final class PhotoScanner {
    private let zbar = ZBarReader()
    private let zxing = ZXingReader()
    private let flat = FlatReader()
    private let ladder: [ScanPass]
    private let secondStage: [ScanPass]

    public convenience init() {
        self.init(ladder: ScanPass.ladder, secondStage: ScanPass.secondStage)
    }

    /// Climbs the ladder and its second stage, then every spare pass: for studies.
    public static func withSparePasses() -> PhotoScanner {
        PhotoScanner(ladder: ScanPass.ladder, secondStage: ScanPass.secondStage + ScanPass.spare)
    }

    init(ladder: [ScanPass], secondStage: [ScanPass] = []) {
        self.ladder = ladder
        self.secondStage = secondStage
    }

    /// Climbs the ladder until `isEnough` says so of what was found so far, the time is up, or no pass is left.
    ///
    /// - Parameters:
    ///   - time: no pass begins after it; one that runs is not interrupted. nil: no limit.
    ///   - isQuick: leaves out the second stage, which gains little for its time.
    ///   - isEnough: asked after each pass once anything was found.
    /// - Returns: each symbol once, in the order found; empty where the photo shows none that can be read.
    public func symbols(
        in photo: GreyPhoto, time: Duration? = nil, isQuick: Bool = false,
        until isEnough: ([FoundSymbol]) -> Bool = { _ in true }
    ) -> [FoundSymbol] {
        let start = ContinuousClock.now
        var views = PhotoViews(of: photo.stored)
        var found: [FoundSymbol] = []
        for pass in isQuick ? ladder : ladder + secondStage {
            if let time, start.duration(to: .now) >= time { break }
            let new = run(pass, on: &views, of: photo).filter { symbol in
                !found.contains { $0.isSame(as: symbol) }
            }
            found += new
            if !found.isEmpty, isEnough(found) { break }
        }
        return found
    }

    /// Every pass by itself: what it reads, and how long that takes.
    public func trials(in photo: GreyPhoto) -> [PassTrial] {
        var views = PhotoViews(of: photo.stored)
        return (ladder + secondStage).map { pass in
            let start = ContinuousClock.now
            _ = views.views(pass.view)
            let seen = ContinuousClock.now
            let symbols = run(pass, on: &views, of: photo)
            return PassTrial(
                pass: pass.name, view: "\(pass.view)", symbols: symbols,
                viewTime: start.duration(to: seen),
                time: seen.duration(to: .now))
        }
    }

    private func run(_ pass: ScanPass, on views: inout PhotoViews, of photo: GreyPhoto) -> [FoundSymbol] {
        var found: [FoundSymbol] = []
        for view in views.views(pass.view) {
            for raw in read(view.image, pass) {
                let corners = raw.corners.map { photo.upright(view.toPhoto($0)) }
                let symbol = FoundSymbol(text: raw.text, corners: corners, pass: pass.name)
                if !found.contains(where: { $0.isSame(as: symbol) }) { found.append(symbol) }
            }
        }
        return found
    }

    private func read(_ image: GreyImage, _ pass: ScanPass) -> [RawSymbol] {
        var seen = image
        for filter in pass.filters {
            guard let filtered = seen.filtered(filter) else { return [] }
            seen = filtered
        }
        return switch pass.engine {
        case .zxing: zxing.symbols(in: seen)
        case .zxingGlobal: zxing.symbols(in: seen, binariser: .global)
        case .zbar: zbar.symbols(in: seen)
        case .flat: flat.symbols(in: seen)
        }
    }
}
