import CQRencode
import Glibc

extension ModuleMatrix {
    /// Has libqrencode make a symbol of two segments; it tries all eight masks and keeps the best by the
    /// standard's penalties (ISO/IEC 18004:2015, 7.8.3).
    ///
    /// - Parameters:
    ///   - bytes: the byte segment, not empty; nil: there is none.
    ///   - capitals: the alphanumeric segment, not empty; nil: there is none.
    ///   - version: 1 to 40, or 0: the smallest that holds the text. The library takes a larger one where
    ///     the text doesn't fit, so look at what comes back.
    static func encoded(
        bytes: String?, capitals: String?, version: Int, level: CorrectionLevel
    ) throws(SymbolError) -> (modules: ModuleMatrix, version: Int) {
        guard let input = QRinput_new2(Int32(version), level.library) else { throw .library(errno: errno) }
        defer { QRinput_free(input) }
        if let bytes { try append(bytes, as: QR_MODE_8, to: input) }
        if let capitals { try append(capitals, as: QR_MODE_AN, to: input) }
        guard let code = QRcode_encodeInput(input) else {
            guard errno == ERANGE else { throw .library(errno: errno) }
            throw .textTooLong(
                characters: (bytes?.utf8.count ?? 0) + (capitals?.utf8.count ?? 0), level: level)
        }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        let cells = UnsafeBufferPointer(start: code.pointee.data, count: width * width)
        return (ModuleMatrix(width: width, cells: cells), Int(code.pointee.version))
    }

    private static func append(
        _ text: String, as mode: QRencodeMode, to input: OpaquePointer
    ) throws(SymbolError) {
        let bytes = Array(text.utf8)
        guard QRinput_append(input, mode, Int32(bytes.count), bytes) == 0 else {
            throw .library(errno: errno)
        }
    }
}

extension CorrectionLevel {
    fileprivate var library: QRecLevel {
        switch self {
        case .low: QR_ECLEVEL_L
        case .medium: QR_ECLEVEL_M
        case .quartile: QR_ECLEVEL_Q
        case .high: QR_ECLEVEL_H
        }
    }
}
