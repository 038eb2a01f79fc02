import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules

#if canImport(Glibc)
    import Glibc
#endif

// Scores 100,000 subjects by 20 criteria and grades and prints the milliseconds that each step takes, on the clock and of
// processor time:
//
//     swift run -c release --static-swift-stdlib scoring-benchmark [subjects] [--write FOLDER]
//
// With a folder the two JSON documents are written there as well.

var arguments = Array(CommandLine.arguments.dropFirst())
let folder = arguments.count >= 2 && arguments[arguments.count - 2] == "--write" ? arguments.last : nil
if folder != nil { arguments.removeLast(2) }
let subjects = arguments.first.map { Int($0) ?? 0 } ?? 100_000
guard subjects > 0, arguments.count <= 1 else { fatalError("usage: scoring-benchmark [subjects] [--write FOLDER]") }

print("\(subjects) subjects, 20 criteria; milliseconds on the clock (processor time), best of \(Job.runs)")
for (name, largest) in [("small counts", 12), ("large counts", 1_000_000)] {
    try Job(subjects: subjects, largest: largest).run(named: name, into: folder)
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

    func run(named name: String, into folder: String?) throws {
        let measures = ScoringFold(plan: plan).measures()
        let evaluation = best { CouncilResults(measures, figures: figures) }
        let results = CouncilResults(measures, figures: figures)
        let reasons = best { countCuts(results) }
        let council = Council(plan: plan, rulesSHA256: "", inputs: [], results: results)
        let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let json = best { CouncilJSON.bytes(council).count }
        let shared = best { CouncilJSON.bytes(council, cores: cores).count }
        let bytes = CouncilJSON.bytes(council)
        print("\(name): evaluation \(evaluation), every reason \(reasons)")
        print("    JSON (\(bytes.count >> 20) MB) on one core \(json), on \(cores) \(shared)")
        if let folder, let file = fopen("\(folder)/\(name.prefix(5)).json", "w") {
            fwrite(bytes, 1, bytes.count, file)
            fclose(file)
        }
    }

    private func countCuts(_ results: CouncilResults) -> Int {
        var cut = 0
        for subject in results.subjects.indices {
            for criterion in results.scorecard.criteria where results.reason(of: criterion, subject).isCut { cut += 1 }
        }
        return cut
    }

    private func best<Result>(_ body: () -> Result) -> String {
        var (shortest, least) = (Double.infinity, Double.infinity)
        for _ in 0..<Self.runs {
            let (start, used) = (ContinuousClock.now, clock())
            _ = body()
            shortest = min(shortest, (ContinuousClock.now - start) / .milliseconds(1))
            least = min(least, Double(clock() - used) / Double(CLOCKS_PER_SEC) * 1_000)
        }
        let rounded = [shortest, least].map { ($0 * 10).rounded() / 10 }
        return "\(rounded[0]) (\(rounded[1]))"
    }
}
