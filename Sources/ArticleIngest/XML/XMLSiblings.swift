/// Paths by parent and name, for siblings that are too many to be looked at one after the other.
struct XMLSiblings {
    private struct Name: Hashable {
        let parent: Int32
        let name: InternedName
        let isAttribute: Bool
    }

    /// What tells siblings of one name apart.
    private struct Marked: Hashable {
        let first: Int32
        /// Bytes, since texts that look alike are not the same to the log.
        let value: [UInt8]?
    }

    /// The first of each name.
    private var named: [Name: Int32] = [:]
    private var marked: [Marked: Int32] = [:]

    func first(_ name: InternedName, isAttribute: Bool, under parent: Int32) -> Int32? {
        named[Name(parent: parent, name: name, isAttribute: isAttribute)]
    }

    /// The path whose mark has this value (nil: whose element lacks the attribute). `first`: the first of its name.
    func marked(_ value: [UInt8]?, besides first: Int32) -> Int32? { marked[Marked(first: first, value: value)] }

    mutating func add(_ name: InternedName, isAttribute: Bool, under parent: Int32, node: Int32) {
        let place = Name(parent: parent, name: name, isAttribute: isAttribute)
        if named[place] == nil { named[place] = node }
    }

    /// Of a path that was added and has a mark.
    mutating func add(mark value: [UInt8]?, of name: InternedName, under parent: Int32, node: Int32) {
        guard let first = first(name, isAttribute: false, under: parent) else { return }
        marked[Marked(first: first, value: value)] = node
    }
}
