import Facility
import Foundation
import LabelPrinting
import Wording

/// Where the files lie that come with the program: pages, locales, static files, label stock and designs.
struct AssetFolder: Sendable {
    /// Holds `Assets` and `PrintTemplates`.
    let path: String

    var assets: String { path + "/Assets" }
    var printTemplates: String { path + "/PrintTemplates" }

    /// The fixed words of a label.
    ///
    /// - Throws: `PhrasebookError`
    func labelWords() throws -> LabelWords {
        let book = try Phrasebook(folder: assets + "/Locales")
        func name(_ key: String) -> LocalizedName {
            LocalizedName(zh: book.text(key, in: .zh), en: book.text(key, in: .en))
        }
        return LabelWords(scan: name("print.scan"), host: name("print.host"), hotline: name("print.hotline"))
    }

    /// By the setting, else `share/mendmark` beside the executable, else the checkout that it was built in.
    ///
    /// - Throws: `SiteError.assetsMissing` with the folders looked in.
    static func find(configured: String?) throws -> AssetFolder {
        let executable = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
        let running =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            .map { URL(fileURLWithPath: $0) } ?? executable
        var candidates: [String] = []
        if let configured {
            candidates = [configured]
        } else {
            let beside = running.deletingLastPathComponent()
            candidates.append(
                beside.deletingLastPathComponent().appendingPathComponent("share/mendmark").path)
            var folder = beside
            while folder.path != "/" {
                candidates.append(folder.path)
                folder = folder.deletingLastPathComponent()
            }
        }
        let found = candidates.first { path in
            ["/Assets/Locales", "/PrintTemplates/stocks"].allSatisfy {
                FileManager.default.fileExists(atPath: path + $0)
            }
        }
        guard let found else { throw SiteError.assetsMissing(looked: candidates) }
        return AssetFolder(path: found)
    }
}
