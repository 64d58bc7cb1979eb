/// Why a sheet couldn't be looked at.
public enum ProofError: Error, Hashable, Sendable {
    /// The program that draws pages isn't there or can't be started.
    case cannotRun(program: String, package: String, reason: String)
    /// It ended with another status than 0; `complaint` holds its own words.
    case rasterising(file: String, complaint: String)
    /// What it wrote is no grey picture of the kind asked for.
    case badRaster(expected: String, found: String)
    case resolutionOutOfRange(expected: ClosedRange<Int>, found: Int)
    /// A label is on a page that the file doesn't have.
    case missingPage(expected: Int, found: Int)
    /// No symbol was found anywhere.
    case nothingFound(file: String)
}

extension ProofError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .cannotRun(let program, let package, let reason):
            "\(program) can't be run (\(reason)); it comes with the Debian package \(package)"
        case .rasterising(let file, let complaint): "\(file): pdftoppm says: \(complaint)"
        case .badRaster(let expected, let found): "pdftoppm: expected \(expected), found \(found)"
        case .resolutionOutOfRange(let expected, let found):
            "expected \(expected.lowerBound) to \(expected.upperBound) dots an inch, found \(found)"
        case .missingPage(let expected, let found): "expected page \(expected), found \(found) pages"
        case .nothingFound(let file): "\(file): no QR symbol found on any page"
        }
    }
}
