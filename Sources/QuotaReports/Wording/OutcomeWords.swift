import QuotaEngine
import QuotaModel
import ScoringRules

/// Why an item counts or not.
extension Wording {
    /// Why a row counted or not.
    func outcome(_ row: Explanation.Row, _ explanation: Explanation) -> String {
        if row.outcome == .rejected { return row.reject.map(sentence) ?? "" }
        return outcome(
            row.outcome, countingDate: explanation.pack.counting.date, kind: row.item?.details?.texts[.kind])
    }

    /// Why an item counted or not.
    ///
    /// - Parameter kind: as the log writes it.
    func outcome(_ outcome: ItemOutcome, countingDate: Field, kind: String?) -> String {
        switch outcome {
        case .counted: return self("được tính", "counted")
        case .otherDay: return self("thuộc kỳ khác", "in another period")
        case .afterAsOf: return self("sau ngày chốt", "after the as-of day")
        case .undated: return self("chưa có \(name(countingDate))", "without a \(name(countingDate))")
        case .state(let state):
            return state.map { self("trạng thái \(name($0))", "state \(name($0))") }
                ?? self("trạng thái trống hoặc lạ", "state empty or unknown")
        case .filter(let failure): return sentence(failure, kind: kind)
        case .notFirstUnit:
            return self("bài chung, tính cho đơn vị đứng đầu", "a joint item, counted for the first unit")
        case .rejected: return self("không được nhận", "not accepted")
        case .overruled(let overruling): return words(overruling)
        }
    }

    /// Why an accepted row of a history counts nowhere.
    func words(_ overruling: Overruling) -> String {
        switch overruling {
        case .superseded: self("nhật ký mới hơn thay thế", "a newer log speaks for it")
        case .withdrawn: self("đã rút", "withdrawn")
        }
    }

    func sentence(_ failure: FilterFailure, kind: String?) -> String {
        switch failure {
        case .kind: self("loại \(quoted(kind ?? "")) không tính", "the kind \(quoted(kind ?? "")) does not count")
        case .category: notAsked(.category)
        case .channel: notAsked(.channel)
        case .origin: notAsked(.origin)
        case .approver: notAsked(.approver)
        case .number(let field, let found, let range): number(field, found, range)
        case .time(let within, let took): time(within, took)
        }
    }

    /// The rule may be a minimum's or a measure's.
    private func notAsked(_ field: Field) -> String {
        self("\(name(field)) trống hoặc không thuộc diện tính", "\(name(field)) empty or not one of those that count")
    }

    private func number(_ field: Field, _ found: Int?, _ range: ItemFilter.NumberRange) -> String {
        let bounds = bounds(range)
        let has = found.map(number) ?? self("không có số", "no number")
        return self("\(name(field)): \(has), cần \(bounds)", "\(name(field)): \(has), needed \(bounds)")
    }

    private func time(_ within: ItemFilter.Within, _ took: Int?) -> String {
        let limit = name(within.unit, count: within.atMost)
        let dates = self(
            "từ \(name(within.from)) đến \(name(within.to))", "\(name(within.from)) to \(name(within.to))")
        let has =
            switch took {
            case nil: self("thiếu ngày", "a day is missing")
            case let took? where took < 0:
                self("ngày sau đứng trước ngày đầu", "the later day lies before the earlier")
            case let took?: name(within.unit, count: took)
            }
        return self("\(dates): \(has), tối đa \(limit)", "\(dates): \(has), at most \(limit)")
    }
}

/// Why an item adds to a measure or not.
extension Wording {
    /// Why a row adds nothing to a measure; empty for one that counts.
    func outcome(_ row: ScoreExplanation.Row, _ pack: RulePack) -> String {
        if row.outcome == .rejected { return row.reject.map(sentence) ?? "" }
        return outcome(
            row.outcome, countingDate: pack.counting.date, kind: row.item?.details?.texts[.kind])
    }

    /// Why an item adds nothing to a measure; empty for one that counts.
    ///
    /// - Parameter kind: as the log writes it.
    func outcome(_ outcome: MeasureOutcome, countingDate: Field, kind: String?) -> String {
        switch outcome {
        case .counted: return ""
        case .otherDay: return self("ngoài thời gian chấm", "outside the window")
        case .undated: return self("chưa có \(name(countingDate))", "without a \(name(countingDate))")
        case .filter(let failure): return sentence(failure, kind: kind)
        case .deadlineFilter(let failure):
            return self("thời hạn không áp dụng: ", "the deadline does not apply: ")
                + sentence(failure, kind: kind)
        case .kept(let kept): return self.kept(kept)
        case .notFirst: return self("bài chung, tính cho người đứng đầu", "a joint item, counted for the first named")
        case .notMember: return self("ngoài thời gian công tác", "outside the dates of membership")
        case .state(let state):
            return state.map { self("trạng thái \(name($0))", "state \(name($0))") }
                ?? self("trạng thái trống hoặc lạ", "state empty or unknown")
        case .rejected: return self("không được nhận", "not accepted")
        case .overruled(let overruling): return words(overruling)
        }
    }

    private func kept(_ kept: DeadlineKeeping?) -> String {
        switch kept {
        case .onTime: self("đúng hạn", "on time")
        case .late: self("trễ hạn", "late")
        case .pending: self("chưa đến hạn", "pending")
        case .unverifiable: self("không xét được thời hạn", "unverifiable")
        case nil: self("ngoài hiệu lực", "outside the rules' days")
        }
    }
}
