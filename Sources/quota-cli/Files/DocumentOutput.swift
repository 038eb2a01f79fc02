import QuotaModel

/// Writes Word documents, with their PDFs where somebody wants them. Everything is made before anything is written.
struct DocumentOutput {
    /// Nil: no PDFs.
    private let office: OfficeProgram?

    /// - Throws: `Issue` `no-office`, before any work is done.
    init(pdf: Bool) throws { office = pdf ? try OfficeProgram.found() : nil }

    /// - Parameters:
    ///   - files: paths with their documents.
    ///   - recorded: as of `OutputFile.write`.
    /// - Returns: the paths that were written, in order.
    /// - Throws: `Issue` when a PDF cannot be made; as `OutputFile.write(together:)`.
    func write(
        _ files: [(path: String, bytes: [UInt8])], once recorded: () throws -> Void
    ) throws -> [String] {
        let pdfs = try office?.pdfs(of: files.map(\.bytes)) ?? []
        var all = files
        for (file, pdf) in zip(files, pdfs) { all.append((Self.pdfPath(of: file.path), pdf)) }
        try OutputFile.write(together: all, once: recorded)
        return all.map(\.path)
    }

    /// Beside the document, under its name.
    private static func pdfPath(of path: String) -> String {
        (path.hasSuffix(".docx") ? String(path.dropLast(5)) : path) + ".pdf"
    }
}
