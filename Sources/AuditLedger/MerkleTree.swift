import Crypto

/// The tree of RFC 6962 over the entries of a history (contract, section 9).
public enum MerkleTree {
    /// The digest of an entry: SHA-256(0x00 ‖ entry).
    public static func leaf(_ entry: some Sequence<UInt8>) -> [UInt8] {
        Array(SHA256.hash(data: [0] + Array(entry)))
    }

    /// The digest of two subtrees: SHA-256(0x01 ‖ left ‖ right).
    public static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: [1] + left + right))
    }
}
