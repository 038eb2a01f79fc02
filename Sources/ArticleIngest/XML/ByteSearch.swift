import CByteMasks
import Glibc

extension Slice<UnsafeRawBufferPointer> {
    /// The offset in the whole buffer of the first such byte in this part of it.
    func find(_ byte: UInt8) -> Int? {
        // memchr looks at many bytes at a time; the buffer is the whole one's own memory.
        guard let start = base.baseAddress, !isEmpty,
            let found = memchr(start + startIndex, Int32(byte), count)
        else { return nil }
        return start.distance(to: found)
    }
}

extension UnsafeRawBufferPointer {
    var lineFeeds: Int {
        guard let start = baseAddress else { return 0 }
        return Int(byte_masks_line_feeds(start.assumingMemoryBound(to: UInt8.self), UInt64(count)))
    }
}
