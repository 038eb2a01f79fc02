/// Entries of an export that are no posts, counted by their type in order of appearance.
struct OtherTypes {
    private(set) var counted: [(type: String, count: Int)] = []
    /// Entries of types that came when there were too many to tell each.
    private(set) var rest = 0
    private var places: [String: Int] = [:]
    private let limit: Int

    /// - Parameter limit: how many types are told apart.
    init(limit: Int) { self.limit = limit }

    mutating func add(_ type: String, count: Int = 1) {
        if let place = places[type] {
            counted[place].count += count
        } else if counted.count < limit {
            places[type] = counted.count
            counted.append((type, count))
        } else {
            rest += count
        }
    }

    /// Those that came next.
    mutating func add(_ more: OtherTypes) {
        for (type, count) in more.counted { add(type, count: count) }
        rest += more.rest
    }
}
