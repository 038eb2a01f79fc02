import QuotaModel

/// Holds a YAML document against its grammar and reports everything that doesn't fit, each at its place (contract,
/// section 2): an unknown key at the key, a wrong value at the value, a missing key at the mapping it is missing from.
/// What it made of each node is noted in the tree.
struct StructureCheck {
    private(set) var tree: YAMLTree
    var findings: Findings
    /// The first places of the keys of all mappings that are being checked, the innermost last.
    private var firstPlaces: [Int?] = []

    /// Takes the document over, so that its tree is not copied to be marked.
    init(_ document: consuming YAMLReader.Document) {
        tree = document.tree
        findings = document.findings
    }

    /// Whether the node has the shape at all.
    ///
    /// - Parameter subject: the key under which it stands.
    @discardableResult
    mutating func check(_ place: Int, as shape: Shape, subject: String) -> Bool {
        let reading = reading(of: place, as: shape, subject: subject)
        tree.note(reading, at: place)
        return reading.isValue
    }

    private mutating func reading(of place: Int, as shape: Shape, subject: String) -> YAMLTree.Reading {
        switch (shape, tree.kind(place)) {
        case (_, .refused):
            return .unreadable
        case (.named(_, let shape), _):
            return reading(of: place, as: shape(), subject: subject)
        case (.entries(let element), .mapping):
            return entries(at: place, of: element)
        case (.list(let element, let count), .list):
            return list(at: place, of: element, atLeast: count, subject: subject)
        case (.mapping(let shape), .mapping):
            return mapping(at: place, as: shape)
        case (.oneOf(let shapes), .list), (.oneOf(let shapes), .mapping):
            if let alternative = shapes.first(where: { $0.isSameKind(as: tree.kind(place)) }) {
                return reading(of: place, as: alternative, subject: subject)
            }
            return wrongType(at: place, as: shape, subject: subject)
        case (_, .list), (_, .mapping):
            return wrongType(at: place, as: shape, subject: subject)
        case (_, .plain), (_, .quoted), (_, .madePlain), (_, .made), (_, .taggedInteger):
            return scalar(at: place, as: shape, subject: subject)
        }
    }

    private mutating func scalar(at place: Int, as shape: Shape, subject: String) -> YAMLTree.Reading {
        guard let scalar = tree.scalar(place) else { return .unreadable }
        do throws(ScalarFault) {
            let reading = try shape.read(scalar)
            if reading == .text, scalar.isPlain { remarkOnQuotes(around: scalar, at: place, subject: subject) }
            return reading
        } catch {
            // Where the quotes make it a text they are what is wrong.
            let isQuotedWord = error.code == .wrongType && !scalar.isPlain && !scalar.isTaggedInteger
            findings.add(
                error.code, at: tree.offset(place), subject: subject,
                found: isQuotedWord ? "\"\(scalar.text)\"" : scalar.text, expected: shape.expected,
                suggestion: error.suggestion ?? findings.nearest(to: scalar.text, among: error.words))
            return .unreadable
        }
    }

    /// Quotes that a word processor made curly are letters to YAML, and a name with them is another name.
    private mutating func remarkOnQuotes(around scalar: YAMLTree.Scalar, at place: Int, subject: String) {
        guard scalar.utf8.first ?? 0 >= 0x80 else { return }
        let text = scalar.text.unicodeScalars
        guard text.count > 1, let first = text.first, let last = text.last,
            YAMLReader.typographicQuotes.contains(first), YAMLReader.typographicQuotes.contains(last)
        else { return }
        findings.add(.typographicQuotes, at: tree.offset(place), subject: subject, found: scalar.text)
    }

    private mutating func wrongType(at place: Int, as shape: Shape, subject: String) -> YAMLTree.Reading {
        let offset = tree.offset(place)
        findings.add(
            .wrongType, at: offset, subject: subject, found: findings.nodeExcerpt(offset), expected: shape.expected)
        return .unreadable
    }

    private mutating func list(
        at place: Int, of element: Shape, atLeast count: Int, subject: String
    ) -> YAMLTree.Reading {
        let end = tree.place(after: place)
        guard count == 0 || Array(tree.children(of: place).prefix(count)).count == count else {
            findings.add(
                .emptyList, at: tree.offset(place), subject: subject, found: "[]", expected: element.expected)
            return .unreadable
        }
        var child = place + 1
        while child < end {
            check(child, as: element, subject: subject)
            child = tree.place(after: child)
        }
        return .list
    }

    private mutating func entries(at place: Int, of element: Shape) -> YAMLTree.Reading {
        var places: [String: Int] = [:]
        let end = tree.place(after: place)
        var child = place + 1
        while child < end {
            defer { child = tree.place(after: child) }
            guard let name = keyName(of: child) else { continue }
            let offset = tree.keyOffset(child)
            if let first = places[name] {
                findings.add(.duplicateKey, at: offset, subject: name, found: name, related: first)
                continue
            }
            places[name] = offset
            if !Shape.isIdentifier(name.utf8) {
                findings.add(
                    .badValue, at: offset, subject: "id", found: name, expected: Shape.identifier.expected,
                    suggestion: Shape.identifier(madeFrom: name))
            }
            check(child, as: element, subject: name)
        }
        return .entries
    }

    private mutating func mapping(at place: Int, as shape: MappingShape) -> YAMLTree.Reading {
        let keys = firstPlaces.count
        firstPlaces.append(contentsOf: repeatElement(nil, count: shape.keys.count))
        var unknown: [String: Int] = [:]
        var excused: Set<String> = []
        lazy var missing = keysNotWritten(at: place, of: shape)
        let end = tree.place(after: place)
        var child = place + 1
        while child < end {
            defer { child = tree.place(after: child) }
            guard let name = keyName(of: child) else { continue }
            let offset = tree.keyOffset(child)
            let number = shape.keys.firstIndex { $0.name == name }
            if let first = number.map({ firstPlaces[keys + $0] }) ?? unknown[name] {
                findings.add(.duplicateKey, at: offset, subject: name, found: name, related: first)
                continue
            }
            guard let number else {
                unknown[name] = offset
                if let meant = unknownKey(name, at: child, of: shape, missing: missing) { excused.insert(meant) }
                continue
            }
            firstPlaces[keys + number] = offset
            if case .reserved = shape.keys[number].shape {
                findings.add(.reservedKey, at: offset, subject: name, found: name)
            } else {
                check(child, as: shape.keys[number].shape, subject: name)
            }
        }
        reportMissing(in: shape, present: firstPlaces[keys...], excused: excused, at: tree.offset(place))
        firstPlaces.removeLast(shape.keys.count)
        return .mapping
    }

    private mutating func keyName(of place: Int) -> String? {
        switch tree.key(place) {
        case .text(let name):
            return name
        case .structure:
            let offset = tree.keyOffset(place)
            findings.add(
                .wrongType, at: offset, subject: "key", found: findings.nodeExcerpt(offset), expected: ["<text>"])
            return nil
        case .refused:
            return nil
        }
    }

    /// Reports the key and returns the one that was probably meant: that one is then not missing as well.
    private mutating func unknownKey(
        _ name: String, at place: Int, of shape: MappingShape, missing: [String]
    ) -> String? {
        let names = shape.keys.filter { !$0.shape.isReserved }.map(\.name)
        let meant = findings.nearest(to: name, among: missing) ?? findings.nearest(to: name, among: names)
        let slip = meant == nil ? commaSlip(name, at: place) : nil
        findings.add(
            .unknownKey, at: tree.keyOffset(place), subject: slip?.rawValue ?? name, found: name, expected: names,
            suggestion: meant)
        return meant
    }

    /// `{title: tin, bài}` has a key `bài`, `{points: 2,5}` a key `5`: what stands behind a comma without quotes. Only
    /// between brackets can a key be without a colon.
    private func commaSlip(_ name: String, at place: Int) -> KeySlip? {
        let end = tree.keyOffset(place) + name.utf8.count
        guard tree.scalar(place)?.utf8.isEmpty == true, end <= tree.utf8.count,
            let next = tree.utf8[end...].first(where: { !" \t\r\n".utf8.contains($0) }), ",}".utf8.contains(next)
        else { return nil }
        return name.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? .decimalComma : .unquotedComma
    }

    /// Whoever misspelt a key hardly wrote it rightly beside it.
    private func keysNotWritten(at place: Int, of shape: MappingShape) -> [String] {
        let written = Set(
            tree.children(of: place).compactMap { child in
                if case .text(let name) = tree.key(child) { name } else { nil }
            })
        return shape.keys.filter { !$0.shape.isReserved && !written.contains($0.name) }.map(\.name)
    }

    /// - Parameter present: where each key of the shape stands first.
    private mutating func reportMissing(
        in shape: MappingShape, present: ArraySlice<Int?>, excused: Set<String>, at offset: Int
    ) {
        for number in shape.keys.indices
        where shape.keys[number].isRequired && present[present.startIndex + number] == nil {
            let key = shape.keys[number]
            if excused.contains(key.name) { continue }
            findings.add(.missingKey, at: offset, subject: key.name, expected: key.shape.expected)
        }
        guard let rule = shape.rule, excused.isDisjoint(with: rule.names) else { return }
        let written = zip(shape.keys, present).compactMap { key, place in
            rule.names.contains(key.name) ? place.map { (name: key.name, place: $0) } : nil
        }.sorted { $0.place < $1.place }
        if written.isEmpty {
            findings.add(.missingKey, at: offset, expected: rule.names)
        } else if case .exactlyOne = rule, written.count > 1 {
            findings.add(
                .pointlessKey, at: written[1].place, subject: written[1].name, found: written[1].name,
                related: written[0].place)
        }
    }
}

extension MappingShape.Rule {
    var names: [String] {
        switch self {
        case .atLeastOne(let names), .exactlyOne(let names): names
        }
    }
}

extension Shape {
    fileprivate var isReserved: Bool { if case .reserved = self { true } else { false } }

    fileprivate func isSameKind(as kind: YAMLTree.Kind) -> Bool {
        switch (self, kind) {
        case (.list, .list), (.mapping, .mapping), (.entries, .mapping): true
        case (.named(_, let shape), _): shape().isSameKind(as: kind)
        default: false
        }
    }
}
