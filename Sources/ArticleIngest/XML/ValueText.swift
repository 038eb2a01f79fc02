/// What is done to the bytes of a value before it is handed over.
enum ValueText {
    /// Without XML's white space at both ends: exporters pad CDATA with line breaks.
    static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, isSpace(bytes[start]) { start += 1 }
        while start < end, isSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// An attribute's value as it was meant: the parser leaves `&` as `&#38;` and has resolved everything else.
    static func append(attribute value: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        var rest = value[...]
        while let ampersand = rest.find(UInt8(ascii: "&")) {
            bytes.append(contentsOf: rest[..<(ampersand + 1)])
            let behind = rest[(ampersand + 1)...]
            rest = behind.starts(with: "#38;".utf8) ? behind.dropFirst(4) : behind
        }
        bytes.append(contentsOf: rest)
    }

    static func cleaned(_ raw: [UInt8], _ cleaning: FieldUse.Cleaning, isNumber: Bool) -> [UInt8] {
        switch cleaning {
        case .none: raw
        case .databaseTime: isNoTime(raw) ? [] : raw
        case .databaseTimeGMT: isNoTime(raw) ? [] : raw + [UInt8(ascii: "Z")]
        case .sharePoint: sharePoint(raw, isNumber: isNumber)
        case .liferayStatus: liferayStatus(raw)
        }
    }

    private static func isNoTime(_ raw: [UInt8]) -> Bool { raw.isEmpty || raw.starts(with: "0000-00-00".utf8) }

    /// `12;#Tên` and `12;#A;#15;#B` are lookups, `;#A;#B;#` choices, `string;#Tên` computed values.
    private static func sharePoint(_ raw: [UInt8], isNumber: Bool) -> [UInt8] {
        let text = String(decoding: raw, as: UTF8.self)
        var parts = text.split(separator: ";#")
        if parts.count > 1 || text.contains(";#") {
            let isPairs = parts.count % 2 == 0 && parts.enumerated().allSatisfy { $0 % 2 == 1 || isDigits($1) }
            if let type = parts.first, ["string", "float", "datetime", "boolean"].contains(type) {
                parts.removeFirst()
            } else if isPairs {
                parts = parts.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
            }
        }
        return Array(parts.map { isNumber ? whole($0) : $0 }.joined(separator: ";").utf8)
    }

    private static func isDigits(_ text: Substring) -> Bool { text.utf8.allSatisfy { 0x30...0x39 ~= $0 } }

    /// SharePoint writes 350 as `350.000000000000`.
    private static func whole(_ number: Substring) -> Substring {
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count > 3, parts[1].allSatisfy({ $0 == "0" }) else { return number }
        return parts[0]
    }

    private static func liferayStatus(_ raw: [UInt8]) -> [UInt8] {
        switch String(decoding: raw, as: UTF8.self) {
        case "0": Array("published".utf8)
        case "1": Array("submitted".utf8)
        case "2": Array("draft".utf8)
        case "4": Array("returned".utf8)
        default: raw
        }
    }
}
