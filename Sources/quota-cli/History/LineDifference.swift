/// What differs between the lines of two files, in the order in which they stand there.
struct LineDifference {
    /// A line that stands on one side only.
    struct Change {
        let isAdded: Bool
        let text: String
    }

    let changes: [Change]

    /// - Parameter mostInOrder: comparing more lines one by one could take minutes; of these only those are told that one
    ///   side has more often.
    init(from old: [Substring], to new: [Substring], mostInOrder: Int = 8_000) {
        let (removed, inserted) = Self.places(old, new, mostInOrder)
        var changes: [Change] = []
        var (before, after) = (0, 0)
        while before < old.count || after < new.count {
            if removed.contains(before) {
                changes.append(Change(isAdded: false, text: String(old[before])))
                before += 1
            } else if inserted.contains(after) {
                changes.append(Change(isAdded: true, text: String(new[after])))
                after += 1
            } else {
                before += 1
                after += 1
            }
        }
        self.changes = changes
    }

    private static func places(
        _ old: [Substring], _ new: [Substring], _ mostInOrder: Int
    ) -> (removed: Set<Int>, inserted: Set<Int>) {
        // What has no counterpart anywhere need not be looked for: of two wholly different packs nothing is left.
        let (inOld, inNew) = (Set(old), Set(new))
        var before = old.indices.filter { inNew.contains(old[$0]) }[...]
        var after = new.indices.filter { inOld.contains(new[$0]) }[...]
        var removed = Set(old.indices).subtracting(before)
        var inserted = Set(new.indices).subtracting(after)
        // Nor what both begin and end with.
        while let left = before.first, let right = after.first, old[left] == new[right] {
            before.removeFirst()
            after.removeFirst()
        }
        while let left = before.last, let right = after.last, old[left] == new[right] {
            before.removeLast()
            after.removeLast()
        }
        if before.count + after.count <= mostInOrder {
            let (first, second) = (Array(before), Array(after))
            for change in second.map({ new[$0] }).difference(from: first.map { old[$0] }) {
                switch change {
                case .remove(let place, _, _): removed.insert(first[place])
                case .insert(let place, _, _): inserted.insert(second[place])
                }
            }
        } else {
            removed.formUnion(surplus(before, of: old, over: after, of: new))
            inserted.formUnion(surplus(after, of: new, over: before, of: old))
        }
        return (removed, inserted)
    }

    /// The last of those lines that stand more often than on the other side.
    private static func surplus(
        _ places: ArraySlice<Int>, of lines: [Substring], over others: ArraySlice<Int>, of otherLines: [Substring]
    ) -> [Int] {
        var left = Dictionary(others.map { (otherLines[$0], 1) }, uniquingKeysWith: +)
        return places.filter { place in
            let count = left[lines[place], default: 0]
            left[lines[place]] = count - 1
            return count <= 0
        }
    }
}
