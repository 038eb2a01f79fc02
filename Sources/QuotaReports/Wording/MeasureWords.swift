import QuotaModel
import ScoringRules

/// What a measure counts, in words.
extension Wording {
    /// `số tin, bài: loại Tin, Bài; số ảnh từ 1`.
    func sentence(_ measure: Measure, in pack: RulePack) -> String {
        let cite = citation(measure.cite, in: pack).map { " – \($0)" } ?? ""
        return figure(measure, pack) + cite
    }

    private func figure(_ measure: Measure, _ pack: RulePack) -> String {
        switch measure.figure {
        case .items(let filter): return tested(self("số tin, bài", "items"), filter, pack)
        case .sum(let field, let filter):
            return tested(self("tổng \(name(field))", "sum of \(name(field))"), filter, pack)
        case .periods(let figure, let quotas):
            let lines = quotas.map { " (" + $0.map { pack.quotas[$0].id }.joined(separator: ", ") + ")" } ?? ""
            return name(figure) + lines
        case .categories(let figure): return name(figure)
        case .deadline(let figure, let place, let filter):
            let deadline = pack.deadlines[place]
            return tested("\(name(figure)): \(rule(deadline))", filter, pack)
        case .input(let id): return self("số liệu nhập \(id)", "entered figure \(id)")
        }
    }

    private func tested(_ what: String, _ filter: ItemFilter, _ pack: RulePack) -> String {
        let tests = tests(filter, in: pack)
        return tests.isEmpty ? what : "\(what); \(tests)"
    }

    func name(_ figure: Measure.PeriodFigure) -> String {
        switch figure {
        case .met: self("số kỳ đã khép đạt chỉ tiêu", "closed periods met")
        case .judged: self("số kỳ đã khép có chỉ tiêu", "closed periods judged")
        case .short: self("số kỳ đã khép bị thiếu", "closed periods short")
        case .shortfall: self("số tin, bài thiếu trong các kỳ đã khép", "items missing in closed periods")
        }
    }

    func name(_ figure: Measure.CategoryFigure) -> String {
        switch figure {
        case .all: self("số chuyên mục phụ trách", "categories")
        case .empty: self("số chuyên mục để trống", "empty categories")
        case .stale: self("số chuyên mục lâu chưa có bài", "stale categories")
        }
    }

    func name(_ figure: Measure.DeadlineFigure) -> String {
        switch figure {
        case .onTime: self("số tin, bài đúng hạn", "items on time")
        case .late: self("số tin, bài trễ hạn", "late items")
        case .judged: self("số tin, bài đã xét thời hạn", "items judged by the deadline")
        }
    }

    /// The tests of a filter: `loại Tin, Bài; số ảnh từ 1`.
    public func tests(_ filter: ItemFilter, in pack: RulePack) -> String {
        var parts: [String] = []
        if let kinds = filter.kinds {
            parts.append("\(name(Field.kind)) " + kinds.map { pack.roster.kinds[$0].name }.joined(separator: ", "))
        }
        if let categories = filter.categories {
            let names = categories.map { pack.roster.categories[$0].name }
            parts.append("\(name(Field.category)) " + names.joined(separator: ", "))
        }
        let texts: [(Field, [MatchKey]?)] = [
            (.channel, filter.channels), (.origin, filter.origins), (.approver, filter.approvers),
        ]
        for (field, keys) in texts {
            guard let keys else { continue }
            let words = keys.map { Self.printable(filter.written[$0] ?? $0.text) }
            parts.append("\(name(field)) " + words.joined(separator: ", "))
        }
        let ranges: [(Field, ItemFilter.NumberRange?)] = [
            (.photos, filter.photos), (.words, filter.words), (.views, filter.views),
        ]
        for (field, range) in ranges { if let range { parts.append("\(name(field)) \(bounds(range))") } }
        if let within = filter.within {
            let limit = name(within.unit, count: within.atMost)
            parts.append(
                self(
                    "từ \(name(within.from)) đến \(name(within.to)) tối đa \(limit)",
                    "\(name(within.from)) to \(name(within.to)) at most \(limit)"))
        }
        return parts.joined(separator: "; ")
    }

    func bounds(_ range: ItemFilter.NumberRange) -> String {
        [
            range.atLeast.map { self("từ \(number($0))", "at least \(number($0))") },
            range.atMost.map { self("đến \(number($0))", "at most \(number($0))") },
        ].compactMap(\.self).joined(separator: " ")
    }
}
