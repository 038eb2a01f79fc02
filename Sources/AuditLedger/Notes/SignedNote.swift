import Foundation

/// A text with signatures below it, in the form of C2SP signed-note: the text, an empty line, and for each signature a
/// line `— name base64(key hash ‖ signature)`.
public struct SignedNote: Hashable, Sendable {
    /// One line below the text.
    public struct Signature: Hashable, Sendable {
        /// The key's name, which anybody may write.
        public let name: String
        /// Four bytes that tell keys of one name apart.
        public let keyHash: [UInt8]
        /// The signature itself, not checked here.
        public let bytes: [UInt8]
    }

    /// Ends with a newline.
    public let text: String
    /// None where nobody signed.
    public let signatures: [Signature]

    /// A text that nobody has signed.
    public init(text: String) {
        self.text = text
        signatures = []
    }

    init(text: String, signatures: [Signature]) {
        self.text = text
        self.signatures = signatures
    }

    /// The note as it is written.
    public var written: String {
        guard !signatures.isEmpty else { return text }
        return text + "\n" + signatures.map { "— \($0.name) \(DigestText.base64($0.keyHash + $0.bytes))\n" }.joined()
    }

    /// Nil where what follows the last empty line are no signatures, where the last line does not end, and where a
    /// control character other than the newline stands in it. A text without an empty line has no signatures.
    public init?(written: String) {
        guard written.hasSuffix("\n"),
            !written.unicodeScalars.contains(where: { $0 != "\n" && $0.properties.generalCategory == .control })
        else { return nil }
        guard let gap = written.range(of: "\n\n", options: .backwards) else {
            self.init(text: written)
            return
        }
        var signatures: [Signature] = []
        for line in written[gap.upperBound...].split(separator: "\n") {
            guard let signature = Self.signature(line) else { return nil }
            signatures.append(signature)
        }
        guard !signatures.isEmpty else { return nil }
        self.init(text: written[..<gap.lowerBound] + "\n", signatures: signatures)
    }

    private static func signature(_ line: Substring) -> Signature? {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "—", KeyName.isGood(parts[1]),
            let bytes = DigestText.bytes(base64: parts[2]), bytes.count > 4
        else { return nil }
        return Signature(name: String(parts[1]), keyHash: Array(bytes[..<4]), bytes: Array(bytes[4...]))
    }
}

/// What keys may be called.
public enum KeyName {
    /// Not empty, without white space and plus signs.
    public static func isGood(_ name: some StringProtocol) -> Bool {
        !name.isEmpty && !name.unicodeScalars.contains(where: isSeparator)
    }

    /// The text as a name: what may not stand in one becomes a hyphen.
    public static func made(of text: String) -> String {
        let words = text.unicodeScalars.split(whereSeparator: isSeparator).map { String($0) }
        return words.isEmpty ? "quota-cli" : words.joined(separator: "-")
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "+" || scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
    }
}
