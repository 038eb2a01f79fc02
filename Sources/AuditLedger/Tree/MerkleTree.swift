import Crypto

/// The tree of RFC 6962 over the entries of a history (contract, section 9).
public enum MerkleTree {
    /// The digest of an entry: SHA-256(0x00 ‖ entry).
    public static func leaf(_ entry: some Sequence<UInt8>) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: [UInt8](repeating: 0, count: 1))
        if entry.withContiguousStorageIfAvailable({ hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }) == nil {
            hash.update(data: Array(entry))
        }
        return Array(hash.finalize())
    }

    /// The digest of two subtrees: SHA-256(0x01 ‖ left ‖ right).
    public static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        pair(1, left, right)
    }

    /// What binds an entry to all before it, in order: SHA-256(0x02 ‖ link of the entry before ‖ leaf). It tells
    /// which entry is the first wrong one where the tree can only tell that one of several is.
    static func link(_ previous: [UInt8], _ leaf: [UInt8]) -> [UInt8] {
        pair(2, previous, leaf)
    }

    /// The link before the first entry.
    static let firstLink = [UInt8](repeating: 0, count: 32)

    /// The root of a tree without entries.
    public static let emptyRoot = Array(SHA256.hash(data: [UInt8]()))

    private static func pair(_ mark: UInt8, _ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        withUnsafeTemporaryAllocation(byteCount: 1 + left.count + right.count, alignment: 1) { bytes in
            bytes[0] = mark
            UnsafeMutableRawBufferPointer(rebasing: bytes[1...]).copyBytes(from: left)
            UnsafeMutableRawBufferPointer(rebasing: bytes[(1 + left.count)...]).copyBytes(from: right)
            return Array(SHA256.hash(bufferPointer: UnsafeRawBufferPointer(bytes)))
        }
    }
}

extension SHA256 {
    fileprivate static func hash(bufferPointer: UnsafeRawBufferPointer) -> SHA256Digest {
        var hash = SHA256()
        hash.update(bufferPointer: bufferPointer)
        return hash.finalize()
    }
}
