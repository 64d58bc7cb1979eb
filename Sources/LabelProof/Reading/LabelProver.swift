import Facility
import LabelPrinting
import LabelScanning
import LabelSymbol

/// Proves symbols one by one on a page's raster.
///
/// Holds decoders: one prover a thread. A symbol takes some milliseconds, most of them zbar's.
final class LabelProver {
    private let reader = SingleReader()
    private let terms: ProofTerms

    /// Damage is done at no more pixels a module than this: a phone sees fewer.
    private static let damagedModulePixelsMax = 8.0
    /// Paper kept around a symbol, in modules: its quiet zone and one for the search.
    static let border = QRSymbol.quietZone + 1

    init(_ terms: ProofTerms) { self.terms = terms }

    /// Looks where the symbol ought to be.
    func prove(_ target: ProofTarget, on page: GreyImage) -> (label: ProvedLabel, picture: LabelPicture?) {
        var label = ProvedLabel(
            page: target.page, position: target.position, code: target.code.description,
            reference: target.reference, expected: target.text,
            symbol: "\(target.symbol.version)-\(target.symbol.level.rawValue)", readBy: [], damaged: [:],
            faults: [])
        let box = pixels(target.place.box(border: Self.border))
        guard let crop = page.cropped(to: box) else {
            label.faults = [.offPage]
            return (label, nil)
        }
        let scale = Double(terms.dotsPerInch) / 25.4
        let module = target.place.module.value * scale
        let layout = ModuleGrid(
            origin: PhotoPoint(
                x: target.place.left.value * scale - Double(max(0, box.left)),
                y: target.place.top.value * scale - Double(max(0, box.top))),
            across: PhotoPoint(x: module, y: 0), down: PhotoPoint(x: 0, y: module))
        examine(&label, crop, target.symbol, layout)
        return (label, label.passes ? nil : LabelPicture(crop))
    }

    /// Looks at a symbol that was found by searching the page.
    func prove(_ found: FoundOnPage, on page: GreyImage) -> (label: ProvedLabel, picture: LabelPicture?) {
        var label = ProvedLabel(
            page: found.page, position: 0, expected: found.text, symbol: "", readBy: [], damaged: [:],
            faults: [])
        guard let crop = page.cropped(to: found.box) else {
            label.faults = [.offPage]
            return (label, nil)
        }
        let corners = found.corners.map {
            PhotoPoint(x: $0.x - Double(max(0, found.box.left)), y: $0.y - Double(max(0, found.box.top)))
        }
        guard let guess = SymbolGuess(found.text, corners: corners, in: crop) else {
            read(&label, crop)
            return (label, LabelPicture(crop))
        }
        label.symbol = "\(guess.symbol.version)-\(guess.symbol.level.rawValue)"
        label.code = guess.code.description
        examine(&label, crop, guess.symbol, guess.grid)
        return (label, label.passes ? nil : LabelPicture(crop))
    }

    private func examine(
        _ label: inout ProvedLabel, _ crop: GreyImage, _ symbol: QRSymbol, _ layout: ModuleGrid
    ) {
        let found = read(&label, crop)
        var starts = [layout]
        starts += found.compactMap { ModuleGrid(corners: $0.corners, width: symbol.width) }
        let start = starts.max { $0.likeness(crop, symbol) < $1.likeness(crop, symbol) } ?? layout
        let fit = GridFit(crop, symbol, from: start)
        let sampled = fit.grid.sampled(crop, width: symbol.width)
        label.modulePixels = fit.grid.module
        label.grades =
            SymbolGrading(
                symbol: symbol, sampled: sampled, geometry: fit.geometry, isDecoded: !label.readBy.isEmpty
            ).grades
        for entry in label.grades?.entries ?? [] where entry.grade < terms.gradeMin {
            label.faults.append(.poor(entry.parameter, grade: entry.grade, expected: terms.gradeMin))
        }
        damage(&label, crop, fit.grid, width: symbol.width)
    }

    /// Both decoders on the crop as it is.
    @discardableResult
    private func read(_ label: inout ProvedLabel, _ crop: GreyImage) -> [FoundSymbol] {
        var right: [FoundSymbol] = []
        for engine in ReadingEngine.allCases {
            let found = reader.symbols(in: crop, by: engine)
            if let same = found.first(where: { $0.text == label.expected }) {
                label.readBy.append(engine)
                right.append(same)
            } else if let other = found.first {
                label.faults.append(
                    .wrongText(by: engine, expected: label.expected, found: other.text))
            } else {
                label.faults.append(.unread(by: engine))
            }
        }
        return right
    }

    private func damage(
        _ label: inout ProvedLabel, _ crop: GreyImage, _ grid: ModuleGrid, width: Int
    ) {
        guard !terms.damages.isEmpty else { return }
        let seed = terms.seed &* 0x9E37_79B9_7F4A_7C15 ^ Self.mixed(label.expected)
        let whole = DamagedView(image: crop, grid: grid, width: width, seed: seed)
        let small = shrunk(whole)
        for damage in terms.damages {
            // What scaling does to modules shows at the printer's own dots only.
            guard let view = (damage == .scale ? whole : small).with(damage) else { continue }
            label.damaged[damage] = ReadingEngine.allCases.filter { engine in
                reader.symbols(in: view, by: engine).contains { $0.text == label.expected }
            }
        }
    }

    private func shrunk(_ view: DamagedView) -> DamagedView {
        let scale = Self.damagedModulePixelsMax / view.grid.module
        guard scale < 1 else { return view }
        let width = max(1, Int((Double(view.image.width) * scale).rounded()))
        let height = max(1, Int((Double(view.image.height) * scale).rounded()))
        guard let small = view.image.shrunk(width: width, height: height) else { return view }
        let (x, y) = (
            Double(width) / Double(view.image.width), Double(height) / Double(view.image.height)
        )
        func map(_ point: PhotoPoint) -> PhotoPoint { PhotoPoint(x: point.x * x, y: point.y * y) }
        let grid = ModuleGrid(
            origin: map(view.grid.origin), across: map(view.grid.across), down: map(view.grid.down))
        return DamagedView(image: small, grid: grid, width: view.width, seed: view.seed)
    }

    private func pixels(_ box: Box) -> PixelBox {
        let scale = Double(terms.dotsPerInch) / 25.4
        let left = Int((box.left.value * scale).rounded(.down))
        let top = Int((box.top.value * scale).rounded(.down))
        return PixelBox(
            left: left, top: top,
            right: left + Int((box.width.value * scale).rounded(.up)) + 1,
            bottom: top + Int((box.height.value * scale).rounded(.up)) + 1)
    }

    /// FNV-1a: the same on every machine, unlike Swift's hashes.
    private static func mixed(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
