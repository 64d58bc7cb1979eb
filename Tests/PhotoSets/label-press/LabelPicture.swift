import Facility
import LabelPrinting
import LabelSymbol

/// One label as a PNG file, and where its symbol stands in it.
struct LabelPicture: Codable {
    let file: String
    let code: String
    let text: String
    let host: String
    let version: Int
    let level: String
    let mask: Int
    /// Whether the register holds the code.
    let registered: Bool
    /// In dots, from the picture's upper left corner to the symbol's own first module.
    let left: Double
    let top: Double
    /// In dots.
    let module: Double
    /// Modules a side.
    let width: Int

    init(_ label: PressedLabel, file: String, dotsPerInch: Int, isRegistered: Bool) throws {
        guard let place = label.places.first else {
            throw LabelPress.Failure.usage("expected a design with a symbol")
        }
        let dots = Double(dotsPerInch) / 25.4
        self.file = file
        code = label.code.compact
        text = label.text
        host = label.host.text
        version = label.version
        level = label.level.rawValue
        mask = label.mask
        registered = isRegistered
        left = (place.left.value * dots).rounded()
        top = (place.top.value * dots).rounded()
        module = (place.module.value * dots).rounded()
        width = place.width
    }
}
