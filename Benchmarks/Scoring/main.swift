import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules

#if canImport(Glibc)
    import Glibc
#endif

// Scores 100,000 subjects by 20 criteria and grades and prints the milliseconds of processor time that each step takes:
//
//     swift run -c release --static-swift-stdlib scoring-benchmark [subjects]

let subjects = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
guard subjects > 0 else { fatalError("usage: scoring-benchmark [subjects]") }

print("\(subjects) subjects, 20 criteria; milliseconds of processor time, best of \(Job.runs)")
for (name, largest) in [("small counts", 12), ("large counts", 1_000_000)] {
    try Job(subjects: subjects, largest: largest).run(named: name)
}

/// One scorecard with the figures of its subjects.
struct Job {
    static let runs = 5

    let plan: ScoringPlan
    let figures: EnteredFigures

    /// - Parameter largest: the largest figure.
    init(subjects: Int, largest: Int) throws {
        let units = (0..<subjects).map { Unit(id: "u\($0)", name: "Đơn vị số \($0)") }
        let measures = (0..<5).map { Measure(id: "so-\($0)", figure: .input("so-\($0)")) }
        guard let day = CivilDate(iso: "2022-12-31"), let from = CivilDate(iso: "2022-01-01") else {
            fatalError("these are days")
        }
        let pack = RulePack(
            id: "lon", title: "Lớn", from: from, roster: Roster(units: units), measures: measures,
            scorecards: [Self.scorecard(largest)])
        plan = try ScoringPlan(plan: Plan(pack: pack, asOf: day), scorecard: pack.scorecards[0])
        var random: UInt64 = 1
        var figures = EnteredFigures()
        for subject in 0..<subjects {
            for slot in 0..<5 {
                random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let number = Rational(Int(random >> 33) % (largest + 1))
                figures[subject, slot] = EnteredFigure(own: EnteredValue(number: number))
            }
        }
        self.figures = figures
    }

    private static func scorecard(_ largest: Int) -> Scorecard {
        let criteria = (0..<20).map { place in
            let of = place % 5
            let shape: ScoreShape.Rule =
                switch place % 4 {
                case 0: .ratio(of: of, to: .number(Rational(largest)), from: nil, empty: .zero)
                case 1: .perItem(of: of, points: Rational(6, over: largest), atMost: nil)
                case 2:
                    .steps(
                        of: .measure(of),
                        table: [
                            ScoreShape.Step(atLeast: Rational(largest * 2 / 3), award: .points(5)),
                            ScoreShape.Step(atLeast: Rational(largest / 3), award: .fraction(Rational(1, over: 3))),
                        ], otherwise: .points(0))
                default: .ratio(of: of, to: .measure((of + 1) % 5), from: nil, empty: .full)
                }
            return Criterion(id: "tc-\(place)", title: "Tiêu chí \(place)", max: 5, score: ScoreShape(shape))
        }
        return Scorecard(
            id: "diem", title: "Chấm điểm",
            groups: [CriterionGroup(id: "nhom", title: "Nhóm", criteria: 0..<20)], criteria: criteria,
            grades: [
                Grade(id: "tot", title: "Tốt", atLeast: 60), Grade(id: "kha", title: "Khá", atLeast: 40),
                Grade(id: "tb", title: "Trung bình", atLeast: 0),
            ], inputs: (0..<5).map { InputSlot(id: "so-\($0)", isNumber: true) })
    }

    func run(named name: String) throws {
        let measures = ScoringFold(plan: plan).measures()
        let evaluation = best { CouncilResults(measures, figures: figures) }
        let results = CouncilResults(measures, figures: figures)
        let reasons = best { countCuts(results) }
        let council = Council(plan: plan, rulesSHA256: "", inputs: [], results: results)
        var size = 0
        let json = best { size = CouncilJSON.bytes(council).count }
        print("\(name): evaluation \(evaluation), every reason \(reasons), JSON \(json) (\(size >> 20) MB)")
    }

    private func countCuts(_ results: CouncilResults) -> Int {
        var cut = 0
        for subject in results.subjects.indices {
            for criterion in results.scorecard.criteria where results.reason(of: criterion, subject).isCut { cut += 1 }
        }
        return cut
    }

    private func best<Result>(_ body: () -> Result) -> Double {
        let times = (0..<Self.runs).map { _ in
            let start = clock()
            _ = body()
            return Double(clock() - start) / Double(CLOCKS_PER_SEC) * 1_000
        }
        return ((times.min() ?? 0) * 10).rounded() / 10
    }
}
