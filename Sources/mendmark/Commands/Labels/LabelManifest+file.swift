import ArgumentParser
import Foundation
import SiteFiles

extension LabelManifest {
    /// - Throws: `ValidationError` where a file's ending names neither format.
    static func check(_ paths: [String]) throws {
        for path in paths where !isCSV(path) && !path.lowercased().hasSuffix(".json") {
            throw ValidationError("--manifest: expected a file .csv or .json, found \(path)")
        }
    }

    /// In the format that the file's ending names.
    func write(to path: String) throws {
        try Data(Self.isCSV(path) ? csv : try json()).writeWhole(to: path)
    }

    private static func isCSV(_ path: String) -> Bool { path.lowercased().hasSuffix(".csv") }
}
