import ArgumentParser
import Foundation
import LabelScanning

/// What the photos of a study show, as far as somebody said it.
struct StudyTruths {
    private var listed: [String: PhotoTruth] = [:]
    private let folders: [String]

    /// - Parameter list: a file of lines `path<TAB>truth`, paths within one of the folders or as they were given.
    init(list: String?, folders: [String]) throws {
        self.folders = folders.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
        guard let list else { return }
        guard let data = FileManager.default.contents(atPath: list) else {
            throw ValidationError("\(list): no such file, or not readable")
        }
        for (number, line) in String(decoding: data, as: UTF8.self).split(separator: "\n").enumerated() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count >= 2 else {
                throw ValidationError("\(list), line \(number + 1): expected a path, a tab and what it shows")
            }
            listed[String(fields[0])] = PhotoTruth(field: fields[1])
        }
    }

    func truth(of path: String) -> PhotoTruth {
        let inside = folders.first { path.hasPrefix($0) }.map { String(path.dropFirst($0.count)) } ?? path
        if let listed = listed[inside] ?? listed[path] { return listed }
        let beside = path.split(separator: ".", omittingEmptySubsequences: false).dropLast().joined(
            separator: ".")
        if let text = FileManager.default.contents(atPath: beside + ".txt") {
            return .text(String(decoding: text, as: UTF8.self))
        }
        return PhotoTruth(fileName: path)
    }
}
