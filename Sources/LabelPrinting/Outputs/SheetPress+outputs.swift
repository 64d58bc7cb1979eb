extension SheetPress {
    /// Writes a job in any format; a file of that name is replaced once the new one is whole.
    ///
    /// - Parameters:
    ///   - symbols: counts for ZPL only.
    ///   - progress: called after each label with the number done and the number of all.
    /// - Throws: `.output` where the format takes one label and there are more, or needs another stock.
    public func press(
        _ job: PrintJob, as format: OutputFormat, symbols: SymbolMaker = .printer, to path: String,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(LabelPrintingError) -> PressedSheet {
        guard format != .pdf else { return try press(job, to: path, progress: progress) }
        guard !job.labels.isEmpty else { throw .nothingToPrint }
        let typeCase = try TypeCase(language: design.language)
        let write = try writer(format, symbols, count: job.labels.count)
        try check(job.labels, typeCase)
        let composer = try LabelComposer(self, typeCase, count: job.labels.count)
        let sink = try ByteSink(path: path)
        sink.append(write.head)
        var pressed: [PressedLabel] = []
        for (index, label) in job.labels.enumerated() {
            let composed = try composer.compose(label)
            sink.append(try write.bytes(composed))
            pressed.append(
                composed.pressed(
                    at: index, labelsPerSheet: 1,
                    composed.symbolPlaces(printer, left: corner.left, top: corner.top)))
            progress(index + 1, job.labels.count)
        }
        try sink.commit()
        return PressedSheet(
            pages: pressed.count, files: [path], labels: pressed, missingFamilies: try missingFamilies())
    }

    /// One label as the printer's dots: what a preview shows.
    public func dots(_ label: LabelContent) throws(LabelPrintingError) -> DotRaster {
        let typeCase = try TypeCase(language: design.language)
        try check([label], typeCase)
        return try LabelRaster(self).dots(try LabelComposer(self, typeCase, count: 1).compose(label))
    }

    private struct Writer {
        var head: [UInt8] = []
        var bytes: (ComposedLabel) throws(LabelPrintingError) -> [UInt8]
    }

    private func writer(
        _ format: OutputFormat, _ symbols: SymbolMaker, count: Int
    ) throws(LabelPrintingError) -> Writer {
        if format.isSingle, count > 1 {
            throw .output(
                expected: "one label for a file of kind \(format.rawValue.uppercased())", found: "\(count)")
        }
        switch format {
        case .svg: return Writer(bytes: VectorLabel(press: self).bytes)
        case .png:
            let raster = try LabelRaster(self)
            let dotsPerInch = printer.dotsPerInch
            return Writer { label throws(LabelPrintingError) in
                try PNGFile.bytes(try raster.dots(label), dotsPerInch: dotsPerInch)
            }
        case .zpl, .tspl, .pdf:
            let language = try language(format, symbols)
            return Writer(head: language.head, bytes: language.bytes)
        }
    }

    private func check(_ labels: [LabelContent], _ typeCase: TypeCase) throws(LabelPrintingError) {
        var job = JobCheck(self, typeCase)
        for label in labels where !job.isFull { try job.look(at: label) }
        guard job.findings.isEmpty else { throw .refused(job.findings) }
    }
}

extension ByteSink {
    /// `commit` says whether all went well.
    fileprivate func append(_ bytes: [UInt8]) {
        _ = bytes.withUnsafeBufferPointer { append($0) }
    }
}
