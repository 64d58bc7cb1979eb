import CClosedWorld
import Facility
import LabelSymbol

extension SymbolFamily {
    /// Lends what is known of the family's symbols to the search.
    func withWorld<Value>(_ body: (UnsafePointer<SymbolWorld>) -> Value) -> Value {
        function.withUnsafeBufferPointer { function in
            known.withUnsafeBufferPointer { known in
                knownData.withUnsafeBufferPointer { knownData in
                    varying.withUnsafeBufferPointer { varying in
                        unmasking.withUnsafeBufferPointer { unmasking in
                            var world = SymbolWorld(
                                modules: Int32(width), function: function.baseAddress,
                                known: known.baseAddress,
                                known_data: knownData.baseAddress, varying: varying.baseAddress,
                                varying_count: Int32(varying.count), unmasking: unmasking.baseAddress)
                            return body(&world)
                        }
                    }
                }
            }
        }
    }

    /// Reads the modules of a supposed symbol that was settled.
    ///
    /// - Parameter isForced: however implausible it is.
    /// - Returns: nil where nothing came of it.
    func read(_ picture: GreyPicture, at warp: SymbolWarp, isForced: Bool = false) -> ReadModules? {
        var reading = SymbolReading()
        reading.is_forced = isForced ? 1 : 0
        var status: Int32 = -1
        let soft = [Float](unsafeUninitializedCapacity: varying.count) { buffer, filled in
            buffer.initialize(repeating: 0)
            reading.soft = buffer.baseAddress
            status = withWorld { world in
                withUnsafePointer(to: warp) { symbol_read(picture, world, $0, &reading) }
            }
            filled = varying.count
        }
        guard status == 0 else { return nil }
        return ReadModules(warp: reading.warp, mask: reading.mask, known: reading.known, soft: soft)
    }

    /// Brings a supposed symbol to where it fits best.
    ///
    /// - Returns: how well it does, 0 to 1.
    func settle(_ warp: inout SymbolWarp, in picture: GreyPicture) -> Double {
        withWorld { symbol_settle(picture, $0, &warp) }
    }
}

/// What the modules of a supposed symbol came to.
struct ReadModules {
    var warp: SymbolWarp
    var mask: Int32
    /// In standard deviations of chance.
    var known: Double
    var soft: [Float]
}

extension ReadModules {
    /// Values that come from no photo.
    init(mask: Int32, soft: [Float]) { self.init(warp: SymbolWarp(), mask: mask, known: 0, soft: soft) }
}

extension PrintedSymbols.Group {
    /// The two symbols that read modules are most like.
    ///
    /// - Parameter without: a code that counts as not printed.
    /// - Returns: nil where none was printed, or without memory.
    func nearest(_ read: ReadModules, without: LabelCode? = nil) -> (
        code: LabelCode, best: Double, second: Double
    )? {
        let match: RegisterMatch? = family.withWorld { world in
            guard let matcher = matcher_make(world, read.mask, read.soft) else { return nil }
            for shelf in shelves {
                let missing = without.flatMap(shelf.codes.firstIndex) ?? -1
                matcher_compare(matcher, shelf.packed, Int64(shelf.codes.count), Int64(missing))
            }
            return matcher_end(matcher)
        }
        guard let match, match.index >= 0 else { return nil }
        let (shelf, place) = Int(match.index).quotientAndRemainder(dividingBy: PrintedSymbols.Shelf.codesMax)
        return (shelves[shelf].codes[place], match.best, match.second)
    }
}
