import QuotaModel

/// Bytes of a cell, UTF-8, as the readers hand them over.
typealias CellBytes = UnsafeRawBufferPointer

extension UnsafeRawBufferPointer {
    /// Whether nothing but white space and invisible characters is in it: what `MatchKey` calls empty.
    var isBlank: Bool {
        guard let first = self.first else { return true }
        if first > 0x20, first < 0x7F || beginsWithLetter { return false }
        return MatchKeyScan.isBlank(self)
    }

    /// Whether it begins with one of the letters beyond ASCII that Vietnamese uses. No is no proof of the contrary.
    var beginsWithLetter: Bool {
        0xC3...0xCB ~= self[0] || (count > 1 && self[0] == 0xE1 && 0xB8...0xBB ~= self[1])
    }

    /// Without the white space at both ends; NBSP and the byte order mark count as white space.
    var trimmed: UnsafeRawBufferPointer {
        guard let first = self.first, let last = self.last else { return self }
        if first > 0x20, first < 0x7F, last > 0x20, last < 0x7F { return self }
        return MatchKeyScan.trimmed(self)
    }

    /// The text in NFC; bytes that are no UTF-8 become U+FFFD.
    var text: String {
        let text = String(decoding: self, as: UTF8.self)
        return isSurelyComposed ? text : composed(text)
    }

    /// Whether every character is one that NFC leaves alone wherever it stands: ASCII, the Latin letters that
    /// Vietnamese uses, common punctuation. No is no proof of the contrary.
    var isSurelyComposed: Bool {
        var at = 0
        while at &+ 8 <= count, loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
            at &+= 8
        }
        while at < count {
            let byte = self[at]
            if byte < 0x80 {
                at += 1
            } else if 0xC3...0xCB ~= byte || byte == 0xC2 {
                at += 2
            } else if byte == 0xE1, at + 1 < count, 0xB8...0xBB ~= self[at + 1] {
                at += 3
            } else if byte == 0xE2, at + 2 < count, self[at + 1] == 0x80, self[at + 2] >= 0x90 {
                at += 3
            } else {
                return false
            }
        }
        return true
    }

    /// The same bytes? The last few together with some before them, so that nothing is done byte by byte.
    @inline(__always)
    func equals(_ other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        guard count >= 8 else { return equalsShort(other) }
        var at = 0
        while at &+ 8 < count {
            if !hasSame(UInt64.self, as: other, at: at) { return false }
            at &+= 8
        }
        return hasSame(UInt64.self, as: other, at: count &- 8)
    }

    @inline(__always)
    private func equalsShort(_ other: UnsafeRawBufferPointer) -> Bool {
        if count >= 4 {
            return hasSame(UInt32.self, as: other, at: 0) && hasSame(UInt32.self, as: other, at: count &- 4)
        }
        if count >= 2 {
            return hasSame(UInt16.self, as: other, at: 0) && hasSame(UInt16.self, as: other, at: count &- 2)
        }
        return count == 0 || self[0] == other[0]
    }

    @inline(__always)
    private func hasSame<Word: FixedWidthInteger & BitwiseCopyable>(
        _: Word.Type, as other: UnsafeRawBufferPointer, at place: Int
    ) -> Bool {
        loadUnaligned(fromByteOffset: place, as: Word.self) == other.loadUnaligned(fromByteOffset: place, as: Word.self)
    }
}

/// The slow side of `isBlank` and `trimmed`: white space outside ASCII.
private enum MatchKeyScan {
    static func isBlank(_ bytes: UnsafeRawBufferPointer) -> Bool {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy(isSpace)
    }

    static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var start = 0
        var end = bytes.count
        while start < end, let length = spaceLength(at: start, in: bytes) { start += length }
        while end > start {
            var last = end - 1
            while last > start, bytes[last] & 0xC0 == 0x80 { last -= 1 }
            guard let length = spaceLength(at: last, in: bytes), last + length == end else { break }
            end = last
        }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    }

    /// Bytes of the white space or invisible character at this offset, nil where there is another character.
    private static func spaceLength(at offset: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
        let byte = bytes[offset]
        if byte < 0x80 { return byte == 0x20 || 0x09...0x0D ~= byte ? 1 : nil }
        let length = UTF8Validation.sequenceLength(at: offset, in: bytes)
        guard length > 1 else { return nil }
        let scalars = String(decoding: bytes[offset..<offset + length], as: UTF8.self).unicodeScalars
        guard let scalar = scalars.first else { return nil }
        return isSpace(scalar) ? length : nil
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.isWhiteSpace || scalar.isInvisible }
}
