/// A YAML document as one flat list of nodes in the order of the file: what stands in a list or a mapping follows it.
/// Nothing in it has been interpreted: a scalar is the text that was written.
///
/// A pack of a hundred thousand units has a million nodes. Each has sixteen bytes and no memory of its own; its text stays
/// where it was written.
struct YAMLTree {
    enum Kind: UInt8 {
        /// A scalar whose text stands in the file as it is meant, with and without a quotation mark before it.
        case plain, quoted
        /// A scalar whose text the parser had to make: lines folded, escapes resolved, blocks, tags.
        case madePlain, made, taggedInteger
        case list, mapping
        /// Stands for an alias or a foreign tag, which has been reported.
        case refused
    }

    /// What the structural check made of a node.
    enum Reading: UInt8 {
        /// Nobody asked for it: not yet checked, under an unknown key, or the second under its key.
        case none
        /// It has not the shape that its place wants, which has been reported.
        case unreadable
        case text, number, exact, day, flag, list, mapping
        /// A mapping whose keys are ids that the file chooses.
        case entries

        var isValue: Bool { self != .none && self != .unreadable }
    }

    struct Node {
        let offset: UInt32
        /// How many bytes the text has, which of `made` it is, or how many nodes a list or mapping has in it.
        fileprivate(set) var extent: UInt32
        fileprivate(set) var key = YAMLKeys.Key()
        fileprivate(set) var kind: Kind
        fileprivate(set) var reading = Reading.none

        /// The place behind this node, which stands at `place`, and all that stands in it.
        fileprivate func end(at place: Int) -> Int {
            place + 1 + (kind == .list || kind == .mapping ? Int(extent) : 0)
        }
    }

    /// What stands before a value in a mapping.
    enum Key {
        case text(String)
        /// A list or a mapping.
        case structure
        case refused
    }

    /// A scalar with what its writing says about it.
    struct Scalar {
        let utf8: ArraySlice<UInt8>
        /// Not quoted, no block, no tag: the text alone says what it is.
        let isPlain: Bool
        /// `!!int` stands before it.
        let isTaggedInteger: Bool

        var text: String { String(decoding: utf8, as: UTF8.self) }
    }

    /// The document's text.
    let utf8: [UInt8]
    private(set) var nodes: [Node] = []
    private var made: [[UInt8]] = []
    private var keys = YAMLKeys()

    init(_ utf8: [UInt8]) {
        self.utf8 = utf8
        // Hardly a file needs more; a list that grows is copied, and room that stays empty costs nothing.
        nodes.reserveCapacity(utf8.count / 10)
    }

    /// The place of the document's outermost node.
    static let root = 0

    /// Where a node begins, in bytes from the beginning of the text.
    func offset(_ place: Int) -> Int { Int(nodes[place].offset) }

    func kind(_ place: Int) -> Kind { nodes[place].kind }

    func keyOffset(_ place: Int) -> Int { keys.offset(nodes[place].key) }

    /// What stands before the node, where it stands in a mapping.
    func key(_ place: Int) -> Key { keys[nodes[place].key] }

    /// Nil for what is no scalar.
    func scalar(_ place: Int) -> Scalar? {
        let node = nodes[place]
        let start = Int(node.offset)
        let extent = Int(node.extent)
        switch node.kind {
        case .plain: return Scalar(utf8: utf8[start..<start + extent], isPlain: true, isTaggedInteger: false)
        case .quoted: return Scalar(utf8: utf8[start + 1..<start + 1 + extent], isPlain: false, isTaggedInteger: false)
        case .madePlain: return Scalar(utf8: made[extent][...], isPlain: true, isTaggedInteger: false)
        case .made: return Scalar(utf8: made[extent][...], isPlain: false, isTaggedInteger: false)
        case .taggedInteger: return Scalar(utf8: made[extent][...], isPlain: false, isTaggedInteger: true)
        case .list, .mapping, .refused: return nil
        }
    }

    /// The node under a key of a mapping that the structural check looked at: of two under one key the first.
    func checkedChild(of place: Int, under key: String) -> Int? {
        let end = nodes[place].end(at: place)
        var child = place + 1
        while child < end {
            if nodes[child].reading != .none, keys.isText(nodes[child].key, key) { return child }
            child = nodes[child].end(at: child)
        }
        return nil
    }

    /// The places of the nodes that stand directly in a list or mapping.
    func children(of place: Int) -> Children {
        Children(nodes: nodes, place: place + 1, end: nodes[place].end(at: place))
    }

    struct Children: Sequence, IteratorProtocol {
        fileprivate let nodes: [Node]
        fileprivate var place: Int
        fileprivate let end: Int

        mutating func next() -> Int? {
            guard place < end else { return nil }
            defer { place = nodes[place].end(at: place) }
            return place
        }
    }

    /// The place behind a node and all that stands in it.
    func place(after place: Int) -> Int { nodes[place].end(at: place) }

    /// What the structural check made of a node.
    func reading(_ place: Int) -> Reading { nodes[place].reading }

    /// Notes what the structural check made of a node.
    mutating func note(_ reading: Reading, at place: Int) { nodes[place].reading = reading }
}

// MARK: Making

extension YAMLTree {
    /// Adds a scalar with the text that the parser read.
    mutating func addScalar(_ event: YAMLEvent, _ text: UnsafeBufferPointer<UInt8>) {
        if event.isPlain, stands(text, at: event.offset) {
            add(.plain, event.offset, extent: text.count)
        } else if !event.isPlain, !event.isTaggedInteger, stands(text, at: event.offset + 1) {
            add(.quoted, event.offset, extent: text.count)
        } else {
            add(
                event.isPlain ? .madePlain : event.isTaggedInteger ? .taggedInteger : .made, event.offset,
                extent: made.count)
            made.append(Array(text))
        }
    }

    private func stands(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
        offset + text.count <= utf8.count && utf8[offset..<offset + text.count].elementsEqual(text)
    }

    /// Adds a list or mapping, whose nodes follow, or something refused; its place.
    @discardableResult
    mutating func add(_ kind: Kind, _ offset: Int, extent: Int = 0) -> Int {
        nodes.append(Node(offset: UInt32(offset), extent: UInt32(extent), kind: kind))
        return nodes.count - 1
    }

    /// Everything in the list or mapping has been added.
    mutating func close(_ place: Int) { nodes[place].extent = UInt32(nodes.count - place - 1) }

    /// A node is not to be read, nor what stands in it.
    mutating func refuse(_ place: Int) {
        nodes.removeSubrange((place + 1)...)
        nodes[place].kind = .refused
    }

    /// Takes the last node off again, which is a key: it belongs to the value that follows.
    mutating func takeKey(_ place: Int) -> YAMLKeys.Key {
        let key: Key =
            switch kind(place) {
            case .list, .mapping: .structure
            case .refused: .refused
            default: .text(scalar(place)?.text ?? "")
            }
        let offset = offset(place)
        nodes.removeSubrange(place...)
        return keys.add(key, at: offset)
    }

    /// As `takeKey` for the text that most keys are.
    mutating func key(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> YAMLKeys.Key { keys.add(text, at: offset) }

    mutating func setKey(_ key: YAMLKeys.Key, of place: Int) { nodes[place].key = key }
}
