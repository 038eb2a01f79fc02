import CByteMasks
import Glibc

/// Reads pieces of the plainest markup several times as fast as libxml2: tags whose names are known, with attributes
/// written as everybody does, and text with nothing in it but the five entities. Whatever else a piece holds (comments,
/// CDATA, instructions, other references, names never met, anything that could be an error) it is not read here at all:
/// so all that is said of a piece is what libxml2 says of it, to the column.
///
/// An object, because it owns memory. Each core has its own.
final class PlainMarkup {
    private var elements = PlainNames()
    private var attributes = PlainNames()
    /// The names of the elements that are open in the piece.
    private var open: ContiguousArray<Int> = []
    /// Five addresses for each attribute of a tag, as the parser hands them over.
    private var parts: ContiguousArray<UnsafePointer<UInt8>?> = []
    private var continuations: ContiguousArray<UInt64> = []
    private var before: ContiguousArray<UInt32> = []

    /// A piece in which this many elements are open in each other is not plain: libxml2 has a limit of its own.
    private static let mostOpen = 100

    deinit {
        elements.free()
        attributes.free()
    }

    /// Names that the parser has met in records.
    func learn(_ paths: [XMLPaths.News]) {
        for path in paths {
            if path.isAttribute { attributes.learn(path.name) } else { elements.learn(path.name) }
        }
    }

    /// Hands the elements and texts of a piece to a collector, with the piece's first line.
    ///
    /// - Returns: whether it was plain; if not, what the collector was told must be forgotten.
    func read(_ bytes: UnsafeRawBufferPointer, line: Int, into collector: inout XMLRecordCollector) -> Bool {
        guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else { return true }
        let blocks = bytes.count / 64 + 1
        if continuations.count < blocks {
            continuations = ContiguousArray(repeating: 0, count: blocks)
            before = ContiguousArray(repeating: 0, count: blocks)
        }
        open.removeAll(keepingCapacity: true)
        return continuations.withUnsafeMutableBufferPointer { continuations in
            before.withUnsafeMutableBufferPointer { before in
                guard let bits = continuations.baseAddress, let counts = before.baseAddress else { return false }
                let seen = byte_masks_measure(start, UInt64(bytes.count), bits, counts)
                guard Self.isText(bytes, seen: seen) else { return false }
                var walk = Walk(
                    start: start, count: bytes.count, hasReferences: seen & UInt32(BYTE_MASKS_AMPERSAND) != 0,
                    hasReturns: seen & UInt32(BYTE_MASKS_RETURN) != 0, continuations: bits, before: counts,
                    line: line)
                return walk.run(&elements, &attributes, &open, &parts, &collector, mostOpen: Self.mostOpen)
            }
        }
    }

    /// Is all of it characters that XML allows, and no `]]>` among them?
    private static func isText(_ bytes: UnsafeRawBufferPointer, seen: UInt32) -> Bool {
        guard seen & UInt32(BYTE_MASKS_CONTROL) == 0 else { return false }
        if seen & UInt32(BYTE_MASKS_ODD) != 0, forbidden.contains(where: { holds($0, bytes) }) { return false }
        return UTF8Validation.isValid(bytes)
    }

    /// `]]>`, U+FFFE and U+FFFF.
    private static let forbidden: [[UInt8]] = [[0x5D, 0x5D, 0x3E], [0xEF, 0xBF, 0xBE], [0xEF, 0xBF, 0xBF]]

    private static func holds(_ odd: [UInt8], _ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes[...]
        while let found = rest.find(odd[0]) {
            if bytes[found...].starts(with: odd) { return true }
            rest = bytes[(found + 1)...]
        }
        return false
    }
}

/// One walk over a piece.
private struct Walk {
    // The piece's own memory, read in place while the walk lasts.
    let start: UnsafePointer<UInt8>
    let count: Int
    let hasReferences: Bool
    let hasReturns: Bool
    let continuations: UnsafeMutablePointer<UInt64>
    let before: UnsafeMutablePointer<UInt32>
    var line: Int
    private var at = 0
    /// The first line feed that the walk has not passed.
    private var nextBreak: Int
    /// The characters of the piece before the line.
    private var charactersBefore = 0

    init(
        start: UnsafePointer<UInt8>, count: Int, hasReferences: Bool, hasReturns: Bool,
        continuations: UnsafeMutablePointer<UInt64>, before: UnsafeMutablePointer<UInt32>, line: Int
    ) {
        self.start = start
        self.count = count
        self.hasReferences = hasReferences
        self.hasReturns = hasReturns
        self.continuations = continuations
        self.before = before
        self.line = line
        nextBreak = 0
        nextBreak = find(UInt8(ascii: "\n"), from: 0, to: count) ?? .max
    }

    private func find(_ byte: UInt8, from begin: Int, to end: Int) -> Int? {
        guard let found = memchr(start + begin, Int32(byte), end - begin) else { return nil }
        return UnsafeRawPointer(start).distance(to: found)
    }

    /// How many characters begin before this place.
    private func characters(before place: Int) -> Int {
        let block = place >> 6
        let bits = continuations[block] & ((1 << UInt64(place & 63)) - 1)
        return place - Int(before[block]) - bits.nonzeroBitCount
    }

    /// The column of a byte on the line that the walk is on.
    private func column(of place: Int) -> Int { characters(before: place) - charactersBefore + 1 }

    private mutating func passBreaks(before place: Int) {
        while nextBreak < place {
            line += 1
            charactersBefore = characters(before: nextBreak + 1)
            nextBreak = find(UInt8(ascii: "\n"), from: nextBreak + 1, to: count) ?? .max
        }
    }

    mutating func run(
        _ elements: inout PlainNames, _ attributes: inout PlainNames, _ open: inout ContiguousArray<Int>,
        _ parts: inout ContiguousArray<UnsafePointer<UInt8>?>, _ collector: inout XMLRecordCollector, mostOpen: Int
    ) -> Bool {
        while at < count {
            guard let tag = find(UInt8(ascii: "<"), from: at, to: count), tag + 2 < count else { return false }
            if tag > at, !text(at..<tag, isOutside: open.isEmpty, &collector) { return false }
            at = tag
            if start[tag + 1] == UInt8(ascii: "/") {
                guard let last = open.popLast(), end(elements[last], &collector) else { return false }
                continue
            }
            guard let element = elements.find(start + tag + 1, count - tag - 1) else { return false }
            at += 1 + elements[element].count
            parts.removeAll(keepingCapacity: true)
            guard readAttributes(&attributes, &parts), at + 1 < count else { return false }
            let isEmpty = start[at] == UInt8(ascii: "/")
            guard start[isEmpty ? at + 1 : at] == UInt8(ascii: ">"), open.count < mostOpen else { return false }
            begin(elements[element].name, &parts, tag: tag, &collector)
            at += isEmpty ? 2 : 1
            if isEmpty { close(&collector) } else { open.append(element) }
            if collector.hasFailed { return false }
        }
        return open.isEmpty
    }

    // MARK: Tags

    private func begin(
        _ name: InternedName, _ parts: inout ContiguousArray<UnsafePointer<UInt8>?>, tag: Int,
        _ collector: inout XMLRecordCollector
    ) {
        // Behind the tag, as the parser tells it: for `/>` behind the slash.
        let place = XMLPlace(line: line, column: column(of: at) + 1, byte: at)
        parts.withUnsafeMutableBufferPointer { parts in
            let attributes = InternedAttributes(parts.baseAddress, count: parts.count / 5)
            if collector.start(name, attributes, at: place) {
                let begin = XMLPlace(line: line, column: column(of: tag), byte: tag)
                collector.begin(record: begin, attributes, at: place)
            }
        }
    }

    private mutating func end(_ element: PlainNames.Known, _ collector: inout XMLRecordCollector) -> Bool {
        let name = at + 2
        guard name + element.count < count, memcmp(start + name, element.bytes, element.count) == 0,
            start[name + element.count] == UInt8(ascii: ">")
        else { return false }
        at = name + element.count + 1
        close(&collector)
        return !collector.hasFailed
    }

    private func close(_ collector: inout XMLRecordCollector) {
        if collector.end() { collector.finishRecord(at: XMLPlace(line: line, column: 0, byte: at)) }
    }

    /// To the end of the tag: ` name="value"` again and again.
    private mutating func readAttributes(
        _ attributes: inout PlainNames, _ parts: inout ContiguousArray<UnsafePointer<UInt8>?>
    ) -> Bool {
        while at < count, start[at] == UInt8(ascii: " ") {
            at += 1
            guard at < count else { return false }
            if start[at] == UInt8(ascii: ">") || start[at] == UInt8(ascii: "/") { return true }
            guard let found = attributes.find(start + at, count - at) else { return false }
            let attribute = attributes[found]
            at += attribute.count
            guard at + 2 < count, start[at] == UInt8(ascii: "=") else { return false }
            let quote = start[at + 1]
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return false }
            let begin = at + 2
            guard let end = find(quote, from: begin, to: count), isValue(begin..<end) else { return false }
            // The same name twice is an error; with prefixes it may be the same name in other words.
            for other in stride(from: 0, to: parts.count, by: 5) where parts[other] == attribute.name.local {
                return false
            }
            parts.append(attribute.name.local)
            parts.append(attribute.name.prefix)
            parts.append(attribute.name.namespace)
            parts.append(start + begin)
            parts.append(start + end)
            at = end + 1
        }
        return true
    }

    private func isValue(_ range: Range<Int>) -> Bool {
        for place in range
        where start[place] < 0x20 || start[place] == UInt8(ascii: "<") || start[place] == UInt8(ascii: "&") {
            return false
        }
        return true
    }

    // MARK: Text

    private mutating func text(_ range: Range<Int>, isOutside: Bool, _ collector: inout XMLRecordCollector) -> Bool {
        passBreaks(before: range.upperBound)
        if hasReturns, !areReturnsPlain(range, isOutside: isOutside) { return false }
        guard hasReferences else { return !add(range, &collector) }
        var begin = range.lowerBound
        while let ampersand = find(UInt8(ascii: "&"), from: begin, to: range.upperBound) {
            guard let reference = Self.references.first(where: { stands($0.text, at: ampersand, to: range.upperBound) })
            else { return false }
            if add(begin..<ampersand, &collector) || add(reference.meaning, &collector) { return false }
            begin = ampersand + reference.text.utf8CodeUnitCount
        }
        return !add(begin..<range.upperBound, &collector)
    }

    /// Line ends of two bytes are one between records, where text is not read; elsewhere they are left to the parser.
    private func areReturnsPlain(_ range: Range<Int>, isOutside: Bool) -> Bool {
        var begin = range.lowerBound
        while let found = find(UInt8(ascii: "\r"), from: begin, to: range.upperBound) {
            guard isOutside, found + 1 < range.upperBound, start[found + 1] == UInt8(ascii: "\n") else { return false }
            begin = found + 1
        }
        return true
    }

    /// - Returns: whether the record has more text than allowed.
    private func add(_ range: Range<Int>, _ collector: inout XMLRecordCollector) -> Bool {
        guard !range.isEmpty else { return false }
        return collector.text(UnsafeRawBufferPointer(start: start + range.lowerBound, count: range.count))
    }

    private func add(_ meaning: UInt8, _ collector: inout XMLRecordCollector) -> Bool {
        withUnsafeBytes(of: meaning) { collector.text($0) }
    }

    private static let references: [(text: StaticString, meaning: UInt8)] = [
        ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
        ("&quot;", UInt8(ascii: "\"")), ("&apos;", UInt8(ascii: "'")),
    ]

    private func stands(_ text: StaticString, at place: Int, to end: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        return place + length <= end && memcmp(start + place, text.utf8Start, length) == 0
    }
}
