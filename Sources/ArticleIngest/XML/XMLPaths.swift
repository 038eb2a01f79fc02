import QuotaModel

/// Every distinct path of a document, met once and known again by the parser's interned names: what is read from an
/// element is decided when its path is new, and found by comparing pointers ever after.
struct XMLPaths {
    struct Node {
        fileprivate let name: InternedName
        fileprivate let parent: Int32
        fileprivate let isAttribute: Bool
        fileprivate var mark: Int32 = -1
        fileprivate var firstChild: Int32 = -1
        fileprivate var firstAttribute: Int32 = -1
        fileprivate var nextSibling: Int32 = -1
        /// Where the search for the next child or attribute begins: behind the one found last, for files repeat
        /// themselves.
        fileprivate var likelyChild: Int32 = -1
        fileprivate var likelyAttribute: Int32 = -1
        fileprivate(set) var isRecord = false
        fileprivate(set) var isInRecord = false
        /// Is it called as records are, and none?
        fileprivate(set) var isAstray = false
        fileprivate(set) var uses = UseRange.none

        /// Is a field read from the element's text?
        var usesText: Bool { uses.count > 0 && !isAttribute }
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

    private var nodes: ContiguousArray<Node> = []
    private var steps: [XMLStep] = []
    private var marks: [Mark] = []
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
        let begin = nodes[Int(parent)].likelyChild
        var next = begin
        while next >= 0 {
            if fits(next, name, attributes) {
                let follower = nodes[Int(next)].nextSibling
                nodes[Int(parent)].likelyChild = follower >= 0 ? follower : nodes[Int(parent)].firstChild
                return next
            }
            next = nodes[Int(next)].nextSibling
            if next < 0 { next = nodes[Int(parent)].firstChild }
            if next == begin { return nil }
        }
        return nil
    }

    mutating func attribute(of node: Int32, named name: InternedName) -> Int32? {
        let begin = nodes[Int(node)].likelyAttribute
        var next = begin
        while next >= 0 {
            if nodes[Int(next)].name == name {
                let follower = nodes[Int(next)].nextSibling
                nodes[Int(node)].likelyAttribute = follower >= 0 ? follower : nodes[Int(node)].firstAttribute
                return next
            }
            next = nodes[Int(next)].nextSibling
            if next < 0 { next = nodes[Int(node)].firstAttribute }
            if next == begin { return nil }
        }
        return nil
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
        if let mark {
            node.mark = Int32(marks.count)
            marks.append(Mark(attribute: mark, value: step.mark.map { Array($0.value.utf8) }))
        }
        let added = append(node, step)
        link(added, behind: nodes[Int(parent)].firstChild)
        if nodes[Int(parent)].firstChild < 0 { nodes[Int(parent)].firstChild = added }
        nodes[Int(parent)].likelyChild = nodes[Int(parent)].firstChild
        return added
    }

    mutating func add(attribute name: InternedName, _ step: XMLStep, of node: Int32) -> Int32 {
        var leaf = Node(name: name, parent: node, isAttribute: true)
        leaf.isInRecord = true
        let added = append(leaf, step)
        link(added, behind: nodes[Int(node)].firstAttribute)
        if nodes[Int(node)].firstAttribute < 0 { nodes[Int(node)].firstAttribute = added }
        nodes[Int(node)].likelyAttribute = nodes[Int(node)].firstAttribute
        return added
    }

    mutating func setRecord(_ node: Int32) { nodes[Int(node)].isRecord = true }

    mutating func setAstray(_ node: Int32) { nodes[Int(node)].isAstray = true }

    mutating func setUses(_ uses: UseRange, at node: Int32) { nodes[Int(node)].uses = uses }

    private mutating func append(_ node: Node, _ step: XMLStep) -> Int32 {
        nodes.append(node)
        nameBytes += step.name.bytes
        steps.append(step)
        return Int32(nodes.count - 1)
    }

    private mutating func link(_ added: Int32, behind first: Int32) {
        guard first >= 0 else { return }
        var last = first
        while nodes[Int(last)].nextSibling >= 0 { last = nodes[Int(last)].nextSibling }
        nodes[Int(last)].nextSibling = added
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
        var next = news.isAttribute ? nodes[Int(parent)].firstAttribute : nodes[Int(parent)].firstChild
        while next >= 0 {
            if nodes[Int(next)].name == name, steps[Int(next)].mark == news.step.mark { return next }
            next = nodes[Int(next)].nextSibling
        }
        return nil
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
