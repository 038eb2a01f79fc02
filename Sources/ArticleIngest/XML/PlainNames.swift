import Glibc

/// Names of elements or of attributes as a log writes them, each with the addresses that the parser gives its parts.
/// Files repeat themselves: the name that followed the last one the time before is tried first.
struct PlainNames {
    struct Known {
        // Never changed and never moved, so that names are compared in place.
        let bytes: UnsafeMutablePointer<UInt8>
        let count: Int
        let name: InternedName
        var follower = 0
    }

    /// A log that has more is not plain.
    private static let most = 256

    private var known: ContiguousArray<Known> = []
    private var last = 0

    subscript(place: Int) -> Known { known[place] }

    func free() {
        for name in known { name.bytes.deallocate() }
    }

    /// What is not ASCII is left to the parser, which counts its columns in its own way; so is what begins with `xml`.
    mutating func learn(_ name: InternedName) {
        guard known.count < Self.most, !known.contains(where: { $0.name == name }) else { return }
        let written = Array(name.name.written.utf8)
        guard written.allSatisfy({ $0 < 0x80 }), !written.starts(with: "xml".utf8) else { return }
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: written.count)
        bytes.initialize(from: written, count: written.count)
        known.append(Known(bytes: bytes, count: written.count, name: name))
    }

    /// The name that stands at the beginning of so many bytes, nil where it is not known.
    mutating func find(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        guard !known.isEmpty else { return nil }
        let likely = known[last].follower
        if known[likely].count < count, !Self.isName(text[known[likely].count]),
            memcmp(text, known[likely].bytes, known[likely].count) == 0
        {
            last = likely
            return likely
        }
        var length = 0
        while length < count, Self.isName(text[length]) { length += 1 }
        let found = known.indices.first { known[$0].count == length && memcmp(text, known[$0].bytes, length) == 0 }
        if let found {
            known[last].follower = found
            last = found
        }
        return found
    }

    private static func isName(_ byte: UInt8) -> Bool {
        byte > UInt8(ascii: ">")
            || byte != UInt8(ascii: ">") && byte != UInt8(ascii: "=") && byte != UInt8(ascii: "/")
                && byte > UInt8(ascii: " ")
    }
}
