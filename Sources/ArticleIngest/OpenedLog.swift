import QuotaModel

/// The beginning of a log: enough bytes to tell what it is. What is no log is refused here, before anything is
/// delivered.
struct OpenedLog {
    /// Bytes that are looked at before reading begins.
    static let prefixBytes = 256 << 10

    let source: String
    let format: Inspection.Format
    /// The first bytes, already taken from the source.
    let prefix: [UInt8]
    /// The whole log is in the prefix.
    let isWhole: Bool

    /// - Throws: a `Refusal` that names what the bytes seem to be; what the source throws.
    init(
        _ bytes: inout some ByteSource, named source: String, limits: ReadingLimits, mapping: LogMapping?,
        options: ReadingOptions
    ) throws {
        self.source = source
        let room = Self.prefixBytes
        var isWhole = false
        var failure: (any Error)?
        prefix = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            do {
                while count < room, !isWhole {
                    let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                    let got = try bytes.read(into: rest)
                    count += got
                    isWhole = got == 0
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        if let witness = bytes.witness { prefix.withUnsafeBytes { witness.see($0) } }
        self.isWhole = isWhole
        guard prefix.count <= limits.fileBytes else {
            throw Refusal(
                Issue(
                    .limitExceeded, at: SourceLocation(source), subject: ReadingLimits.Name.fileBytes.rawValue,
                    found: String(prefix.count), expected: [String(limits.fileBytes)]))
        }
        // A mapping with a path of records may mean a page; whether it does is seen at the root.
        let mayBePage = mapping?.records != nil && options.format != .csv
        if let code = ForeignFile.recognize(prefix), code != .webPage || !mayBePage {
            throw Refusal(Issue(code, at: SourceLocation(source)))
        }
        format = options.format ?? (ForeignFile.beginsLikeXML(prefix) ? .xml : .csv)
        let said = options.encoding ?? mapping?.encoding
        if format == .csv, said != .utf16le, said != .utf16be, ForeignFile.isBinary(prefix) {
            throw Refusal(Issue(.binaryFile, at: SourceLocation(source)))
        }
    }
}
