import Foundation

/// Digests as people and programs read them.
public enum DigestText {
    /// Lower-case hexadecimal, as payloads and blobs are named.
    public static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Nil unless the text is an even number of lower-case hexadecimal digits.
    public static func bytes(hexadecimal text: String) -> [UInt8]? {
        let digits = text.utf8.map { digit -> UInt8? in
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
            default: nil
            }
        }
        guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
        let known = digits.compactMap(\.self)
        return stride(from: 0, to: known.count, by: 2).map { known[$0] << 4 | known[$0 + 1] }
    }

    /// Base64 with padding, as checkpoints and keys write digests.
    public static func base64(_ bytes: some Sequence<UInt8>) -> String { Data(bytes).base64EncodedString() }

    /// Nil unless the text is the base64 that `base64` writes.
    public static func bytes(base64 text: some StringProtocol) -> [UInt8]? {
        guard let data = Data(base64Encoded: String(text)), base64(data) == text else { return nil }
        return Array(data)
    }
}
