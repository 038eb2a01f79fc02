import QuotaModel

/// Holds a YAML document against its grammar and reports everything that doesn't fit, each at its place (contract,
/// section 2): an unknown key at the key, a wrong value at the value, a missing key at the mapping it is missing from.
struct StructureCheck {
    var findings: Findings

    init(_ findings: Findings) { self.findings = findings }

    /// The node's value, or nil where it has not the shape at all.
    ///
    /// - Parameter subject: the key under which it stands.
    mutating func check(_ node: YAMLNode, as shape: Shape, subject: String) -> CheckedValue? {
        switch (shape, node.content) {
        case (_, .refused):
            return nil
        case (.named(_, let shape), _):
            return check(node, as: shape(), subject: subject)
        case (.entries(let element), .mapping(let entries)):
            return self.entries(entries, of: element, at: node)
        case (.list(let element, let count), .list(let nodes)):
            return list(nodes, of: element, atLeast: count, at: node, subject: subject)
        case (.mapping(let shape), .mapping(let entries)):
            return CheckedValue(offset: node.offset, content: .mapping(mapping(entries, as: shape, at: node)))
        case (.oneOf(let shapes), .list), (.oneOf(let shapes), .mapping):
            if let alternative = shapes.first(where: { $0.isSameKind(as: node.content) }) {
                return check(node, as: alternative, subject: subject)
            }
            report(.wrongType, at: node, as: shape, subject: subject)
            return nil
        case (_, .scalar(let scalar)):
            return self.scalar(scalar, as: shape, at: node, subject: subject)
        default:
            report(.wrongType, at: node, as: shape, subject: subject)
            return nil
        }
    }

    private mutating func scalar(
        _ scalar: YAMLNode.Scalar, as shape: Shape, at node: YAMLNode, subject: String
    ) -> CheckedValue? {
        do throws(ScalarFault) {
            return CheckedValue(offset: node.offset, content: try shape.read(scalar))
        } catch {
            findings.add(
                error.code, at: node.offset, subject: subject, found: scalar.text, expected: shape.expected,
                suggestion: error.suggestion ?? findings.nearest(to: scalar.text, among: error.words))
            return nil
        }
    }

    private mutating func report(_ code: IssueCode, at node: YAMLNode, as shape: Shape, subject: String) {
        findings.add(
            code, at: node.offset, subject: subject, found: findings.excerpt(node.offset), expected: shape.expected)
    }

    private mutating func list(
        _ nodes: [YAMLNode], of element: Shape, atLeast count: Int, at node: YAMLNode, subject: String
    ) -> CheckedValue? {
        guard nodes.count >= count else {
            findings.add(.emptyList, at: node.offset, subject: subject, found: "[]", expected: element.expected)
            return nil
        }
        var values: [CheckedValue] = []
        for node in nodes {
            if let value = check(node, as: element, subject: subject) { values.append(value) }
        }
        return CheckedValue(offset: node.offset, content: .list(values))
    }

    private mutating func entries(_ entries: [YAMLNode.Entry], of element: Shape, at node: YAMLNode) -> CheckedValue {
        var checked: [(key: Located<String>, value: CheckedValue)] = []
        var places: [String: Int] = [:]
        for entry in entries {
            guard let name = keyName(entry.key) else { continue }
            if let first = places[name] {
                findings.add(.duplicateKey, at: entry.key.offset, subject: name, found: name, related: first)
                continue
            }
            places[name] = entry.key.offset
            if !Shape.isIdentifier(name) {
                report(.badValue, at: entry.key, as: .identifier, subject: "id")
            }
            if let value = check(entry.value, as: element, subject: name) {
                checked.append((Located(name, entry.key.offset), value))
            }
        }
        return CheckedValue(offset: node.offset, content: .entries(checked))
    }

    private mutating func mapping(
        _ entries: [YAMLNode.Entry], as shape: MappingShape, at node: YAMLNode
    ) -> CheckedMapping {
        var checked = CheckedMapping(offset: node.offset)
        var places: [String: Int] = [:]
        var excused: Set<String> = []
        lazy var missing = Self.keysNotWritten(in: entries, of: shape)
        for entry in entries {
            guard let name = keyName(entry.key) else { continue }
            if let first = places[name] {
                findings.add(.duplicateKey, at: entry.key.offset, subject: name, found: name, related: first)
                continue
            }
            places[name] = entry.key.offset
            guard let key = shape.keys.first(where: { $0.name == name }) else {
                if let meant = unknownKey(name, at: entry.key, of: shape, missing: missing) { excused.insert(meant) }
                continue
            }
            if case .reserved = key.shape {
                findings.add(.reservedKey, at: entry.key.offset, subject: name, found: name)
            } else if let value = check(entry.value, as: key.shape, subject: name) {
                checked.values[name] = value
            } else {
                checked.unreadable.insert(name)
            }
        }
        reportMissing(in: shape, present: places, excused: excused, at: node)
        return checked
    }

    private mutating func keyName(_ key: YAMLNode) -> String? {
        switch key.content {
        case .scalar(let scalar):
            return scalar.text
        case .list, .mapping:
            findings.add(
                .wrongType, at: key.offset, subject: "key", found: findings.excerpt(key.offset), expected: ["<text>"])
            return nil
        case .refused:
            return nil
        }
    }

    /// Reports the key and returns the one that was probably meant: that one is then not missing as well.
    private mutating func unknownKey(
        _ name: String, at key: YAMLNode, of shape: MappingShape, missing: [String]
    ) -> String? {
        let names = shape.keys.filter { !$0.shape.isReserved }.map(\.name)
        let meant = findings.nearest(to: name, among: missing) ?? findings.nearest(to: name, among: names)
        findings.add(.unknownKey, at: key.offset, subject: name, found: name, expected: names, suggestion: meant)
        return meant
    }

    /// Whoever misspelt a key hardly wrote it rightly beside it.
    private static func keysNotWritten(in entries: [YAMLNode.Entry], of shape: MappingShape) -> [String] {
        let written = Set(
            entries.compactMap { entry in
                if case .scalar(let scalar) = entry.key.content { scalar.text } else { nil }
            })
        return shape.keys.filter { !$0.shape.isReserved && !written.contains($0.name) }.map(\.name)
    }

    private mutating func reportMissing(
        in shape: MappingShape, present: [String: Int], excused: Set<String>, at node: YAMLNode
    ) {
        for key in shape.keys where key.isRequired && present[key.name] == nil && !excused.contains(key.name) {
            findings.add(.missingKey, at: node.offset, subject: key.name, expected: key.shape.expected)
        }
        guard let rule = shape.rule, excused.isDisjoint(with: rule.names) else { return }
        let places = rule.names.compactMap { present[$0] }.sorted()
        if places.isEmpty {
            findings.add(.missingKey, at: node.offset, expected: rule.names)
        } else if case .exactlyOne = rule, places.count > 1 {
            let second = rule.names.first { present[$0] == places[1] }
            findings.add(.pointlessKey, at: places[1], subject: second, found: second, related: places[0])
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

    fileprivate func isSameKind(as content: YAMLNode.Content) -> Bool {
        switch (self, content) {
        case (.list, .list), (.mapping, .mapping), (.entries, .mapping): true
        case (.named(_, let shape), _): shape().isSameKind(as: content)
        default: false
        }
    }
}
