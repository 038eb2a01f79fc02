import QuotaModel
import ScoringRules

/// Who is scored.
public struct ScoringSubject: Hashable, Sendable {
    /// The id of the one subject of a scorecard for the whole agency.
    static let agencyID = "agency"

    /// The unit's or person's; `agencyID` for the agency.
    public let id: String
    /// The unit's or person's; the pack's agency for the agency.
    public let name: String
    /// The unit's, of a person that of the unit; nil: there is none.
    public let block: String?
    /// The place in the roster of the unit or person; 0 for the agency.
    let owner: Int
    /// The unit whose periods and categories count; nil for the agency and for people without a unit.
    public let unit: Int?
}

extension Scorecard {
    /// The subjects in the order of the pack (contract, section 6).
    func subjects(in pack: RulePack) -> [ScoringSubject] {
        let units = pack.roster.units
        let included = appliesTo.map(Set.init)
        switch subject {
        case .unit:
            return units.indices.filter { included?.contains($0) ?? true }.map {
                ScoringSubject(id: units[$0].id, name: units[$0].name, block: units[$0].block, owner: $0, unit: $0)
            }
        case .person:
            let people = pack.roster.people
            return people.indices.filter { place in
                included.map { units in people[place].unit.map(units.contains) ?? false } ?? true
            }.map { place in
                ScoringSubject(
                    id: people[place].id, name: people[place].name,
                    block: people[place].unit.flatMap { units[$0].block },
                    owner: place, unit: people[place].unit)
            }
        case .agency:
            return [ScoringSubject(id: ScoringSubject.agencyID, name: pack.agency, block: nil, owner: 0, unit: nil)]
        }
    }
}

extension SubjectCoding {
    /// Those of one block share a code, as do those without any.
    init(blocksOf subjects: [ScoringSubject]) {
        var places: [String?: Int32] = [:]
        var blocks: [Int32] = []
        blocks.reserveCapacity(subjects.count)
        for subject in subjects {
            // Those of one block mostly follow each other.
            if let last = blocks.last, subjects[blocks.count - 1].block == subject.block {
                blocks.append(last)
                continue
            }
            let block = places[subject.block] ?? Int32(places.count)
            places[subject.block] = block
            blocks.append(block)
        }
        self.init(blocks, count: places.count)
    }
}
