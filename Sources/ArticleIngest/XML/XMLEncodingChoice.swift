import QuotaModel

/// In which encoding an XML file is read, and who decided that.
///
/// What a person set wins; then a byte-order mark, which nobody writes by mistake; then what the bytes of the first
/// tag show (UTF-16 without a mark); then the declaration; else it is UTF-8. A declaration that the bytes contradict is
/// overruled and that is said: the parser refuses whatever is not valid in the encoding that was chosen.
struct XMLEncodingChoice {
    enum Decoding {
        case utf8
        /// Made UTF-8 before the parser sees it.
        case transcoded(TextDecoder.Form)
        /// One of libxml2's converters, by name.
        case converter(String)
    }

    let name: String
    let by: Inspection.EncodingSource
    let decoding: Decoding
    /// How many bytes the byte-order mark has.
    let markLength: Int
    /// What the bytes look like, where they are read in another encoding.
    let seeming: String?
    let remarks: [Issue]

    /// The encodings that a declaration may name.
    static let known = ["utf-8", "utf-16", "us-ascii", "iso-8859-1", "windows-1252", "windows-1258", "viscii"]

    /// - Parameters:
    ///   - head: the first bytes, with mark and declaration.
    ///   - sample: more of them, by which the text of an old font is told.
    /// - Throws: a `Refusal` with `unknown-encoding`.
    init(head: [UInt8], sample: ArraySlice<UInt8>, option: LogEncoding?, source: String) throws {
        let place = SourceLocation(source)
        let mark = Self.mark(head)
        if mark?.isWide ?? Self.isWide(head) {
            throw Refusal(Issue(.unknownEncoding, at: place, found: "utf-32", expected: Self.known))
        }
        let shown = mark?.encoding ?? Self.wide(head)
        let declared = Self.declared(head, in: shown)
        markLength = mark?.length ?? 0
        var decoding: Decoding
        if let option {
            by = .option
            decoding = Self.decoding(of: option, sample)
            name = option.rawValue
        } else if let shown {
            by = mark == nil ? .detected : .bom
            decoding = Self.decoding(ofShown: shown)
            name = shown.rawValue
        } else if let declared {
            guard let told = Self.decoding(ofDeclared: declared) else {
                throw Refusal(Issue(.unknownEncoding, at: place, found: declared, expected: Self.known))
            }
            decoding = told
            let overruled = declared.hasPrefix("utf-16")
            by = overruled ? .detected : .declared
            name = told.isUTF8 && declared != "us-ascii" ? LogEncoding.utf8.rawValue : declared
        } else {
            by = .detected
            decoding = .utf8
            name = LogEncoding.utf8.rawValue
        }
        if decoding.isUTF8, option == nil, let font = OldFont.find(in: sample, isMarkup: true) {
            decoding = .transcoded(.font(font, isMarkup: true))
        }
        self.decoding = decoding
        if case .converter = decoding, Self.isUTF8(sample) {
            seeming = LogEncoding.utf8.rawValue
        } else {
            seeming = nil
        }
        let told = Self.remarks(used: name, by: by, mark: mark?.encoding, declared: declared, seeming, at: place)
        let fonts = Self.fontRemarks(decoding, sample, at: place)
        remarks = told + (told.isEmpty ? fonts : fonts.filter { $0.code == .fontConverted })
    }

    /// The name of libxml2's converter, where one is needed.
    var converter: String? {
        if case .converter(let name) = decoding { name } else { nil }
    }

    private static func mark(_ head: [UInt8]) -> (encoding: LogEncoding, length: Int, isWide: Bool)? {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3, false) }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16le, 2, head.starts(with: [0xFF, 0xFE, 0, 0])) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16be, 2, false) }
        return nil
    }

    /// UTF-32, which no log is written in.
    private static func isWide(_ head: [UInt8]) -> Bool {
        head.starts(with: [0, 0, 0xFE, 0xFF]) || head.starts(with: [0x3C, 0, 0, 0])
            || head.starts(with: [0, 0, 0, 0x3C])
    }

    /// UTF-16 without a mark shows itself in the `<` of its first tag.
    private static func wide(_ head: [UInt8]) -> LogEncoding? {
        if head.starts(with: [0x3C, 0]) { return .utf16le }
        return head.starts(with: [0, 0x3C]) ? .utf16be : nil
    }

    private static func decoding(ofShown encoding: LogEncoding) -> Decoding {
        switch encoding {
        case .utf16le: .transcoded(.utf16(bigEndian: false))
        case .utf16be: .transcoded(.utf16(bigEndian: true))
        default: .utf8
        }
    }

    /// As for CSV, who says TCVN3 or VNI of UTF-8 text means its fonts. No declaration names them: their files call themselves
    /// something else.
    private static func decoding(of option: LogEncoding, _ sample: ArraySlice<UInt8>) -> Decoding {
        switch option {
        case .utf8, .utf16le, .utf16be: decoding(ofShown: option)
        case .windows1258, .viscii: .converter(option.rawValue)
        case .tcvn3: .transcoded(isUTF8(sample) ? .font(.tcvn3, isMarkup: true) : .oneByte(.tcvn3))
        case .vni: .transcoded(isUTF8(sample) ? .font(.vni, isMarkup: true) : .vni)
        }
    }

    private static func isUTF8(_ sample: ArraySlice<UInt8>) -> Bool {
        let share = UTF8Share(sample)
        return share.isUTF8 && share.sequences > 0
    }

    private static func fontRemarks(_ decoding: Decoding, _ sample: ArraySlice<UInt8>, at place: SourceLocation)
        -> [Issue]
    {
        guard case .transcoded(.font(let font, _)) = decoding else { return [] }
        let samples = font.samples(in: sample, isMarkup: true)
        guard !samples.isEmpty else {
            let said: LogEncoding = font == .tcvn3 ? .tcvn3 : .vni
            return [Issue(.encodingOverridden, at: place, subject: said.rawValue, found: LogEncoding.utf8.rawValue)]
        }
        return [Issue(.fontConverted, at: place, found: font.rawValue, expected: samples)]
    }

    /// A declaration that can be read byte by byte is certainly not in UTF-16, whatever it says: .NET writes that into
    /// files that it then saves as UTF-8.
    private static func decoding(ofDeclared name: String) -> Decoding? {
        switch name {
        case "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be": return .utf8
        case "viscii", "latin1", "iso-8859-1": return .converter(name)
        default:
            let isFamily = ["iso-8859-", "windows-125", "cp125"].contains { name.hasPrefix($0) }
            return isFamily && XMLPushParser.hasConverter(named: name) ? .converter(name) : nil
        }
    }

    private static func remarks(
        used: String, by: Inspection.EncodingSource, mark: LogEncoding?, declared: String?, _ seeming: String?,
        at place: SourceLocation
    ) -> [Issue] {
        if by == .declared, let seeming {
            return [Issue(.encodingOverridden, at: place, subject: used, found: seeming, expected: [seeming])]
        }
        var said: [String] = []
        if by == .option, let mark { said.append(mark.rawValue) }
        if let declared, by != .declared { said.append(declared) }
        let usedFamily = family(used)
        return said.filter { family($0) != usedFamily }.prefix(1).map {
            Issue(.encodingOverridden, at: place, subject: used, found: $0)
        }
    }

    /// UTF-16 is declared without its byte order.
    private static func family(_ name: String) -> String {
        switch name {
        case "utf8", "us-ascii", "ascii": "utf-8"
        case "utf-16le", "utf-16be": "utf-16"
        default: name
        }
    }

    /// The encoding that the XML declaration names, in lower case.
    private static func declared(_ head: [UInt8], in shown: LogEncoding?) -> String? {
        let marks: Set<UInt8> = [0, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF]
        let isWide = shown == .utf16le || shown == .utf16be
        let ascii = head.prefix(isWide ? 1_024 : 512).filter { !marks.contains($0) }
        guard ascii.starts(with: "<?xml".utf8), let close = ascii.firstIndex(of: UInt8(ascii: "?"), after: 2) else {
            return nil
        }
        let declaration = String(decoding: ascii[..<close], as: UTF8.self)
        let words = declaration.split { $0 == "=" || $0 == "\"" || $0 == "'" || $0.isWhitespace }
        guard let index = words.firstIndex(of: "encoding"), index + 1 < words.count else { return nil }
        return words[index + 1].lowercased()
    }
}

extension XMLEncodingChoice.Decoding {
    var isUTF8: Bool { if case .utf8 = self { true } else { false } }
}

extension [UInt8] {
    fileprivate func firstIndex(of byte: UInt8, after offset: Int) -> Int? { self[offset...].firstIndex(of: byte) }
}
