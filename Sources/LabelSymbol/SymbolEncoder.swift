public import Facility

/// Makes the symbols of one host: all its labels have texts of one length, so version and level are settled
/// once.
public struct SymbolEncoder: Hashable, Sendable {
    public let host: LabelHost
    package let form: SymbolForm
    /// The smallest version that holds the text at the floor's level; at most 8, since a host is at most 100
    /// characters long.
    public let version: Int
    /// The best level that still fits that version.
    public let level: CorrectionLevel

    /// - Parameter floor: `.medium` only where a design asks for it; it earns a warning wherever M is what
    ///   comes out.
    public init(host: LabelHost, floor: CorrectionFloor = .quartile) throws(SymbolError) {
        try self.init(host: host, floor: floor, form: .label)
    }

    /// Of the version and level of symbols that were printed once.
    ///
    /// - Throws: `.unexpectedSymbol` where the texts of this host don't fit.
    package init(host: LabelHost, version: Int, level: CorrectionLevel) throws(SymbolError) {
        self.host = host
        form = .label
        self.version = version
        self.level = level
        _ = try bare(form.start(host: host) + String(repeating: "0", count: LabelCode.symbolCount))
    }

    package init(host: LabelHost, floor: CorrectionFloor, form: SymbolForm) throws(SymbolError) {
        let sample = form.start(host: host) + String(repeating: "0", count: LabelCode.symbolCount)
        let smallest = try ModuleMatrix.encoded(
            bytes: form.bytes, capitals: sample, version: 0, level: floor.level)
        var best = floor.level
        for level in CorrectionLevel.allCases where level > best {
            let fits = try? ModuleMatrix.encoded(
                bytes: form.bytes, capitals: sample, version: smallest.version, level: level)
            if fits?.version == smallest.version { best = level }
        }
        self.host = host
        self.form = form
        version = smallest.version
        level = best
    }

    public var warnings: [SymbolWarning] { level < .quartile ? [.weakCorrection(level)] : [] }

    /// Modules a side, without and with the quiet zone.
    public var width: Int { 17 + 4 * version }
    public var widthWithQuietZone: Int { width + 2 * QRSymbol.quietZone }

    public func text(for code: LabelCode) -> SymbolText { SymbolText(host: host, code: code) }

    /// The mask is the one with the least penalty by ISO/IEC 18004:2015, 7.8.3. A `SymbolSeries` gives the
    /// same symbols sooner where many are wanted.
    public func symbol(for code: LabelCode) throws(SymbolError) -> QRSymbol {
        let modules = try bare(form.start(host: host) + code.compact)
        return modules.rows.withUnsafeBufferPointer { rows in
            let masks = MaskSet(modules, level: level)
            return QRSymbol(version: version, bare: rows, mask: masks.best(for: rows), of: masks)
        }
    }

    /// Has libqrencode make a symbol and its choice of mask, for nothing: to compare its time.
    package func librarySymbolWidth(for code: LabelCode) throws(SymbolError) -> Int {
        try ModuleMatrix.encoded(
            bytes: form.bytes, capitals: form.start(host: host) + code.compact, version: version, level: level
        ).modules.width
    }

    /// Modules a side where the whole text stands in one byte segment, as programs make it that don't look for shorter
    /// ways.
    package func widthInBytes(of code: LabelCode, level: CorrectionLevel) throws(SymbolError) -> Int {
        try ModuleMatrix.encoded(
            bytes: text(for: code).text, capitals: nil, version: 0, level: level
        ).modules.width
    }

    /// libqrencode's symbol without its mask and format information.
    func bare(_ capitals: String) throws(SymbolError) -> ModuleMatrix {
        var (modules, found) = try ModuleMatrix.encoded(
            bytes: form.bytes, capitals: capitals, version: version, level: level)
        modules.strip(try modules.format(version: found, expected: (version, level)))
        return modules
    }
}

extension ModuleMatrix {
    /// What a symbol states of itself, where it is what was asked for.
    fileprivate func format(
        version found: Int, expected: (version: Int, level: CorrectionLevel)
    ) throws(SymbolError) -> FormatInformation {
        guard found == expected.version else {
            throw .unexpectedSymbol(expected: "version \(expected.version)", found: "version \(found)")
        }
        guard let format = FormatInformation(of: self), format.level == expected.level else {
            let level = "level \(expected.level.rawValue)"
            throw .unexpectedSymbol(expected: level, found: "other format information")
        }
        return format
    }
}

extension QRSymbol {
    /// Rebuilds a symbol bit for bit as it was printed, whatever mask today's library would choose.
    ///
    /// Only text, version, level and mask of the issue count.
    public init(rebuilding issue: LabelIssue) throws(SymbolError) {
        let text = issue.text
        guard text.hasPrefix(SymbolText.scheme), text.utf8.count > SymbolText.scheme.utf8.count else {
            throw .badIssue(field: "text", expected: SymbolText.scheme + "HOST/CODE", found: text)
        }
        guard let level = CorrectionLevel(rawValue: issue.level) else {
            throw .badIssue(field: "level", expected: "L, M, Q or H", found: issue.level)
        }
        guard (1...40).contains(issue.version) else {
            throw .badIssue(field: "version", expected: "1 to 40", found: String(issue.version))
        }
        guard (0...7).contains(issue.mask) else {
            throw .badIssue(field: "mask", expected: "0 to 7", found: String(issue.mask))
        }
        let capitals = String(text.dropFirst(SymbolText.scheme.count))
        try self.init(capitals, version: issue.version, level: level, mask: issue.mask)
    }

    /// The symbol under a given mask, of any version.
    init(_ capitals: String, version: Int, level: CorrectionLevel, mask: Int) throws(SymbolError) {
        var (modules, found) = try ModuleMatrix.encoded(
            bytes: SymbolText.scheme, capitals: capitals, version: version, level: level)
        let format = try modules.format(version: found, expected: (version, level))
        let wanted = FormatInformation(level: level, mask: mask)
        if wanted != format { modules.remask(from: format, to: wanted) }
        self.init(version: version, format: wanted, modules: modules)
    }
}
