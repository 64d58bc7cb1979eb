import Foundation

extension LabelDesign {
    /// Where a logo lies; nil: nowhere.
    func logoPath(_ file: String) -> String? {
        logoFolders.lazy.map { "\($0)/\(file)" }.first { FileManager.default.fileExists(atPath: $0) }
    }
}
