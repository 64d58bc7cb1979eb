extension ByteSink {
    /// Appends what cairo 1.16 can't say in a PDF, once it has written all of it.
    ///
    /// - Parameter language: a tag of BCP 47, e.g. `zh-CN`.
    func setUp(language: String) throws(LabelPrintingError) {
        do {
            var update = try PDFUpdate(self)
            try update.setUpForPrint(language: language)
            try update.setUpForReading()
            _ = update.appendix.withUnsafeBufferPointer { append($0) }
        } catch {
            throw .update(error)
        }
    }
}
