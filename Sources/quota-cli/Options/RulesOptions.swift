import ArgumentParser
import QuotaEngine
import QuotaModel
import ScoringRules

/// Which rules, and how they are read.
struct RulesOptions: ParsableArguments {
    @Option(help: ArgumentHelp("bộ quy tắc (YAML)", "the rule pack (YAML)", value: "file"))
    var rules: String?

    @Option(
        help: ArgumentHelp(
            "đếm kỳ từ ngày bắt đầu hay theo lịch, thay cho quy tắc", "count periods from the start or by the calendar",
            value: "from-start|calendar"))
    var counted: Counted?

    @Option(help: ArgumentHelp("tháng bắt đầu từ ngày này (1–28)", "months begin on this day (1–28)", value: "n"))
    var monthStartsOn: Int?

    @Option(help: ArgumentHelp("kỳ bị cắt nợ bao nhiêu", "what a cut period owes", value: "full|prorated|waived"))
    var partial: PartialRule?

    /// Not the parser's own `validate`, which would wrap the issue into English.
    func checkOptions() throws {
        if let day = monthStartsOn, !(1...28 ~= day) {
            throw Issue(.badOption, subject: "--month-starts-on", found: String(day), expected: ["1–28"])
        }
        if let day = monthStartsOn, day != 1, counted == .fromStart {
            throw Issue(.badOption, subject: "--month-starts-on", found: String(day), expected: ["--counted calendar"])
        }
    }

    var interpretation: Interpretation {
        Interpretation(counted: counted, monthStartsOn: monthStartsOn, partial: partial)
    }

    /// - Throws: `missing-option` too: the parser would report it before a misspelt `--rules`.
    func loaded() throws -> LoadedRules {
        guard let rules else { throw Issue(.missingOption, subject: "--rules") }
        return try LoadedRules(path: rules)
    }
}

/// A rule pack with the digest of its bytes.
struct LoadedRules {
    let pack: RulePack
    let sha256: String

    /// - Throws: `Refusal` with every finding, `Issue` when the file cannot be read.
    init(path: String) throws {
        try self.init(InputFile.contents(of: path, limit: RuleFile.byteLimit), path: path)
    }

    /// - Parameter path: named in every finding.
    /// - Throws: `Refusal` with every finding.
    init(_ bytes: [UInt8], path: String) throws {
        pack = try RulePackLoader.load(bytes, path: path)
        sha256 = InputFile.sha256(of: bytes)
    }

    /// - Throws: `Refusal` `partial-needed` when the interpretation cuts a period that no rule speaks of, `Issue`
    ///   `limit-exceeded` for more periods than can be counted by.
    func plan(asOf: CivilDate, _ interpretation: Interpretation) throws -> Plan {
        try Plan(pack: pack, asOf: asOf, interpretation: interpretation).counted()
    }
}

extension Plan {
    /// The plan itself, where it can be counted by.
    func counted() throws -> Plan {
        guard isCountable else {
            throw Issue(.limitExceeded, subject: FixedLimit.periods.rawValue, expected: [String(Self.mostPeriods)])
        }
        return self
    }
}

extension Counted: ExpressibleByArgument {}
extension PartialRule: ExpressibleByArgument {}
