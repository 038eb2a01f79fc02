import QuotaModel

/// Every distinct path of a document, met once and known again by the parser's interned names: what is read from an
/// element is decided when its path is new, and found by comparing pointers ever after.
struct XMLPaths {
    struct Node {
        fileprivate let name: InternedName
        fileprivate let parent: Int32
        fileprivate let isAttribute: Bool
        fileprivate var mark: Int32 = -1
        fileprivate var children = Siblings()
        fileprivate var attributes = Siblings()
        fileprivate var nextSibling: Int32 = -1
        fileprivate(set) var isRecord = false
        fileprivate(set) var isInRecord = false
        /// Is it called as records are, and none?
        fileprivate(set) var isAstray = false
        fileprivate(set) var uses = UseRange.none

        /// Is a field read from the element's text?
        var usesText: Bool { uses.count > 0 && !isAttribute }
    }

    /// The children of an element, or its attributes, in order of appearance.
    fileprivate struct Siblings {
        var first: Int32 = -1
        var last: Int32 = -1
        /// Where the next search begins: behind the one found last, for files repeat themselves.
        var likely: Int32 = -1
    }

    /// The attribute that belongs to an element's name, as bytes.
    private struct Mark {
        let attribute: MarkingAttribute
        /// Nil: the element doesn't have the attribute.
        let value: [UInt8]?
    }

    /// Above the document's root.
    static let root: Int32 = 0
    /// A log of articles has some dozens of paths; a file of thousands is none, and would be slow.
    static let limit = 4_096
    /// All names together. The parser's own table of names holds more, so it never is what ends the reading.
    static let nameBytesLimit = 1 << 20
    private static let unmappedLimit = 100
    /// Siblings that are looked at before they are looked up: up to here that is quicker.
    private static let lookedAt = 16

    private var nodes: ContiguousArray<Node> = []
    private var steps: [XMLStep] = []
    private var marks: [Mark] = []
    private var siblings = XMLSiblings()
    private var nameBytes = 0

    /// A path that was new to one core.
    struct News {
        let parent: Int32
        let name: InternedName
        let step: XMLStep
        let isAttribute: Bool
    }

    init() {
        let nothing = InternedName(local: nil, prefix: nil, namespace: nil)
        nodes.append(Node(name: nothing, parent: -1, isAttribute: false))
        steps.append(XMLStep(name: XMLName(prefix: nil, local: "", namespace: nil), mark: nil))
    }

    var count: Int { nodes.count }

    /// Is there room for so many more paths, with so many bytes of names?
    func hasRoom(for more: Int = 1, nameBytes: Int = 0) -> Bool {
        // The place above the root is no path.
        nodes.count - 1 + more <= Self.limit && self.nameBytes + nameBytes <= Self.nameBytesLimit
    }

    var isFull: Bool { nodes.count > Self.limit }

    subscript(node: Int32) -> Node { nodes[Int(node)] }

    // MARK: Finding

    mutating func child(of parent: Int32, named name: InternedName, _ attributes: InternedAttributes) -> Int32? {
        let children = nodes[Int(parent)].children
        var next = children.likely
        for _ in 0..<Self.lookedAt {
            guard next >= 0 else { return nil }
            if fits(next, name, attributes) {
                nodes[Int(parent)].children.likely = follower(of: next, among: children)
                return next
            }
            next = follower(of: next, among: children)
            if next == children.likely { return nil }
        }
        guard let found = lookUp(name, attributes, under: parent) else { return nil }
        nodes[Int(parent)].children.likely = follower(of: found, among: children)
        return found
    }

    mutating func attribute(of node: Int32, named name: InternedName) -> Int32? {
        let attributes = nodes[Int(node)].attributes
        var next = attributes.likely
        for _ in 0..<Self.lookedAt {
            guard next >= 0 else { return nil }
            if nodes[Int(next)].name == name {
                nodes[Int(node)].attributes.likely = follower(of: next, among: attributes)
                return next
            }
            next = follower(of: next, among: attributes)
            if next == attributes.likely { return nil }
        }
        guard let found = siblings.first(name, isAttribute: true, under: node) else { return nil }
        nodes[Int(node)].attributes.likely = follower(of: found, among: attributes)
        return found
    }

    /// Behind the last comes the first.
    private func follower(of node: Int32, among siblings: Siblings) -> Int32 {
        let next = nodes[Int(node)].nextSibling
        return next >= 0 ? next : siblings.first
    }

    private func lookUp(_ name: InternedName, _ attributes: InternedAttributes, under parent: Int32) -> Int32? {
        guard let first = siblings.first(name, isAttribute: false, under: parent) else { return nil }
        // One attribute marks all of a name: a form that marks none may still give way to one that does, and its path
        // fits them all; no other changes.
        let mark = nodes[Int(first)].mark
        guard mark >= 0 else { return first }
        let value = attributes.value(of: marks[Int(mark)].attribute).map(Array.init)
        return siblings.marked(value, besides: first)
    }

    private func fits(_ node: Int32, _ name: InternedName, _ attributes: InternedAttributes) -> Bool {
        guard nodes[Int(node)].name == name else { return false }
        let mark = nodes[Int(node)].mark
        return mark < 0 || attributes.has(marks[Int(mark)].attribute, marks[Int(mark)].value)
    }

    // MARK: Growing

    /// A new path. `mark`: the attribute whose value belongs to the element's name.
    mutating func add(
        _ name: InternedName, _ step: XMLStep, under parent: Int32, mark: MarkingAttribute?, isInRecord: Bool
    ) -> Int32 {
        var node = Node(name: name, parent: parent, isAttribute: false)
        node.isInRecord = isInRecord
        let value = step.mark.map { Array($0.value.utf8) }
        if let mark {
            node.mark = Int32(marks.count)
            marks.append(Mark(attribute: mark, value: value))
        }
        let added = append(node, step)
        nodes[Int(parent)].children = link(added, behind: nodes[Int(parent)].children)
        if mark != nil { siblings.add(mark: value, of: name, under: parent, node: added) }
        return added
    }

    mutating func add(attribute name: InternedName, _ step: XMLStep, of node: Int32) -> Int32 {
        var leaf = Node(name: name, parent: node, isAttribute: true)
        leaf.isInRecord = true
        let added = append(leaf, step)
        nodes[Int(node)].attributes = link(added, behind: nodes[Int(node)].attributes)
        return added
    }

    mutating func setRecord(_ node: Int32) { nodes[Int(node)].isRecord = true }

    mutating func setAstray(_ node: Int32) { nodes[Int(node)].isAstray = true }

    mutating func setUses(_ uses: UseRange, at node: Int32) { nodes[Int(node)].uses = uses }

    private mutating func append(_ node: Node, _ step: XMLStep) -> Int32 {
        let added = Int32(nodes.count)
        nodes.append(node)
        nameBytes += step.bytes
        steps.append(step)
        siblings.add(node.name, isAttribute: node.isAttribute, under: node.parent, node: added)
        return added
    }

    /// The siblings with another one behind them.
    private mutating func link(_ added: Int32, behind siblings: Siblings) -> Siblings {
        if siblings.last >= 0 { nodes[Int(siblings.last)].nextSibling = added }
        let first = siblings.first >= 0 ? siblings.first : added
        return Siblings(first: first, last: added, likely: first)
    }

    // MARK: News

    /// Is it a record or in one?
    func isOfRecord(_ node: Int32) -> Bool { nodes[Int(node)].isRecord || nodes[Int(node)].isInRecord }

    /// What was added since there were so many.
    func news(since count: Int) -> [News] {
        nodes.indices.dropFirst(count).map { place in
            let node = nodes[place]
            return News(parent: node.parent, name: node.name, step: steps[place], isAttribute: node.isAttribute)
        }
    }

    /// The same path, if it is known here. `name`: as it is interned here.
    func twin(of news: News, under parent: Int32, named name: InternedName) -> Int32? {
        guard let first = siblings.first(name, isAttribute: news.isAttribute, under: parent) else { return nil }
        guard nodes[Int(first)].mark >= 0 else { return first }
        return siblings.marked(news.step.mark.map { Array($0.value.utf8) }, besides: first)
    }

    // MARK: Telling

    /// From the document's root, the element itself last.
    func path(to node: Int32) -> [XMLStep] {
        var path: [XMLStep] = []
        var next = node
        while next > Self.root {
            path.append(steps[Int(next)])
            next = nodes[Int(next)].parent
        }
        return path.reversed()
    }

    /// The root element as the file writes it.
    var rootName: String? { steps.count > 1 ? steps[1].written : nil }

    /// The path from the record to an element or attribute, as a mapping would write it.
    func written(_ node: Int32) -> String {
        var parts: [String] = []
        var next = node
        while next > Self.root, nodes[Int(next)].isInRecord {
            parts.append((nodes[Int(next)].isAttribute ? "@" : "") + steps[Int(next)].written)
            next = nodes[Int(next)].parent
        }
        return parts.isEmpty ? "." : parts.reversed().joined(separator: "/")
    }

    /// What stands in records and is not read: elements without children that are, and attributes.
    var unmapped: [String] {
        var serves = [Bool](repeating: false, count: nodes.count)
        for index in nodes.indices.reversed() where index > 0 {
            if nodes[index].uses.count > 0 { serves[index] = true }
            if serves[index] { serves[Int(nodes[index].parent)] = true }
        }
        let idle = nodes.indices.filter { nodes[$0].isInRecord && !serves[$0] }
        return idle.prefix(Self.unmappedLimit).map { written(Int32($0)) }
    }
}
