import QuotaModel

/// Reads one YAML document into nodes, or says why it is none (contract, section 2).
///
/// Refused with their places: bytes that are not UTF-8, faulty YAML, anchors, aliases, tags other than `!!str` and
/// `!!int`, a second document, and what is too large or too deep.
enum YAMLReader {
    static let byteLimit = 64 << 20
    static let depthLimit = 32

    /// What a file holds, with the place to collect findings about it.
    struct Document {
        let root: YAMLNode
        var findings: Findings
    }

    static func read(_ bytes: [UInt8], path: String) throws(Refusal) -> Document {
        guard bytes.count <= byteLimit else {
            throw Refusal(
                Issue(
                    .limitExceeded, at: SourceLocation(path), subject: "bytes", found: String(bytes.count),
                    expected: [String(byteLimit)]))
        }
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let text = String(validating: content, as: UTF8.self) else {
            throw Refusal(Issue(.notUTF8, at: placeOfFirstBadByte(content, path: path)))
        }
        var composer = Composer(content, findings: Findings(SourceText(text, path: path)))
        do throws(Composer.Stop) {
            let root = try composer.document()
            return Document(root: root, findings: composer.findings)
        } catch {
            switch error {
            case .refused:
                throw Refusal(composer.findings.issues)
            case .fault(let fault):
                let offset = scalarOffset(of: fault.place, in: content)
                throw Refusal(syntaxIssue(at: offset, in: composer.findings.source))
            }
        }
    }

    private static func placeOfFirstBadByte(_ bytes: ArraySlice<UInt8>, path: String) -> SourceLocation {
        var valid = String.UnicodeScalarView()
        var iterator = bytes.makeIterator()
        var decoder = UTF8()
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { valid.append(scalar) }
        let text = SourceText(String(valid), path: path)
        return text.location(valid.count)
    }

    private static func scalarOffset(of place: YAMLFault.Place, in bytes: ArraySlice<UInt8>) -> Int {
        switch place {
        case .scalar(let offset): offset
        case .byte(let offset): bytes.prefix(offset).count { $0 & 0xC0 != 0x80 }
        }
    }

    /// The commonest slips have a name of their own, because what the parser says about them helps nobody.
    private static func syntaxIssue(at offset: Int, in source: SourceText) -> Issue {
        let before = source.lineBefore(offset)
        let excerpt = source.excerpt(offset)
        let slip: String? =
            if excerpt.hasPrefix("\t") || before.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
                "tab"
            } else if (before + Array(excerpt.unicodeScalars)).contains(where: typographicQuotes.contains) {
                "typographic-quote"
            } else {
                nil
            }
        return Issue(.notYAML, at: source.location(offset), subject: slip, found: excerpt)
    }

    private static let typographicQuotes: [Unicode.Scalar] = ["“", "”", "„", "‘", "’", "«", "»"]
}

/// Puts events together into nodes.
private struct Composer {
    enum Stop: Error {
        /// Not to be read further; the findings say why.
        case refused
        case fault(YAMLFault)
    }

    var findings: Findings
    private let events: YAMLEvents
    private var depth = 0

    init(_ utf8: ArraySlice<UInt8>, findings: Findings) {
        events = YAMLEvents(utf8)
        self.findings = findings
    }

    mutating func document() throws(Stop) -> YAMLNode {
        guard case .documentStart = try next().kind else {
            findings.add(.emptyFile, at: 0)
            throw .refused
        }
        let root = try node(from: next())
        _ = try next()
        let end = try next()
        if case .documentStart = end.kind {
            findings.add(.notYAML, at: end.offset, subject: "several-documents", found: findings.excerpt(end.offset))
            throw .refused
        }
        return root
    }

    private func next() throws(Stop) -> YAMLEvent {
        do {
            return try events.next()
        } catch {
            throw .fault(error)
        }
    }

    private mutating func node(from event: YAMLEvent) throws(Stop) -> YAMLNode {
        if event.hasAnchor { findings.add(.anchorRefused, at: event.offset, found: findings.excerpt(event.offset)) }
        let content = try content(of: event)
        guard let tag = event.foreignTag else { return YAMLNode(offset: event.offset, content: content) }
        findings.add(.wrongType, at: event.offset, subject: "tag", found: tag)
        return YAMLNode(offset: event.offset, content: .refused)
    }

    private mutating func content(of event: YAMLEvent) throws(Stop) -> YAMLNode.Content {
        switch event.kind {
        case .scalar(let scalar):
            return .scalar(scalar)
        case .listStart:
            return .list(try deeper(event) { composer throws(Stop) in try composer.list() })
        case .mappingStart:
            return .mapping(try deeper(event) { composer throws(Stop) in try composer.mapping() })
        case .alias:
            findings.add(.anchorRefused, at: event.offset, found: findings.excerpt(event.offset))
            return .refused
        case .documentStart, .documentEnd, .streamEnd, .listEnd, .mappingEnd:
            return .refused
        }
    }

    private mutating func deeper<Content>(
        _ event: YAMLEvent, _ body: (inout Composer) throws(Stop) -> Content
    ) throws(Stop) -> Content {
        depth += 1
        guard depth <= YAMLReader.depthLimit else {
            findings.add(.limitExceeded, at: event.offset, subject: "depth", expected: [String(YAMLReader.depthLimit)])
            throw .refused
        }
        let content = try body(&self)
        depth -= 1
        return content
    }

    private mutating func list() throws(Stop) -> [YAMLNode] {
        var nodes: [YAMLNode] = []
        while true {
            let event = try next()
            if case .listEnd = event.kind { return nodes }
            nodes.append(try node(from: event))
        }
    }

    private mutating func mapping() throws(Stop) -> [YAMLNode.Entry] {
        var entries: [YAMLNode.Entry] = []
        while true {
            let event = try next()
            if case .mappingEnd = event.kind { return entries }
            let key = try node(from: event)
            entries.append(YAMLNode.Entry(key: key, value: try node(from: next())))
        }
    }
}
