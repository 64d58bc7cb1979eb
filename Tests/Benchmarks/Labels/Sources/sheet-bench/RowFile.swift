import Facility
import Foundation
import LabelPrinting
import LabelSymbol

/// The rows of ../../../Peers/labels/places.py as labels, read as they are asked for: a bench of 210,000 labels doesn't
/// hold them.
struct RowFile: LabelSource {
    let isProduct: Bool
    private let path: String
    private let host: LabelHost
    /// Lines without the heading; no field holds a line break.
    let count: Int

    init(path: String, isProduct: Bool) throws {
        self.path = path
        self.isProduct = isProduct
        host = try LabelHost(isProduct ? "fix.example.edu" : "fix.example.edu/r")
        var lines = LineReader(path)
        var count = -1
        while lines.skip() { count += 1 }
        self.count = Swift.max(0, count)
    }

    func labels(_ range: Range<Int>) -> AnySequence<LabelContent> {
        AnySequence { () -> AnyIterator<LabelContent> in
            var lines = LineReader(path)
            var left = range.count
            for _ in 0...range.lowerBound { _ = lines.skip() }
            return AnyIterator {
                guard left > 0 else { return nil }
                left -= 1
                return lines.next().flatMap(label)
            }
        }
    }

    private func label(_ line: [UInt8]) -> LabelContent? {
        let fields = Self.fields(line)
        guard fields.count == 5, let code = try? LabelCode(fields[1]) else { return nil }
        guard isProduct else {
            return LabelContent(
                code: code, host: host, name: LocalizedName(zh: fields[3], en: fields[4]), reference: "")
        }
        let steps = fields[3].components(separatedBy: " · ")
        return LabelContent(
            code: code, host: host, name: LocalizedName(zh: steps.last, en: fields[4]), reference: "",
            path: steps.dropLast().joined(separator: " · "), hotline: "029-8266 8888")
    }

    private static func fields(_ line: [UInt8]) -> [String] {
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        for byte in line {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted:
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
            default: field.append(byte)
            }
        }
        return fields + [String(decoding: field, as: UTF8.self)]
    }
}

/// A file's lines, without their ends.
private struct LineReader {
    private let file: Handle
    private var piece: [UInt8] = []
    private var place = 0

    /// Closed with its last owner.
    private final class Handle {
        let pointer: UnsafeMutablePointer<FILE>?
        init(_ path: String) { pointer = fopen(path, "r") }
        deinit { if let pointer { fclose(pointer) } }
    }

    init(_ path: String) { file = Handle(path) }

    mutating func next() -> [UInt8]? {
        var line: [UInt8] = []
        while true {
            if place == piece.count {
                fill()
                if piece.isEmpty { return line.isEmpty ? nil : line }
            }
            let rest = piece[place...]
            if let end = rest.firstIndex(of: 10) {
                line += rest[..<end]
                place = end + 1
                return line
            }
            line += rest
            place = piece.count
        }
    }

    /// - Returns: false at the end.
    mutating func skip() -> Bool {
        var isEmpty = true
        while true {
            if place == piece.count {
                fill()
                if piece.isEmpty { return !isEmpty }
            }
            isEmpty = false
            let start = place
            let end = piece.withUnsafeBytes { bytes in
                bytes.baseAddress.flatMap { memchr($0 + start, 10, bytes.count - start) }.map {
                    UnsafeRawPointer($0)
                }
                .flatMap { end in bytes.baseAddress.map { end - $0 } }
            }
            place = end.map { $0 + 1 } ?? piece.count
            if end != nil { return true }
        }
    }

    private mutating func fill() {
        place = 0
        guard let pointer = file.pointer else {
            piece = []
            return
        }
        piece = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
            count = fread(buffer.baseAddress, 1, buffer.count, pointer)
        }
    }
}
