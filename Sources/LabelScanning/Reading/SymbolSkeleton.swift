import CClosedWorld
import LabelSymbol

/// What all QR symbols of one version have in common: finder, timing and alignment patterns and the dark module.
struct SymbolSkeleton: Sendable {
    /// Modules a side.
    let width: Int
    /// Row by row: dark 1, light -1, 0 where it depends on what the symbol holds.
    let function: [Int8]
    /// The places of the latter, in rising order.
    let varying: [Int32]

    private let isFunction: [UInt8]
    /// The same under every mask.
    private let known: [Int8]
    private let unmasking: [Int8]

    /// Of the versions that a label or a poster has.
    static let all = (1...SymbolAnatomy.versionMax).compactMap { SymbolAnatomy(version: $0) }.map(
        SymbolSkeleton.init)

    private static let masks = 8

    init(_ anatomy: SymbolAnatomy) {
        let width = anatomy.width
        self.width = width
        var boxes: [SymbolAnatomy.Part: PixelBox] = [:]
        for (place, part) in anatomy.parts.enumerated() {
            let (x, y) = (place % width, place / width)
            var box = boxes[part] ?? PixelBox(left: x, top: y, right: x + 1, bottom: y + 1)
            box.left = min(box.left, x)
            box.right = max(box.right, x + 1)
            box.bottom = y + 1
            boxes[part] = box
        }
        let function = anatomy.parts.enumerated().map { place, part -> Int8 in
            let (x, y) = (place % width, place / width)
            /// How far from the middle of its pattern.
            func ring() -> Int {
                guard let box = boxes[part] else { return 0 }
                return max(abs(2 * x + 1 - box.left - box.right), abs(2 * y + 1 - box.top - box.bottom)) / 2
            }
            return switch part {
            case .finder: ring() == 2 ? -1 : 1
            case .separator: -1
            case .timing: (x + y) % 2 == 0 ? 1 : -1
            case .alignment: ring() == 1 ? -1 : 1
            case .fixedDark: 1
            case .formatInformation, .versionInformation, .codeword, .remainder: 0
            }
        }
        let varying = function.indices.filter { function[$0] == 0 }.map(Int32.init)
        self.function = function
        self.varying = varying
        isFunction = function.map { $0 == 0 ? 0 : 1 }
        known = (0..<Self.masks).flatMap { _ in function }
        unmasking = [Int8](repeating: 1, count: Self.masks * varying.count)
    }

    /// Lends it to the search as a world whose function modules are all that is known.
    func withWorld<Value>(_ body: (UnsafePointer<SymbolWorld>) -> Value) -> Value {
        function.withUnsafeBufferPointer { function in
            known.withUnsafeBufferPointer { known in
                isFunction.withUnsafeBufferPointer { isFunction in
                    varying.withUnsafeBufferPointer { varying in
                        unmasking.withUnsafeBufferPointer { unmasking in
                            var world = SymbolWorld(
                                modules: Int32(width), function: function.baseAddress,
                                known: known.baseAddress, known_data: isFunction.baseAddress,
                                varying: varying.baseAddress, varying_count: Int32(varying.count),
                                unmasking: unmasking.baseAddress)
                            return body(&world)
                        }
                    }
                }
            }
        }
    }
}
