import QuotaModel

/// Reads one YAML document into a tree, or says why it is none (contract, section 2).
///
/// Refused with their places: bytes that are not UTF-8, faulty YAML, anchors, aliases, tags other than `!!str` and
/// `!!int`, a second document, and what is too large or too deep.
enum YAMLReader {
    static let byteLimit = RuleFile.byteLimit
    static let depthLimit = 32

    /// What a file holds, with the place to collect findings about it.
    struct Document {
        let tree: YAMLTree
        var findings: Findings
    }

    static func read(_ bytes: [UInt8], path: String) throws(Refusal) -> Document {
        guard bytes.count <= byteLimit else {
            throw Refusal(
                Issue(
                    .limitExceeded, at: SourceLocation(path), subject: FixedLimit.bytes.rawValue,
                    found: String(bytes.count), expected: [String(byteLimit)]))
        }
        let utf8 = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        guard (try? UTF8Span(validating: utf8.span)) != nil else {
            throw Refusal(Issue(.notUTF8, at: placeOfFirstBadByte(utf8, path: path)))
        }
        return try read(SourceText(utf8, path: path))
    }

    private static func read(_ source: SourceText) throws(Refusal) -> Document {
        let composed = source.utf8.withUnsafeBufferPointer { utf8 in
            var composer = Composer(utf8, source)
            let stop: Composer.Stop?
            do throws(Composer.Stop) {
                try composer.document()
                stop = nil
            } catch {
                stop = error
            }
            return (tree: composer.tree, findings: composer.findings, stop: stop)
        }
        switch composed.stop {
        case nil: return Document(tree: composed.tree, findings: composed.findings)
        case .refused: throw Refusal(composed.findings.issues)
        case .fault(let fault): throw Refusal(syntaxIssue(at: fault.offset, in: source))
        }
    }

    private static func placeOfFirstBadByte(_ bytes: [UInt8], path: String) -> SourceLocation {
        var valid = String.UnicodeScalarView()
        var iterator = bytes.makeIterator()
        var decoder = UTF8()
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { valid.append(scalar) }
        let text = SourceText(Array(String(valid).utf8), path: path)
        return text.location(text.utf8.count)
    }

    /// The commonest slips have a name of their own, because what the parser says about them helps nobody.
    private static func syntaxIssue(at offset: Int, in source: SourceText) -> Issue {
        let before = source.lineBefore(offset)
        let excerpt = source.excerpt(offset)
        let slip: YAMLSlip? =
            if excerpt.hasPrefix("\t") || before.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
                .tab
            } else if before.contains(where: typographicQuotes.contains)
                || excerpt.unicodeScalars.contains(where: typographicQuotes.contains)
            {
                .typographicQuote
            } else {
                nil
            }
        return Issue(.notYAML, at: source.location(offset), subject: slip?.rawValue, found: excerpt)
    }

    static let typographicQuotes: [Unicode.Scalar] = ["“", "”", "„", "‘", "’", "«", "»"]
}

/// Puts events together into a tree.
private struct Composer {
    enum Stop: Error {
        /// Not to be read further; the findings say why.
        case refused
        case fault(YAMLFault)
    }

    private(set) var tree: YAMLTree
    private(set) var findings: Findings
    private let events: YAMLEvents
    private var depth = 0

    /// - Parameter utf8: the source's bytes; they outlive this.
    init(_ utf8: UnsafeBufferPointer<UInt8>, _ source: SourceText) {
        events = YAMLEvents(utf8)
        tree = YAMLTree(source.utf8)
        findings = Findings(source)
    }

    mutating func document() throws(Stop) {
        guard case .documentStart = try next().kind else {
            findings.add(.emptyFile, at: 0)
            throw .refused
        }
        try node(from: next())
        _ = try next()
        let end = try next()
        if case .documentStart = end.kind {
            findings.add(
                .notYAML, at: end.offset, subject: YAMLSlip.severalDocuments.rawValue,
                found: findings.excerpt(end.offset))
            throw .refused
        }
    }

    private func next() throws(Stop) -> YAMLEvent {
        do {
            return try events.next()
        } catch {
            throw .fault(error)
        }
    }

    /// Adds a node with all that stands in it; its place.
    @discardableResult
    private mutating func node(from event: YAMLEvent) throws(Stop) -> Int {
        if event.hasAnchor { findings.add(.anchorRefused, at: event.offset, found: findings.wordExcerpt(event.offset)) }
        let place = tree.nodes.count
        try addContent(of: event)
        if let tag = event.foreignTag {
            findings.add(.wrongType, at: event.offset, subject: "tag", found: tag)
            tree.refuse(place)
        }
        return place
    }

    private mutating func addContent(of event: YAMLEvent) throws(Stop) {
        switch event.kind {
        case .scalar:
            tree.addScalar(event, events.scalar)
        case .listStart:
            try goDeeper(event) { composer throws(Stop) in try composer.list(event) }
        case .mappingStart:
            try goDeeper(event) { composer throws(Stop) in try composer.mapping(event) }
        case .alias:
            findings.add(.anchorRefused, at: event.offset, found: findings.wordExcerpt(event.offset))
            tree.add(.refused, event.offset)
        case .documentStart, .documentEnd, .streamEnd, .listEnd, .mappingEnd:
            tree.add(.refused, event.offset)
        }
    }

    private mutating func goDeeper(
        _ event: YAMLEvent, _ body: (inout Composer) throws(Stop) -> Void
    ) throws(Stop) {
        depth += 1
        guard depth <= YAMLReader.depthLimit else {
            findings.add(
                .limitExceeded, at: event.offset, subject: FixedLimit.depth.rawValue,
                expected: [String(YAMLReader.depthLimit)])
            throw .refused
        }
        try body(&self)
        depth -= 1
    }

    private mutating func list(_ start: YAMLEvent) throws(Stop) {
        let place = tree.add(.list, start.offset)
        while true {
            let event = try next()
            if case .listEnd = event.kind { break }
            try node(from: event)
        }
        tree.close(place)
    }

    private mutating func mapping(_ start: YAMLEvent) throws(Stop) {
        let place = tree.add(.mapping, start.offset)
        while true {
            let event = try next()
            if case .mappingEnd = event.kind { break }
            let key = try key(from: event)
            tree.setKey(key, of: try node(from: next()))
        }
        tree.close(place)
    }

    private mutating func key(from event: YAMLEvent) throws(Stop) -> YAMLKeys.Key {
        if event.kind == .scalar, !event.hasAnchor, event.foreignTag == nil {
            return tree.key(events.scalar, at: event.offset)
        }
        return tree.takeKey(try node(from: event))
    }
}
