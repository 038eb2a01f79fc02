import QuotaModel

/// Where the parser stands, as it says itself.
struct XMLPlace {
    /// From 1.
    var line: Int
    /// From 1, in characters; 0 where it is not known.
    var column: Int
    /// How many bytes of the document lie before it, in UTF-8.
    var byte: Int
}

/// Elements → records. Told of each tag and text by the parser's bridge, it finds the fields of a record by the paths of
/// its elements and hands each whole record over.
struct XMLRecordCollector {
    private let limits: ReadingLimits
    let source: String
    let mapping: XMLMapping
    private(set) var form: any XMLForm
    private(set) var paths = XMLPaths()
    private(set) var assembler: RecordAssembler

    /// The node of each open element.
    private var open: [Int32] = []
    /// The depth of the record element while inside one, else 0.
    private var recordDepth = 0
    private var recordStart = XMLPlace(line: 0, column: 0, byte: 0)
    /// Where the first record begins and how deep it lies.
    private(set) var firstRecord: (byte: Int, depth: Int, node: Int32)?
    /// Elements that are neither records nor in one.
    private(set) var elementsOutside = 0
    private(set) var astray: Astray?
    /// False while the form is only supposed and no element has proved it.
    private var isSure = false
    private var elementsInDoubt = 0

    /// Why the reading cannot go on: a `Refusal`, or what the sink threw.
    private(set) var failure: (any Error)?

    var hasFailed: Bool { failure != nil }

    /// Elements that are called as records are and stand where none is read; the first of them.
    struct Astray {
        var count: Int
        let line: Int
        let node: Int32
    }

    /// A form that is only supposed must prove itself within so many elements.
    private static let doubtLimit = 10_000

    /// - Parameter isPart: parts of a log are read, and somebody puts them together.
    init(
        mapping: XMLMapping, constants: [Field: String], limits: ReadingLimits, source: String, sink: any RecordSink,
        isPart: Bool = false
    ) {
        self.limits = limits
        self.source = source
        self.mapping = mapping
        form = UndecidedForm()
        assembler = RecordAssembler(constants: constants, sink: sink, isPart: isPart)
    }

    // MARK: What the bridge tells

    /// The root's form must be known before the root starts.
    mutating func root(_ name: XMLName, declaring namespaces: [String]) {
        let step = XMLStep(name: name, mark: nil)
        let foreign = ForeignFile.recognize(root: name.local)
        if let records = mapping.records {
            form = MappedForm(records: records)
            let fits = records.isAnywhere || records.steps.first?.matches(step) ?? false
            if !fits, let foreign {
                fail(foreign, found: name.written)
            } else if !fits {
                fail(
                    .unknownXMLForm, subject: "records", found: name.written,
                    expected: [mapping.recordsAsWritten ?? ""])
            }
        } else if let foreign {
            fail(foreign, found: name.written)
        } else {
            form = XMLForms.form(root: step, declaring: namespaces)
        }
        isSure = form.isCertain
    }

    /// Is the element that starts a record? Then `begin(record:)` must follow before its attributes are read.
    mutating func start(_ name: InternedName, _ attributes: InternedAttributes, at place: XMLPlace) -> Bool {
        guard open.count < limits.depth else {
            fail(limit: .depth, found: open.count + 1, allowed: limits.depth, line: place.line)
            return false
        }
        if recordDepth > 0 {
            checkSize(at: place)
            if hasFailed { return false }
        }
        if !isSure { doubt() }
        let parent = open.last ?? XMLPaths.root
        guard let node = node(name, attributes, under: parent, line: place.line) else { return false }
        open.append(node)
        if paths[node].isAstray { note(Astray(count: 1, line: place.line, node: node)) }
        if recordDepth > 0 {
            read(node, attributes, at: place)
        } else if paths[node].isRecord {
            recordDepth = open.count
            return true
        } else {
            elementsOutside += 1
        }
        return false
    }

    /// The element that has just started is a record and begins here.
    mutating func begin(record start: XMLPlace, _ attributes: InternedAttributes, at place: XMLPlace) {
        recordStart = start
        assembler.begin(at: start)
        guard let node = open.last else { return }
        if firstRecord == nil { firstRecord = (start.byte, recordDepth, node) }
        read(node, attributes, at: place)
    }

    /// Has the record more text than a record may have? Then `check` must follow.
    mutating func text(_ bytes: UnsafeRawBufferPointer) -> Bool {
        assembler.append(bytes)
        return assembler.textBytes > limits.recordBytes
    }

    /// Has the element that ends been a record? Then `finishRecord` must follow.
    mutating func end() -> Bool {
        guard let node = open.popLast(), recordDepth > 0 else { return false }
        if paths[node].usesText { assembler.close() }
        guard open.count < recordDepth else { return false }
        recordDepth = 0
        return true
    }

    /// The record that has just ended is handed over, unless it is too big.
    mutating func finishRecord(at place: XMLPlace) {
        checkSize(at: place)
        guard !hasFailed else { return }
        do {
            try assembler.finish()
        } catch {
            failure = error
        }
    }

    /// Has the open record grown too large?
    mutating func check(at place: XMLPlace) {
        if recordDepth > 0 { checkSize(at: place) }
    }

    /// The document has ended well: what stands in it must have been a log.
    mutating func finish() {
        if !isSure { failUnknown() }
    }

    // MARK: Elements

    private mutating func node(
        _ name: InternedName, _ attributes: InternedAttributes, under parent: Int32, line: Int
    ) -> Int32? {
        if let known = paths.child(of: parent, named: name, attributes) { return known }
        guard paths.hasRoom() else {
            failTooManyNames(line: line)
            return nil
        }
        let step = step(name, attributes)
        if recordDepth == 0 {
            refine(by: paths.path(to: parent) + [step])
        } else if form.isProof(step) {
            isSure = true
        }
        let mark = mapping.mark(of: step.name, in: form).map(MarkingAttribute.init)
        let node = paths.add(name, step, under: parent, mark: mark, isInRecord: recordDepth > 0)
        if recordDepth == 0, !form.isRecord(paths.path(to: node)) {
            if form.isCalledRecord(step) { paths.setAstray(node) }
            return node
        }
        if recordDepth == 0 { paths.setRecord(node) } else { lookAstray(node, step) }
        setUses(at: node, of: node, attribute: nil)
        return node
    }

    /// Is an element of a record called as records are, though nothing that a person mapped is in it?
    private mutating func lookAstray(_ node: Int32, _ step: XMLStep) {
        guard form.isCalledRecord(step), !mapping.leadsThrough(pathInRecord(to: node)) else { return }
        paths.setAstray(node)
    }

    private mutating func note(_ more: Astray) {
        if astray == nil { astray = more } else { astray?.count += more.count }
    }

    /// An element outside records may show that the document has another form than its root let suppose.
    private mutating func refine(by path: [XMLStep]) {
        guard let better = form.refined(by: path) else { return }
        form = better
        isSure = better.isCertain
    }

    private func step(_ interned: InternedName, _ attributes: InternedAttributes) -> XMLStep {
        let name = interned.name
        let mark = mapping.mark(of: name, in: form).flatMap { attribute in
            attributes.value(of: MarkingAttribute(written: attribute)).map {
                XMLStep.Mark(attribute: attribute, value: String(decoding: $0, as: UTF8.self))
            }
        }
        return XMLStep(name: name, mark: mark)
    }

    /// Decides what is read from an element of a record, the record itself, or an attribute of one of them.
    private mutating func setUses(at node: Int32, of element: Int32, attribute: XMLName?) {
        let path = pathInRecord(to: element)
        paths.setUses(assembler.register(mapping.uses(of: path, attribute: attribute, in: form)), at: node)
    }

    private func pathInRecord(to node: Int32) -> ArraySlice<XMLStep> {
        paths.path(to: node).dropFirst(recordDepth == 0 ? open.count + 1 : recordDepth)
    }

    /// Reads the attributes of an element of a record, and its text from here on, where a field is read from them.
    private mutating func read(_ node: Int32, _ attributes: InternedAttributes, at place: XMLPlace) {
        if !attributes.isEmpty {
            assembler.beginAttributes()
            for attribute in attributes {
                guard let leaf = leaf(attribute.name, of: node, line: place.line) else { break }
                assembler.add(attribute: attribute.value, paths[leaf].uses, node: leaf)
            }
            assembler.endAttributes()
        }
        if paths[node].usesText { assembler.open(paths[node].uses, node: node, at: place) }
    }

    private mutating func leaf(_ name: InternedName, of node: Int32, line: Int) -> Int32? {
        if let known = paths.attribute(of: node, named: name) { return known }
        guard paths.hasRoom() else {
            failTooManyNames(line: line)
            return nil
        }
        let text = name.name
        let leaf = paths.add(attribute: name, XMLStep(name: text, mark: nil), of: node)
        setUses(at: leaf, of: node, attribute: text)
        return leaf
    }

    /// Counts the elements of a document whose form is not sure.
    private mutating func doubt() {
        elementsInDoubt += 1
        if elementsInDoubt > Self.doubtLimit { failUnknown() }
    }

    private mutating func checkSize(at place: XMLPlace) {
        let size = place.byte - recordStart.byte
        guard size > limits.recordBytes else { return }
        if !isSure {
            failUnknown()
        } else {
            fail(limit: .recordBytes, found: size, allowed: limits.recordBytes, line: recordStart.line)
        }
    }

    // MARK: Parts of a log

    /// What a part of a log told of the whole.
    struct News {
        let paths: [XMLPaths.News]
        let records: RecordBook.News
        let astray: Astray?
    }

    /// How many elements are open between records, if the log can be cut there: the form is sure, and what a record is
    /// hangs on its path alone.
    var depthBetweenRecords: Int? {
        guard isSure, let (_, depth, node) = firstRecord, depth > 1, let name = paths.path(to: node).last?.name,
            mapping.mark(of: name, in: form) == nil
        else { return nil }
        return depth - 1
    }

    /// Elements that are open; nil inside a record.
    var depthOutside: Int? { recordDepth == 0 ? open.count : nil }

    var pathCount: Int { paths.count }

    /// What the records since the last call told, and the paths since there were so many.
    mutating func takeNews(since pathCount: Int) -> News {
        defer { astray = nil }
        return News(paths: paths.news(since: pathCount), records: assembler.book.takeNews(), astray: astray)
    }

    /// Can this be added without a decision that only the parser of the whole can make?
    func canAbsorb(_ news: News, nodes: [Int32], intern: (InternedName) -> InternedName) -> Bool {
        let bytes = news.paths.reduce(0) { $0 + $1.step.bytes }
        guard paths.hasRoom(for: news.paths.count, nameBytes: bytes) else { return false }
        // An element outside records must be known: a new one may show that the document has another form.
        return news.paths.allSatisfy { path in
            guard nodes.indices.contains(Int(path.parent)) else { return true }
            let parent = nodes[Int(path.parent)]
            return paths.isOfRecord(parent) || paths.twin(of: path, under: parent, named: intern(path.name)) != nil
        }
    }

    /// The next records were read elsewhere, between records of this one's; it goes on as if it had read them.
    ///
    /// - Parameters:
    ///   - nodes: where the other's paths stand here; those that are new are added.
    ///   - intern: gives a name the addresses that it has here.
    mutating func absorb(_ news: News, nodes: inout [Int32], intern: (InternedName) -> InternedName) {
        for path in news.paths { nodes.append(absorb(path, under: nodes[Int(path.parent)], intern(path.name))) }
        assembler.book.absorb(news.records, nodes: nodes)
        if let more = news.astray {
            note(Astray(count: more.count, line: more.line, node: nodes[Int(more.node)]))
        }
    }

    private mutating func absorb(_ path: XMLPaths.News, under parent: Int32, _ name: InternedName) -> Int32 {
        if let known = paths.twin(of: path, under: parent, named: name) { return known }
        if path.isAttribute {
            let leaf = paths.add(attribute: name, path.step, of: parent)
            setUses(at: leaf, of: parent, attribute: path.step.name)
            return leaf
        }
        let mark = mapping.mark(of: path.step.name, in: form).map(MarkingAttribute.init)
        let node = paths.add(name, path.step, under: parent, mark: mark, isInRecord: true)
        lookAstray(node, path.step)
        setUses(at: node, of: node, attribute: nil)
        return node
    }

    // MARK: Failing

    mutating func fail(limit: ReadingLimits.Name, found: Int, allowed: Int, line: Int?) {
        fail(.limitExceeded, line: line, subject: limit.rawValue, found: String(found), expected: [String(allowed)])
    }

    private mutating func failTooManyNames(line: Int) {
        let (subject, most) = paths.isFull ? (FixedLimit.names, XMLPaths.limit) : (.nameBytes, XMLPaths.nameBytesLimit)
        fail(.limitExceeded, line: line, subject: subject.rawValue, expected: [String(most)])
    }

    private mutating func failUnknown() {
        fail(.unknownXMLForm, found: paths.rootName, expected: XMLForms.known)
    }

    /// The first failure stands.
    mutating func fail(
        _ code: IssueCode, line: Int? = nil, subject: String? = nil, found: String? = nil, expected: [String] = []
    ) {
        guard failure == nil else { return }
        let place = SourceLocation(source, line: line)
        failure = Refusal(Issue(code, at: place, subject: subject, found: found, expected: expected))
    }
}
