@testable import ScoringRules

extension BadFile {
    private static let mappingHead = "schema: quota-mapping/1\n"

    static let mappings: [BadFile] = [
        BadFile("a rule pack as mapping", .wrongSchema, "quota-mapping/1", in: .mapping, "schema: ▸quota-rules/1\n"),
        BadFile("a later mapping", .newerSchema, "quota-mapping/1", in: .mapping, "schema: ▸quota-mapping/10\n"),
        BadFile(
            "a field that logs don't have", .unknownKey, "published", in: .mapping,
            mappingHead + "fields: {▸publishd: Ngày}\n"),
        BadFile(
            "a constant for a date", .unknownKey, in: .mapping,
            mappingHead + "fields: {▸published-constant: x}\n"),
        BadFile(
            "a format on a field that is no date", .unknownKey, in: .mapping,
            mappingHead + "fields: {unit: {from: Đơn vị, ▸format: dd/MM/yyyy}}\n"),
        BadFile(
            "an origin without from", .missingKey, in: .mapping,
            mappingHead + "fields: {published: ▸{format: dd/MM/yyyy}}\n"),
        BadFile(
            "a format without a year", .badValue, in: .mapping, structural: false,
            mappingHead + "fields: {published: {from: Ngày, format: ▸dd/MM}}\n"),
        BadFile(
            "a format with the month as minutes", .badValue, "dd/MM/yyyy", in: .mapping, structural: false,
            mappingHead + "fields: {published: {from: Ngày, format: ▸dd/mm/yyyy}}\n"),
        BadFile(
            "a word of two states", .duplicateName, in: .mapping, structural: false,
            mappingHead + "state: {submitted: [Chờ], published: [Đăng, ▸chờ]}\n"),
        BadFile(
            "a number for a state's word", .wrongType, "\"1\"", in: .mapping,
            mappingHead + "state: {published: [▸1]}\n"),
        BadFile("an unknown state", .unknownKey, "published", in: .mapping, mappingHead + "state: {▸publish: [a]}\n"),
        BadFile("an encoding in capitals", .badValue, "utf-8", in: .mapping, mappingHead + "encoding: ▸UTF-8\n"),
        BadFile(
            "a delimiter of two characters", .badValue, ";", in: .mapping, mappingHead + "delimiter: ▸\";;\"\n"),
    ]

    private static let caseHead = "schema: quota-case/1\ntitle: T\nas-of: 2022-04-30\n"

    static let cases: [BadFile] = [
        BadFile(
            "neither log nor items", .missingKey, in: .testCase,
            "▸" + caseHead + "expect: {rejects: {}}\n"),
        BadFile(
            "both log and items", .pointlessKey, in: .testCase,
            caseHead + "log: a.csv\n▸items: a\nexpect: {rejects: {}}\n"),
        BadFile("nothing expected", .missingKey, in: .testCase, caseHead + "log: a.csv\nexpect: ▸{}\n"),
        BadFile(
            "a verdict that says nothing", .missingKey, in: .testCase,
            caseHead + "log: a.csv\nexpect: {verdicts: [▸{unit: a, quota: q, period: 2022-02-15}]}\n"),
        BadFile(
            "an unknown verdict", .badValue, "on-track", in: .testCase,
            caseHead + "log: a.csv\nexpect: {verdicts: [{unit: a, quota: q, period: 2022-02-15, status: ▸ontrack}]}\n"),
        BadFile(
            "an unknown reject", .unknownKey, "unknown-unit", in: .testCase,
            caseHead + "log: a.csv\nexpect: {rejects: {▸unknown-units: 1}}\n"),
        BadFile(
            "a rank of 0", .badValue, in: .testCase,
            caseHead + "log: a.csv\nexpect: {ranks: [{unit: a, rank: ▸0}]}\n"),
        BadFile(
            "an office month without calendar", .pointlessKey, in: .testCase, structural: false,
            caseHead + "log: a.csv\ncounted: from-start\nmonth-starts-on: ▸15\nexpect: {rejects: {}}\n"),
    ]
}
