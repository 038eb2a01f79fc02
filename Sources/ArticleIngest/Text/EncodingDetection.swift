import QuotaModel

/// The encoding a log is read with, and why.
struct EncodingChoice {
    let encoding: LogEncoding
    let by: Inspection.EncodingSource
    /// The old font whose text the log holds in UTF-8.
    private(set) var font: OldFont?
    /// Some of this text as it reads in the font; none where its beginning holds none.
    private var fontSamples: [String] = []
    /// The encoding is the likeliest of several; people must be told.
    var isGuess = false
    /// What a person's choice contradicts.
    var looksLike: LogEncoding?

    init(encoding: LogEncoding, by: Inspection.EncodingSource, isGuess: Bool = false) {
        self.encoding = encoding
        self.by = by
        self.isGuess = isGuess
    }

    /// The log is UTF-8, its text or some of it in a font.
    ///
    /// - Parameter bytes: the log's beginning.
    mutating func read(in font: OldFont, _ bytes: ArraySlice<UInt8>) {
        self.font = font
        fontSamples = font.samples(in: bytes)
        if fontSamples.isEmpty { looksLike = .utf8 }
    }

    /// A decoder that begins at the file's first byte.
    var decoder: TextDecoder { TextDecoder(form: form) }

    private var form: TextDecoder.Form {
        if let font { return .font(font, isMarkup: false) }
        switch encoding {
        case .utf8: return .utf8
        case .utf16le: return .utf16(bigEndian: false)
        case .utf16be: return .utf16(bigEndian: true)
        case .windows1258: return .oneByte(.windows1258)
        case .viscii: return .oneByte(.viscii)
        case .tcvn3: return .oneByte(.tcvn3)
        case .vni: return .vni
        }
    }

    /// The log's beginning as UTF-8.
    func decode(_ prefix: some Collection<UInt8>, isWhole: Bool) -> [UInt8] {
        var decoder = decoder
        return Array(prefix).withUnsafeBytes { input in
            [UInt8](unsafeUninitializedCapacity: decoder.expansion * input.count + 16) { output, count in
                count =
                    decoder.decode(
                        input, isLast: isWhole, into: UnsafeMutableRawBufferPointer(output), broken: { _ in }
                    ).written
            }
        }
    }

    /// What people should know about the encoding.
    ///
    /// - Parameter samples: titles as they are read now.
    func remarks(source: String, samples: [String]) -> [Issue] {
        var remarks: [Issue] = []
        if let looksLike {
            remarks.append(
                Issue(
                    .encodingOverridden, at: SourceLocation(source), subject: encoding.rawValue,
                    found: looksLike.rawValue))
        }
        if isGuess {
            remarks.append(
                Issue(.encodingGuessed, at: SourceLocation(source), found: encoding.rawValue, expected: samples))
        }
        if let font, !fontSamples.isEmpty {
            remarks.append(
                Issue(.fontConverted, at: SourceLocation(source), found: font.rawValue, expected: fontSamples))
        }
        return remarks
    }
}

/// Finds a log's encoding in steps, the first that decides: what a person said, the byte order mark, zero bytes of
/// UTF-16, UTF-8, and last the one-byte encodings by the share of words that are possible Vietnamese syllables.
struct EncodingDetection {
    let source: String
    private let bytes: ArraySlice<UInt8>

    /// So many bytes are judged.
    private static let sample = 64 << 10

    init(source: String, prefix: [UInt8]) {
        self.source = source
        bytes = prefix.prefix(Self.sample)
    }

    /// - Throws: `ambiguous-encoding` with the candidates, `unknown-encoding` where none fits.
    func choose(said: LogEncoding?) throws -> EncodingChoice {
        guard let said else { return try found() }
        var choice = EncodingChoice(encoding: said, by: .option)
        let utf8 = UTF8Share(bytes)
        // Who says TCVN3 or VNI of UTF-8 text means its fonts.
        if said == .tcvn3 || said == .vni, utf8.isUTF8, utf8.sequences > 0 {
            choice.read(in: said == .tcvn3 ? .tcvn3 : .vni, bytes)
            return choice
        }
        if let found = try? found(), found.encoding != said, !(said.isOneByte && utf8.isASCII) {
            choice.looksLike = found.encoding
        }
        return choice
    }

    private func found() throws -> EncodingChoice {
        if let marked = byteOrderMark() { return withFont(EncodingChoice(encoding: marked, by: .bom)) }
        if let wide = UTF16Guess.guess(bytes) { return EncodingChoice(encoding: wide, by: .detected) }
        if UTF8Share(bytes).isUTF8 { return withFont(EncodingChoice(encoding: .utf8, by: .detected)) }
        return try likeliest()
    }

    private func byteOrderMark() -> LogEncoding? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16le }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16be }
        return nil
    }

    private func withFont(_ choice: EncodingChoice) -> EncodingChoice {
        guard choice.encoding == .utf8 else { return choice }
        var choice = choice
        if let font = OldFont.find(in: bytes) { choice.read(in: font, bytes) }
        return choice
    }

    // MARK: One-byte encodings

    /// Fewer possible syllables in a hundred words are no Vietnamese.
    private static let least = 60
    private static let hopeless = 30
    /// A lead that is no accident.
    private static let lead = 10

    private func likeliest() throws -> EncodingChoice {
        let scores = [LogEncoding.windows1258, .viscii, .tcvn3, .vni].map { encoding in
            (encoding: encoding, percent: percent(encoding))
        }
        // Of equals the order above holds; `sorted` is stable.
        let ranked = scores.sorted { $0.percent > $1.percent }
        let best = ranked[0]
        guard best.percent >= Self.hopeless else {
            throw Refusal(
                Issue(
                    .unknownEncoding, at: SourceLocation(source), expected: LogEncoding.allCases.map(\.rawValue)))
        }
        guard best.percent >= Self.least, best.percent - ranked[1].percent >= Self.lead else {
            let candidates = ranked.filter { $0.percent >= Self.hopeless }.map(\.encoding.rawValue)
            throw Refusal(Issue(.ambiguousEncoding, at: SourceLocation(source), expected: candidates))
        }
        return EncodingChoice(encoding: best.encoding, by: .detected, isGuess: true)
    }

    private func percent(_ encoding: LogEncoding) -> Int {
        let text = EncodingChoice(encoding: encoding, by: .detected).decode(bytes, isWhole: true)
        let score = SyllableScore(
            String(decoding: text, as: UTF8.self).unicodeScalars, checksCase: encoding != .tcvn3)
        return score.percent
    }
}

extension LogEncoding {
    /// A byte is a character, or half of one.
    var isOneByte: Bool {
        switch self {
        case .utf8, .utf16le, .utf16be: false
        case .windows1258, .viscii, .tcvn3, .vni: true
        }
    }
}

/// How far bytes are UTF-8.
struct UTF8Share {
    /// Characters outside ASCII.
    private(set) var sequences = 0
    private(set) var brokenBytes = 0

    init(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { all in
            // A character cut at the end says nothing.
            let text = UnsafeRawBufferPointer(rebasing: all[..<(all.count - UTF8Validation.incompleteTail(of: all))])
            var at = 0
            while at < text.count {
                let length = UTF8Validation.sequenceLength(at: at, in: text)
                if length == 0 { brokenBytes += 1 }
                if length > 1 { sequences += 1 }
                at += max(1, length)
            }
        }
    }

    var isASCII: Bool { sequences == 0 && brokenBytes == 0 }

    /// UTF-8, but for a few broken bytes: in another encoding sequences come about only by accident.
    var isUTF8: Bool { brokenBytes == 0 || sequences >= brokenBytes * 4 }
}
