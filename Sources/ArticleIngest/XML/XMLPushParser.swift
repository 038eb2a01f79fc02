import CLibXML2
import QuotaModel

/// libxml2's SAX2 push parser: the only file that knows it. It hands tags and texts to a collector and keeps the first
/// error.
///
/// What it may not do: read files or the network, load a DTD or an entity, follow a catalog, print. Bytes come in by
/// `push` alone; every loader of the library refuses.
final class XMLPushParser {
    /// What the callbacks work on. They get its address, because C functions capture nothing, and because a struct in
    /// place costs the hot path neither counting of references nor checks of access.
    fileprivate struct Session {
        var collector: XMLRecordCollector
        let maxNamespaces: Int
        // libxml2's own object, alive as long as the parser.
        let context: xmlParserCtxtPtr
        var error: XMLSyntaxError?
        var isRootKnown = false
        /// The last bytes of the file are being parsed.
        var isEnding = false
        /// Declarations of namespaces and instructions: the parser keeps their names and never tells them.
        var untold = 0
    }

    private let session: UnsafeMutablePointer<Session>

    /// With a record of so many bytes the parser stays below its own ten million, whatever stands beside it.
    private static let usualBytes = 8 << 20
    /// Names and namespaces together; a log has some kilobytes of them.
    static let dictionaryBytes = 2 << 20

    /// Once for the process: libxml2 with its tables, and no way out of it. What is wrong with it, nil when nothing is.
    private static let missing: String? = {
        if let missing = libxml2_load() { return String(cString: missing) }
        xmlInitParser()
        xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE)
        // Never asked, because nothing is ever resolved; if it were, there is nothing to be had.
        xmlSetExternalEntityLoader { _, _, _ in nil }
        return nil
    }()

    /// - Throws: `Issue` `cannot-read` when there is no libxml2; `ParserUnavailable` when it has no memory or lacks the
    ///   converter.
    init(collector: XMLRecordCollector, limits: ReadingLimits, converter: String?) throws {
        if let missing = Self.missing { throw Issue(.cannotRead, found: missing) }
        var handlers = Self.handlers()
        guard let context = xmlCreatePushParserCtxt(&handlers, nil, nil, 0, nil) else { throw ParserUnavailable() }
        var options = XML_PARSE_NONET.rawValue | XML_PARSE_BIG_LINES.rawValue | XML_PARSE_IGNORE_ENC.rawValue
        // What the parser meets is measured before; its own limit would only refuse what a person allowed.
        if limits.recordBytes > Self.usualBytes { options |= XML_PARSE_HUGE.rawValue }
        xmlCtxtUseOptions(context, Int32(options))
        _ = xmlDictSetLimit(context.pointee.dict, Self.dictionaryBytes)
        if let converter {
            guard let handler = xmlFindCharEncodingHandler(converter) else {
                xmlFreeParserCtxt(context)
                throw ParserUnavailable()
            }
            xmlSwitchToEncoding(context, handler)
        }
        session = .allocate(capacity: 1)
        session.initialize(
            to: Session(collector: collector, maxNamespaces: limits.attributes, context: context))
        context.pointee.userData = UnsafeMutableRawPointer(session)
    }

    deinit {
        xmlFreeParserCtxt(session.pointee.context)
        session.deinitialize(count: 1)
        session.deallocate()
    }

    /// Can libxml2 read this encoding? Where there is no libxml2, that is said and nothing of the encoding.
    static func hasConverter(named name: String) -> Bool {
        guard missing == nil else { return true }
        guard let handler = xmlFindCharEncodingHandler(name) else { return false }
        xmlCharEncCloseFunc(handler)
        return true
    }

    var collector: XMLRecordCollector { session.pointee.collector }
    var error: XMLSyntaxError? { session.pointee.error }

    /// The line at the end of what was pushed.
    var line: Int { session.pointee.lastLine }

    /// Nothing more can come of it.
    var hasStopped: Bool { session.pointee.error != nil || session.pointee.collector.failure != nil }

    /// The next bytes: whole tags, texts, comments. `isLast`: whatever the file ends with.
    func push(_ bytes: UnsafeRawBufferPointer, isLast: Bool) {
        session.pointee.isEnding = isLast
        guard !bytes.isEmpty, !hasStopped else { return }
        parse(bytes, isLast: false)
    }

    // MARK: Parts of a log

    /// How it stands between two records, where another parser of the same log can take its place.
    struct Standing: Equatable {
        let depth: Int
        let elementsOutside: Int
        let untold: Int
    }

    /// Nil inside a record, in the middle of markup, and where nothing more can come.
    var standing: Standing? {
        let session = session.pointee
        guard !hasStopped, let depth = session.collector.depthOutside, let input = session.context.pointee.input,
            input.pointee.cur == input.pointee.end
        else { return nil }
        return Standing(depth: depth, elementsOutside: session.collector.elementsOutside, untold: session.untold)
    }

    /// What comes next begins on this line. What lies between was read elsewhere, and nothing in it has changed how the
    /// parser stands.
    func goOn(atLine line: Int) {
        session.pointee.context.pointee.input?.pointee.line = Int32(truncatingIfNeeded: line)
    }

    /// Reads a piece without libxml2 if it is plain; if it is not, nothing has happened to this parser.
    func read(plain bytes: UnsafeRawBufferPointer, line: Int, by plain: PlainMarkup) -> Bool {
        guard !hasStopped else { return false }
        let before = session.pointee.collector
        if plain.read(bytes, line: line, into: &session.pointee.collector) { return true }
        session.pointee.collector = before
        return false
    }

    func takeNews(since pathCount: Int) -> XMLRecordCollector.News {
        session.pointee.collector.takeNews(since: pathCount)
    }

    func canAbsorb(_ news: XMLRecordCollector.News, nodes: [Int32]) -> Bool {
        session.pointee.collector.canAbsorb(news, nodes: nodes, intern: intern)
    }

    /// Records that another parser has read between records of this one.
    func absorb(_ news: XMLRecordCollector.News, nodes: inout [Int32]) {
        session.pointee.collector.absorb(news, nodes: &nodes, intern: intern)
    }

    /// The addresses that a name of another parser has here.
    private func intern(_ name: InternedName) -> InternedName {
        let names = session.pointee.context.pointee.dict
        func own(_ text: UnsafePointer<UInt8>?) -> UnsafePointer<UInt8>? {
            text.flatMap { xmlDictLookup(names, $0, -1) }
        }
        return InternedName(local: own(name.local), prefix: own(name.prefix), namespace: own(name.namespace))
    }

    /// There is no more.
    func finish() {
        guard !hasStopped else { return }
        session.pointee.isEnding = true
        parse(.init(start: nil, count: 0), isLast: true)
        if !hasStopped { session.pointee.collector.finish() }
    }

    private func parse(_ bytes: UnsafeRawBufferPointer, isLast: Bool) {
        // Errors of the converters go to the thread's handler, not to the parser's; without one they are printed.
        let before = (handler: __xmlStructuredError().pointee, context: __xmlStructuredErrorContext().pointee)
        xmlSetStructuredErrorFunc(session, Self.noteError)
        defer { xmlSetStructuredErrorFunc(before.context, before.handler) }
        let context = session.pointee.context
        let chars = bytes.bindMemory(to: CChar.self)
        let result = xmlParseChunk(context, chars.baseAddress, Int32(chars.count), isLast ? 1 : 0)
        if context.pointee.wellFormed == 0 || result != 0 && context.pointee.disableSAX != 0 {
            session.pointee.noteUnreported(Int32(result))
        }
    }

    // MARK: Callbacks

    private static func handlers() -> xmlSAXHandler {
        var sax = xmlSAXHandler()
        sax.initialized = UInt32(XML_SAX2_MAGIC)
        sax.internalSubset = { user, _, _, _ in XMLPushParser.session(user).pointee.documentType() }
        sax.startElementNs = { user, local, prefix, namespace, namespaceCount, namespaces, count, _, attributes in
            let name = InternedName(local: local, prefix: prefix, namespace: namespace)
            let session = XMLPushParser.session(user)
            session.pointee.untold += Int(namespaceCount)
            if !session.pointee.isRootKnown {
                session.pointee.root(name, UnsafeBufferPointer(start: namespaces, count: Int(namespaceCount) * 2))
            }
            session.pointee.start(name, InternedAttributes(attributes, count: Int(count)))
        }
        sax.endElementNs = { user, _, _, _ in XMLPushParser.session(user).pointee.end() }
        // The same function three times: then the parser doesn't look whether a text is only white space.
        let text: charactersSAXFunc = { user, text, count in
            let bytes = UnsafeRawBufferPointer(start: text, count: Int(count))
            let session = XMLPushParser.session(user)
            if session.pointee.collector.text(bytes) { session.pointee.checkSize() }
        }
        sax.characters = text
        sax.ignorableWhitespace = text
        sax.cdataBlock = text
        sax.comment = { user, _ in XMLPushParser.session(user).pointee.checkSize() }
        sax.processingInstruction = { user, _, _ in
            XMLPushParser.session(user).pointee.untold += 1
            XMLPushParser.session(user).pointee.checkSize()
        }
        sax.serror = noteError
        return sax
    }

    private static let noteError: @convention(c) @Sendable (UnsafeMutableRawPointer?, xmlErrorPtr?) -> Void = {
        user, error in
        guard let error else { return }
        XMLPushParser.session(user).pointee.note(error.pointee)
    }

    /// The parser hands back the address it was given.
    private static func session(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<Session> {
        guard let user else { preconditionFailure("libxml2 was given a session") }
        return user.assumingMemoryBound(to: Session.self)
    }
}

/// libxml2 could not be set up: out of memory.
struct ParserUnavailable: Error {}

extension XMLPushParser.Session {
    // The parser's input is read in place: line, column and the bytes since the last `<` are nowhere else.
    private var input: xmlParserInputPtr? { context.pointee.input }

    var place: XMLPlace {
        guard let input else { return XMLPlace(line: 0, column: 0, byte: 0) }
        return XMLPlace(
            line: Int(input.pointee.line), column: Int(input.pointee.col), byte: byte(of: input.pointee.cur))
    }

    /// The parser keeps a text until it knows what follows it: its lines are counted too.
    var lastLine: Int {
        guard let input, let cur = input.pointee.cur, let end = input.pointee.end, cur < end else { return place.line }
        return place.line
            + UnsafeBufferPointer(start: cur, count: cur.distance(to: end)).count { $0 == UInt8(ascii: "\n") }
    }

    /// How many bytes of the document lie before this address in the parser's buffer.
    private func byte(of address: UnsafePointer<UInt8>?) -> Int {
        guard let input, let base = input.pointee.base, let address else { return 0 }
        return Int(input.pointee.consumed) + base.distance(to: address)
    }

    /// Where the tag begins whose end the parser has come to: at the last `<`, which no attribute may hold.
    private var tagStart: XMLPlace { placeOfLast(UInt8(ascii: "<")) ?? place }

    /// Where this letter stands for the last time before the parser's place, nil where it is no longer kept. The column of an
    /// earlier line is not known.
    private func placeOfLast(_ letter: UInt8) -> XMLPlace? {
        guard let input, let base = input.pointee.base, var next = input.pointee.cur else { return nil }
        var lines = 0
        var columns = 0
        while next > base {
            next -= 1
            switch next.pointee {
            case letter:
                let column = lines == 0 ? Int(input.pointee.col) - columns - 1 : 0
                return XMLPlace(line: Int(input.pointee.line) - lines, column: column, byte: byte(of: next))
            case UInt8(ascii: "\n"): lines += 1
            default: if next.pointee & 0xC0 != 0x80 { columns += 1 }
            }
        }
        return nil
    }

    mutating func root(_ name: InternedName, _ namespaces: UnsafeBufferPointer<UnsafePointer<UInt8>?>) {
        isRootKnown = true
        // Prefixes and namespaces by turns.
        let declared = stride(from: 1, to: namespaces.count, by: 2).compactMap { namespaces[$0] }
        collector.root(name.name, declaring: declared.map { String(cString: $0) })
    }

    mutating func start(_ name: InternedName, _ attributes: InternedAttributes) {
        guard !collector.hasFailed else { return stop() }
        let namespaces = Int(context.pointee.nsNr) / 2
        if namespaces > maxNamespaces {
            // Each name with a prefix is looked up among all that are in force, one by one.
            collector.fail(limit: .attributes, found: namespaces, allowed: maxNamespaces, line: place.line)
            return stop()
        }
        var place = place
        place.column += 1
        if collector.start(name, attributes, at: place) {
            collector.begin(record: tagStart, attributes, at: place)
        }
        if collector.hasFailed { stop() }
    }

    mutating func end() {
        guard !collector.hasFailed, collector.end() else { return }
        collector.finishRecord(at: place)
        if collector.hasFailed { stop() }
    }

    /// A record may be large without any element in it.
    mutating func checkSize() {
        guard !collector.hasFailed else { return stop() }
        collector.check(at: place)
        if collector.hasFailed { stop() }
    }

    /// A DOCTYPE is passed over; one with an internal subset ends the reading before the subset is looked at.
    mutating func documentType() {
        guard input?.pointee.cur.pointee == UInt8(ascii: "[") else { return }
        collector.fail(.documentType, line: place.line)
        stop()
    }

    private func stop() { xmlStopParser(context) }

    mutating func note(_ reported: xmlError) {
        // A prefix that is never declared is no error of well-formedness, and many exports have it.
        guard error == nil, collector.failure == nil, reported.domain != Int32(XML_FROM_NAMESPACE.rawValue) else {
            return
        }
        let isEntity = reported.code == Int32(XML_WAR_UNDECLARED_ENTITY.rawValue)
        guard isEntity || reported.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
        let (flaw, message) = (flaw(of: reported.code), Self.text(reported.message))
        let isReference = isEntity || reported.code == Int32(XML_ERR_UNDECLARED_ENTITY.rawValue)
        let beginning = beginning(of: flaw, isReference: isReference || message.hasPrefix("xmlParseCharRef"))
        error = XMLSyntaxError(
            code: reported.code,
            line: beginning?.line ?? (Int(reported.line) > 0 ? Int(reported.line) : place.line),
            column: beginning?.column ?? Int(reported.int2), message: message, subject: Self.text(reported.str1),
            flaw: flaw)
    }

    /// Where something begins that the parser finds wrong only behind it: a reference, which holds one `&`, or a tag. Nil for
    /// all else, of which the parser stands at the offence, and where the beginning is no longer kept.
    private func beginning(of flaw: XMLFlaw, isReference: Bool) -> XMLPlace? {
        switch flaw {
        case .truncated, .badEncoding: nil
        case .brokenReference: placeOfLast(UInt8(ascii: "&"))
        case .tagMismatch, .repeatedAttribute: placeOfLast(UInt8(ascii: "<"))
        case .brokenTag: isBehind(UInt8(ascii: "<")) ? placeOfLast(UInt8(ascii: "<")) : nil
        default: isReference ? placeOfLast(UInt8(ascii: "&")) : nil
        }
    }

    private func flaw(of code: Int32) -> XMLFlaw {
        // Behind an attribute's value the parser says that it is in content, though the tag goes on.
        let tagStates = [XML_PARSER_START_TAG, XML_PARSER_ATTRIBUTE_VALUE, XML_PARSER_CONTENT]
        let flaw = XMLFlaw(
            libxml2: code, isInTag: tagStates.contains(context.pointee.instate),
            isBehindAmpersand: isBehind(UInt8(ascii: "&")))
        let isWhole = flaw == .tagMismatch || flaw == .noRoot || flaw == .badEncoding
        if isEnding && (isAtEnd(code: code) && !isWhole || isAtCutCharacter) { return .truncated }
        return isAtStrayByte ? .badEncoding : flaw
    }

    /// Whether the parser stands at a byte that begins no character. It says so itself only where four bytes of its chunk
    /// are left, else it misses what it wanted there: the flaw would depend on where chunks end.
    private var isAtStrayByte: Bool {
        guard let rest = bytesAhead else { return false }
        return UTF8Validation.sequenceLength(at: 0, in: rest) == 0
            && UTF8Validation.incompleteTail(of: rest) < rest.count
    }

    /// Whether nothing is left but the beginning of a character.
    private var isAtCutCharacter: Bool {
        guard let rest = bytesAhead else { return false }
        return UTF8Validation.incompleteTail(of: rest) == rest.count
    }

    /// What the parser stands at, as much as a character may have; nil at the end.
    private var bytesAhead: UnsafeRawBufferPointer? {
        guard let input, let cur = input.pointee.cur, let end = input.pointee.end, cur < end else { return nil }
        return UnsafeRawBufferPointer(start: cur, count: min(4, cur.distance(to: end)))
    }

    /// Whether the byte before the parser's place is this letter.
    private func isBehind(_ letter: UInt8) -> Bool {
        guard let input, let base = input.pointee.base, let cur = input.pointee.cur, cur > base else { return false }
        return (cur - 1).pointee == letter
    }

    /// The parser may leave the last byte of a text alone when an element is open that never ends.
    private func isAtEnd(code: Int32) -> Bool {
        if code == Int32(XML_ERR_DOCUMENT_END.rawValue), context.pointee.nameNr > 0 { return true }
        guard let input, let cur = input.pointee.cur, let end = input.pointee.end else { return true }
        return cur >= end
    }

    /// The parser gave up and said nothing.
    mutating func noteUnreported(_ code: Int32) {
        guard error == nil, collector.failure == nil else { return }
        error = XMLSyntaxError(
            code: code, line: place.line, column: 0, message: "", subject: "", flaw: flaw(of: code))
    }

    /// One line of libxml2's words, not longer than a person reads.
    private static func text(_ text: UnsafePointer<CChar>?) -> String {
        guard let text else { return "" }
        let line = String(cString: text).prefix { !$0.isNewline }
        return String(line.prefix(200))
    }
}
