import QuotaModel
import ScoringRules

/// Every row of the logs with what became of it, for reports that show the items behind the figures (contract, section
/// 10). Holds the newest items up to a limit and counts them all, so that a report can say what it leaves out.
public struct ItemListing<Judgement: Sendable>: Sendable {
    /// In the order of the logs.
    public let items: [ListedItem<Judgement>]
    /// Accepted items, listed or not.
    public let itemCount: Int
    /// In the order of the logs; the first ones up to the limit.
    public let rejects: [Reject]
    /// Rejects, listed or not.
    let rejectCount: Int

    /// Accepted items that are not listed: the oldest by their counting dates, those without one before all others.
    public var itemsLeftOut: Int { itemCount - items.count }
    /// Rejects that are not listed: those read last.
    public var rejectsLeftOut: Int { rejectCount - rejects.count }
}

/// One accepted row of a log in its own words, with what became of it.
public struct ListedItem<Judgement: Sendable>: Sendable {
    /// Where its row stands.
    public let place: ItemPlace
    /// The counting date.
    public let day: CivilDate?
    /// Places in the roster.
    public let units: Named
    /// The kind's place in the roster; nil: the log names none, or the pack has none.
    public let kind: Int?
    /// As the log writes it; empty where the row has none. So it is with the texts that follow.
    public let id: String
    /// As written, in NFC.
    public let title: String
    /// One or several, with `;` between them.
    public let author: String
    /// One or several, with `;` between them.
    public let category: String
    /// As written, in NFC.
    public let url: String
    /// The kind as the log writes it.
    public let kindAsWritten: String
    /// Why it counts nowhere though its log was right, only where logs are read from a history.
    public let overruling: Overruling?
    public fileprivate(set) var judgements: [Judgement] = []
    /// Every figure of a briefing that counts the item, each once; of a council's listing the judgements say it.
    public fileprivate(set) var figures: [ItemFigure] = []

    fileprivate init(_ item: Item, countingDate: Field, overruling: Overruling?) {
        self.overruling = overruling
        let texts = item.details?.texts ?? [:]
        place = item.place
        day = item.day(countingDate)
        units = item.units
        kind = item.kind
        id = texts[.id] ?? ""
        title = texts[.title] ?? ""
        author = texts[.author] ?? ""
        category = texts[.category] ?? ""
        url = texts[.url] ?? ""
        kindAsWritten = texts[.kind] ?? ""
    }
}

/// What became of an item for one unit and one line of its minima.
public struct QuotaJudgement: Hashable, Sendable {
    /// The unit's place in the roster.
    public let unit: Int
    /// The line's place in the pack.
    public let quota: Int
    /// The period in which it counted.
    public let period: DaySpan?
    /// Whether it counted, else why not.
    public let outcome: ItemOutcome
}

/// What became of an item for one subject and one measure.
public struct MeasureJudgement: Hashable, Sendable {
    /// The subject's place among the plan's subjects.
    public let subject: Int
    /// The measure's place in the pack.
    public let measure: Int
    /// Whether it counted, else why not.
    public let outcome: MeasureOutcome
    /// What it adds when it counts.
    public let worth: Int
}

/// Collects the listing while the logs are read.
public struct ItemListingFold<Judgement: Sendable>: Sendable {
    private let limit: Int
    private let countingDate: Field
    private let judge: @Sendable (Item, inout ListedItem<Judgement>, FieldSet) -> Void

    private var items: [ListedItem<Judgement>] = []
    /// Items of the log that is being read: whether they count may depend on the fields that it has.
    private var waiting: [(item: Item, listed: ListedItem<Judgement>)] = []
    private var itemCount = 0
    private var rejects: [Reject] = []
    private var rejectCount = 0

    fileprivate init(
        limit: Int, countingDate: Field,
        judge: @escaping @Sendable (Item, inout ListedItem<Judgement>, FieldSet) -> Void
    ) {
        self.limit = limit
        self.countingDate = countingDate
        self.judge = judge
    }

    /// - Parameter batch: items that carry their row's own words.
    public mutating func add(_ batch: Span<Item>) {
        for place in batch.indices { wait(batch[place], nil) }
        if waiting.count >= 2 * limit { waiting = Self.newest(waiting, limit, \.listed) }
    }

    /// An accepted row that counts nowhere.
    public mutating func add(_ item: Item, _ overruling: Overruling) {
        wait(item, overruling)
        if waiting.count >= 2 * limit { waiting = Self.newest(waiting, limit, \.listed) }
    }

    private mutating func wait(_ item: Item, _ overruling: Overruling?) {
        itemCount += 1
        let listed = ListedItem<Judgement>(item, countingDate: countingDate, overruling: overruling)
        var item = item
        item.details = nil
        waiting.append((item, listed))
    }

    /// The first are listed, all are counted.
    public mutating func add(_ reject: Reject) {
        rejectCount += 1
        if rejects.count < limit { rejects.append(reject) }
    }

    /// Closes the log that was being read, and judges its items.
    ///
    /// - Parameter fields: the fields that the log has.
    public mutating func finishLog(fields: FieldSet) {
        for (item, listed) in Self.newest(waiting, limit, \.listed) {
            var listed = listed
            judge(item, &listed, fields)
            items.append(listed)
        }
        waiting = []
        items = Self.newest(items, limit, \.self)
    }

    /// What the finished logs hold.
    public var listing: ItemListing<Judgement> {
        // Logs of a history are read newest first.
        ItemListing(
            items: items.sorted { $0.place < $1.place }, itemCount: itemCount,
            rejects: rejects.sorted { $0.place < $1.place }, rejectCount: rejectCount)
    }

    /// The `limit` elements with the latest counting dates, in the order of the logs; those without a date are the first
    /// to be left out.
    private static func newest<Element>(
        _ elements: [Element], _ limit: Int, _ listed: (Element) -> ListedItem<Judgement>
    ) -> [Element] {
        guard elements.count > limit else { return elements }
        let order = elements.indices.sorted { left, right in
            let (left, right) = (listed(elements[left]), listed(elements[right]))
            guard left.day == right.day else {
                return left.day.map { day in right.day.map { day > $0 } ?? true } ?? false
            }
            return left.place < right.place
        }
        return order.prefix(limit).sorted().map { elements[$0] }
    }
}

extension ItemListingFold<QuotaJudgement> {
    /// - Parameter limit: most items, and most rejects, that are listed.
    public init(plan: Plan, limit: Int) {
        self.init(limit: limit, countingDate: plan.pack.counting.date) { item, listed, fields in
            listed.judgements = plan.judgements(of: item, listed.overruling, logFields: fields)
            guard listed.overruling == nil else { return }
            listed.figures = plan.figures(of: item, listed.judgements, logFields: fields)
        }
    }
}

extension ItemListingFold<MeasureJudgement> {
    /// - Parameter limit: most items, and most rejects, that are listed.
    public init(plan: ScoringPlan, limit: Int) {
        let placeOfOwner = Dictionary(uniqueKeysWithValues: plan.subjects.enumerated().map { ($1.owner, $0) })
        self.init(limit: limit, countingDate: plan.pack.counting.date) { item, listed, fields in
            listed.judgements = plan.judgements(of: item, listed.overruling, logFields: fields, placeOfOwner)
        }
    }
}

extension Plan {
    /// One judgement for each unit that the item names and each line of the unit's minima.
    fileprivate func judgements(of item: Item, _ overruling: Overruling?, logFields: FieldSet) -> [QuotaJudgement] {
        var judgements: [QuotaJudgement] = []
        item.units.forEach { unit in
            for meter in meters[meters(ofUnit: unit)] {
                let schedule = schedules[Int(meter.schedule)]
                let outcome =
                    overruling.map(ItemOutcome.overruled)
                    ?? outcome(
                        of: item, for: unit, tests[Int(meter.test)], logHasStates: logFields.contains(.state),
                        isInPeriod: { schedule.slot(of: $0) != nil })
                let slot = item.day(pack.counting.date).flatMap(schedule.slot)
                judgements.append(
                    QuotaJudgement(
                        unit: unit, quota: Int(meter.quota),
                        period: outcome == .counted ? slot.map { schedule.periods[$0].window } : nil,
                        outcome: outcome))
            }
        }
        return judgements
    }
}

extension ScoringPlan {
    /// One judgement for each subject that the item names and each measure that looks at items.
    fileprivate func judgements(
        of item: Item, _ overruling: Overruling?, logFields: FieldSet, _ placeOfOwner: [Int: Int]
    ) -> [MeasureJudgement] {
        var judgements: [MeasureJudgement] = []
        for place in subjectsNamed(by: item, placeOfOwner) {
            for meter in meters {
                judgements.append(
                    MeasureJudgement(
                        subject: place, measure: meter.place,
                        outcome: overruling.map(MeasureOutcome.overruled)
                            ?? outcome(of: item, for: meter, owner: subjects[place].owner, logFields: logFields),
                        worth: worth(of: item, for: meter)))
            }
        }
        return judgements
    }

    /// Places of the subjects that the item names, in the order of the pack.
    private func subjectsNamed(by item: Item, _ placeOfOwner: [Int: Int]) -> [Int] {
        var places: Set<Int> = []
        let add = { (owner: Int) in if let place = placeOfOwner[owner] { places.insert(place) } }
        switch scorecard.subject {
        case .unit: item.units.forEach(add)
        case .person: item.authors.forEach(add)
        case .agency: add(0)
        }
        return places.sorted()
    }
}
