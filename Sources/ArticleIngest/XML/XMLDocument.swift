import QuotaModel

/// An XML log that is being read: its bytes, measured markup, and the parser that has read it from the beginning.
///
/// Between records the markup can be cut into pieces that other parsers read. Tags, quotes, comments and CDATA are
/// followed exactly, so no cut is ever guessed. An object that several threads ask for the next piece; the lock lets one
/// of them read at a time. They also ask for parsers, which are made of what no longer changes once the log is being cut.
/// All else, the parser of the whole log too, belongs to one thread at a time.
final class XMLDocument<Source: ByteSource>: @unchecked Sendable {
    let encoding: XMLEncodingChoice
    /// How many bytes there are in all, where that is known beforehand.
    let size: Int?
    private let lock = ThreadLock()
    private let source: String
    private let limits: ReadingLimits
    private let mapping: XMLMapping
    private let constants: [Field: String]
    private let parser: XMLPushParser
    private let window: MarkupWindow
    private var bytes: XMLBytes
    /// What is left of the source, when nobody reads any more.
    private(set) var rest: Source
    /// All bytes are in the window or behind it.
    private var isAtEnd = false
    private var failure: (any Error)?
    /// The document up to the first record; nil: it is too long for every core to read it.
    private var beginning: [UInt8]? = []
    private var isCutting = false
    /// Where the first record begins and how deep it lies, as the parser had it when the cutting began.
    private var firstRecord: (byte: Int, depth: Int)?
    private var line = 1
    private var number = 0

    /// So much is looked at to find how the records stand.
    private static var outlook: Int { 1 << 20 }
    /// What stands before the first record, if other parsers are to begin with it.
    private static var longestBeginning: Int { 64 << 10 }
    /// So many bytes may stand before a place where the markup can be cut.
    private static var longestPiece: Int { 4 << 20 }

    /// Throws a `Refusal` for an encoding or a mapping that cannot be read.
    init(
        prefix: [UInt8], rest: inout Source, source: String, mapping: LogMapping?, limits: ReadingLimits, step: Int,
        sink: any RecordSink
    ) throws {
        var bytes = XMLBytes(prefix: prefix, step: step, limit: limits.fileBytes, name: source)
        let head = try bytes.head(from: &rest)
        let encoding = try XMLEncodingChoice(
            head: head, sample: bytes.sample, option: mapping?.encoding, source: source)
        bytes.decode(encoding)
        let paths = try XMLMapping(mapping, source: source)
        let constants = mapping?.constants ?? [:]
        let collector = XMLRecordCollector(
            mapping: paths, constants: constants, limits: limits, source: source, sink: sink)
        parser = try XMLPushParser(collector: collector, limits: limits, converter: encoding.converter)
        window = MarkupWindow(limits: limits)
        self.source = source
        self.limits = limits
        self.bytes = bytes
        self.encoding = encoding
        self.constants = constants
        self.mapping = paths
        size = rest.size
        self.rest = rest
    }

    // MARK: One parser

    /// Reads what is left.
    func readToEnd() throws -> XMLRecordCollector {
        try release()
        while !isAtEnd { try step() }
        parser.finish()
        try check()
        return parser.collector
    }

    private func step() throws {
        try fill()
        try release()
    }

    private func fill() throws {
        if let failure { throw failure }
        isAtEnd = try bytes.fill(window, from: &rest)
    }

    /// Gives the parser what is whole in the window.
    private func release() throws {
        window.release(isLast: isAtEnd) { bytes in
            note(bytes)
            parser.push(bytes, isLast: isAtEnd)
        }
        try check()
        if let breach = window.breach { throw refusal(breach, line: parser.line + window.linesToBreach) }
    }

    private func check() throws {
        if let failure = parser.collector.failure { throw failure }
        if let error = parser.error { throw Refusal(error.issue(source: source, encoding: encoding)) }
    }

    private func refusal(_ breach: MarkupFollower.Breach, line: Int) -> Refusal {
        let place = SourceLocation(source, line: line)
        func limit(_ name: ReadingLimits.Name, found: Int, allowed: Int) -> Issue {
            Issue(.limitExceeded, at: place, subject: name.rawValue, found: String(found), expected: [String(allowed)])
        }
        return switch breach {
        case .attributes(let found): Refusal(limit(.attributes, found: found, allowed: limits.attributes))
        case .pieceTooLong(let found): Refusal(limit(.recordBytes, found: found, allowed: limits.recordBytes))
        case .internalSubset: Refusal(Issue(.documentType, at: place))
        case .nulByte:
            Refusal(Issue(.badXML, at: place, subject: XMLFlaw.forbiddenCharacter.rawValue, found: "U+0000"))
        case .cutShort: Refusal(Issue(.badXML, at: place, subject: XMLFlaw.truncated.rawValue))
        }
    }

    // MARK: Pieces

    /// Nothing is left but what the window holds.
    var isRead: Bool { isAtEnd || failure != nil }

    /// Reads until it is known how the records stand.
    ///
    /// - Returns: whether the log can be cut into pieces.
    func readBeginning() throws -> Bool {
        var seen = 0
        repeat {
            let before = window.count
            try fill()
            seen += window.count - before
            try release()
        } while !isAtEnd && seen < Self.outlook && parser.collector.depthBetweenRecords == nil
        guard let depth = parser.collector.depthBetweenRecords, encoding.converter == nil, beginning?.isEmpty == false
        else { return false }
        line = parser.line
        window.mayBeCut(between: depth)
        firstRecord = parser.collector.firstRecord.map { ($0.byte, $0.depth) }
        isCutting = true
        // The record that the parser is in ends in the first piece.
        let piece = XMLPiece()
        guard fill(piece) else { return false }
        try read(piece)
        number = 0
        guard parser.standing?.depth == depth, parser.line == line else {
            isCutting = false
            return false
        }
        return true
    }

    /// Keeps what stands before the first record.
    private func note(_ bytes: UnsafeRawBufferPointer) {
        guard let known = beginning?.count, parser.collector.firstRecord == nil else { return }
        if known > Self.longestBeginning { beginning = nil } else { beginning?.append(contentsOf: bytes) }
    }

    /// A parser that has read everything before the first record; nil where it would not stand as the first one does.
    ///
    /// Several threads ask, while another may be using the parser of the whole log: that one is not looked at.
    func makeParser(sink: any RecordSink) -> (parser: XMLPushParser, standing: XMLPushParser.Standing)? {
        guard let beginning, let (start, depth) = firstRecord, start <= Self.longestBeginning,
            beginning.indices.contains(start), beginning[start] == UInt8(ascii: "<"),
            let end = beginning[..<start].lastIndex(of: UInt8(ascii: ">"))
        else { return nil }
        let collector = XMLRecordCollector(
            mapping: mapping, constants: constants, limits: limits, source: source, sink: sink, isPart: true)
        guard let parser = try? XMLPushParser(collector: collector, limits: limits, converter: nil) else { return nil }
        beginning.withUnsafeBytes { parser.push(.init(rebasing: $0[...end]), isLast: false) }
        // What stands here the parser of the whole log tells.
        _ = parser.takeNews(since: 0)
        guard let standing = parser.standing, standing.depth == depth - 1 else { return nil }
        return (parser, standing)
    }

    /// The next whole records of the log; false when no more can be cut.
    func fill(_ piece: XMLPiece) -> Bool {
        lock.locked {
            while isCutting {
                if window.cut(into: piece) {
                    piece.number = number
                    piece.firstLine = line
                    number += 1
                    line += piece.bytes.lineFeeds
                    return true
                }
                readForCut()
            }
            return false
        }
    }

    private func readForCut() {
        guard !isAtEnd, window.breach == nil, window.count < Self.longestPiece else { return isCutting = false }
        do {
            try fill()
            window.follow(isLast: isAtEnd)
        } catch {
            failure = error
            isCutting = false
        }
    }

    /// No more pieces are wanted.
    func stopCutting() { lock.locked { isCutting = false } }

    /// The parser of the whole log reads a piece itself.
    func read(_ piece: XMLPiece) throws {
        parser.push(piece.bytes, isLast: false)
        try check()
    }

    /// The parser of the whole log goes on as if it had read this piece.
    ///
    /// - Parameter nodes: where the paths of the piece's reader stand in this parser.
    /// - Returns: whether it can.
    func absorb(_ piece: XMLPiece, _ finding: XMLPiece.Finding, nodes: inout [Int32]) -> Bool {
        guard piece.firstLine == parser.line, parser.canAbsorb(finding.news, nodes: nodes) else { return false }
        parser.absorb(finding.news, nodes: &nodes)
        parser.goOn(atLine: finding.lastLine)
        return true
    }
}
