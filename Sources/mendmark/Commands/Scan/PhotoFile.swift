import Foundation
import LabelScanning

/// A file named on the command line, or found in a folder named there.
struct PhotoFile {
    /// Why a file can't be read or isn't taken as a photo.
    struct Unreadable: Error {
        let reason: String
    }

    /// As it was given; `-`: standard input.
    let path: String

    /// Files as they were given; a folder's photos, told by content, in the order of their paths.
    static func all(_ arguments: [String]) -> [PhotoFile] {
        arguments.flatMap { argument in
            var isFolder: ObjCBool = false
            guard argument != "-", FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder),
                isFolder.boolValue
            else { return [PhotoFile(path: argument)] }
            return photos(in: argument)
        }
    }

    private static func photos(in folder: String) -> [PhotoFile] {
        let inside = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        let visible = inside.filter { path in !path.split(separator: "/").contains { $0.hasPrefix(".") } }
        return visible.sorted().map { PhotoFile(path: prefix + $0) }.filter(\.isPicture)
    }

    /// Whether its first bytes are a picture's of any kind, taken or not.
    private var isPicture: Bool {
        guard let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        let start = (try? handle.read(upToCount: 256)) ?? nil
        return switch FileKind(of: start ?? Data()) {
        case .jpeg, .png, .gif, .webp, .heic, .avif, .jpegXL, .jpeg2000, .tiff, .bmp: true
        case .svg, .html, .pdf, .zip, .video, .text, .unknown: false
        }
    }

    /// - Throws: ``Unreadable``.
    func photo() throws -> GreyPhoto {
        do {
            return try PhotoIntake().grey(from: try bytes())
        } catch let error as Unreadable {
            throw error
        } catch {
            throw Unreadable(reason: "\(error)")
        }
    }

    private func bytes() throws -> [UInt8] {
        guard path != "-" else { return try Self.read(.standardInput) }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Unreadable(reason: "no such file, or not readable")
        }
        defer { try? handle.close() }
        return try Self.read(handle)
    }

    /// One byte more than allowed, so that a file of any size costs no more than that.
    private static func read(_ handle: FileHandle) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let most = PhotoLimits.standard.bytesMax + 1
        while bytes.count < most, let part = try handle.read(upToCount: most - bytes.count), !part.isEmpty {
            bytes += part
        }
        return bytes
    }
}
