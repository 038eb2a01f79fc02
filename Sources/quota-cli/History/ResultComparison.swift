import QuotaModel

/// What differs between two recorded results of one command, unit by unit or subject by subject.
struct ResultComparison {
    /// Everything that differs for one unit or subject.
    struct Change {
        let id: String
        let name: String
        let figures: [Figure]
    }

    /// One figure before and after; nil where it is not there.
    struct Figure {
        enum Kind: Hashable {
            case rank, total, grade, disqualified
            case period(quota: String, from: String, to: String)
            /// A criterion, bonus or penalty.
            case line(String)

            /// Whether the figure is a decimal number.
            var isPoints: Bool {
                switch self {
                case .total, .line: true
                case .rank, .grade, .disqualified, .period: false
                }
            }
        }

        let kind: Kind
        let before: JSONValue?
        let after: JSONValue?
        /// What a criterion, bonus or penalty is called; nil for other figures.
        var title: String?
    }

    /// The titles of grades by their ids, which may be others under other rules.
    let gradesBefore: [String: String]
    let gradesAfter: [String: String]

    /// In the order of the second result, then those that only the first has.
    let changes: [Change]

    init(
        _ before: JSONValue, _ after: JSONValue, gradesBefore: [String: String], gradesAfter: [String: String]
    ) {
        self.gradesBefore = gradesBefore
        self.gradesAfter = gradesAfter
        let key = after["units"] == nil ? "subjects" : "units"
        let (older, newer) = (Self.byID(before[key]), Self.byID(after[key]))
        let ids = newer.order + older.order.filter { newer.rows[$0] == nil }
        changes = ids.compactMap { id in
            let (old, new) = (older.rows[id], newer.rows[id])
            let figures = Self.figures(old, new)
            return figures.isEmpty ? nil : Change(id: id, name: (new ?? old)?["name"]?.text ?? id, figures: figures)
        }
    }

    private static func byID(_ list: JSONValue?) -> (order: [String], rows: [String: JSONValue]) {
        let rows = (list?.elements ?? []).compactMap { row in row["id"]?.text.map { ($0, row) } }
        return (rows.map(\.0), Dictionary(rows, uniquingKeysWith: { first, _ in first }))
    }

    private static func figures(_ old: JSONValue?, _ new: JSONValue?) -> [Figure] {
        let (before, after) = (list(old), list(new))
        let known = Dictionary(before, uniquingKeysWith: { first, _ in first })
        let there = Dictionary(after, uniquingKeysWith: { first, _ in first })
        let kinds = after.map(\.0) + before.map(\.0).filter { there[$0] == nil }
        lazy var titles = titles(old).merging(titles(new)) { _, newer in newer }
        return kinds.compactMap { kind in
            let (old, new) = (known[kind], there[kind])
            guard old?.canonical != new?.canonical else { return nil }
            var figure = Figure(kind: kind, before: old, after: new)
            if case .line(let id) = kind { figure.title = titles[id] }
            return figure
        }
    }

    private static func titles(_ row: JSONValue?) -> [String: String] {
        let titled = lines(row).compactMap { line -> (String, String)? in
            guard let id = line["id"]?.text, let title = line["title"]?.text else { return nil }
            return (id, title)
        }
        return Dictionary(titled, uniquingKeysWith: { first, _ in first })
    }

    /// Criteria, bonus and penalties of a subject.
    private static func lines(_ row: JSONValue?) -> [JSONValue] {
        (row?["groups"]?.elements ?? []).flatMap { $0["criteria"]?.elements ?? [] }
            + (row?["bonus"]?.elements ?? []) + (row?["penalties"]?.elements ?? [])
    }

    /// Verdicts, rank and points of a unit or subject, in order.
    private static func list(_ row: JSONValue?) -> [(Figure.Kind, JSONValue)] {
        guard let row else { return [] }
        let heads: [(Figure.Kind, String)] = [
            (.rank, "rank"), (.total, "total"), (.grade, "grade"), (.disqualified, "disqualified"),
        ]
        var list = heads.compactMap { kind, key in row[key].map { (kind, $0) } }
        for quota in row["quotas"]?.elements ?? [] {
            for period in quota["periods"]?.elements ?? [] {
                let kind = Figure.Kind.period(
                    quota: quota["id"]?.text ?? "", from: period["from"]?.text ?? "", to: period["to"]?.text ?? "")
                list.append(
                    (
                        kind,
                        .object(
                            ["count", "minimum", "status"].compactMap { key in
                                period[key].map { JSONValue.Member(key, $0) }
                            })
                    ))
            }
        }
        for line in lines(row) {
            if let id = line["id"]?.text, let points = line["points"] { list.append((.line(id), points)) }
        }
        return list
    }
}

/// The first place where two JSON values differ: `units[2].quotas[0].periods[1].count`.
struct JSONDifference {
    let path: String
    /// Nil where there is nothing.
    let before: JSONValue?
    let after: JSONValue?

    /// Nil where they are the same to the byte.
    init?(_ before: JSONValue?, _ after: JSONValue?, at path: String = "") {
        switch (before, after) {
        case (.object(let old), .object(let new)):
            let keys = old.map(\.key) + new.map(\.key).filter { key in !old.contains { $0.key == key } }
            for key in keys {
                let inner = path.isEmpty ? key : "\(path).\(key)"
                if let found = JSONDifference(before?[key], after?[key], at: inner) {
                    self = found
                    return
                }
            }
            // The same members in another order.
            guard zip(old, new).contains(where: { $0.key != $1.key }) else { return nil }
            self.init(path: path, before, after)
        case (.array(let old), .array(let new)):
            for place in 0..<max(old.count, new.count) {
                let pair = [old, new].map { place < $0.count ? $0[place] : nil }
                if let found = JSONDifference(pair[0], pair[1], at: "\(path)[\(place)]") {
                    self = found
                    return
                }
            }
            return nil
        default:
            guard before?.canonical != after?.canonical else { return nil }
            self.init(path: path, before, after)
        }
    }

    private init(path: String, _ before: JSONValue?, _ after: JSONValue?) {
        self.path = path
        self.before = before
        self.after = after
    }
}
