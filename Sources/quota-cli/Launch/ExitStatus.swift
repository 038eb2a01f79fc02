import QuotaModel

/// How the program ends (contract, section 7).
enum ExitStatus: Int32 {
    case done = 0
    /// Only with `--fail-on-short`: a closed period is short.
    case short = 1
    case usage = 64
    case badData = 65
    case noInput = 66
    case defect = 70
    case cannotWrite = 73
    case ioError = 74

    /// The status that a problem ends with.
    init(for code: IssueCode) {
        self =
            switch code {
            case .missingOption, .badOption, .repeatedOption, .repeatedInput, .argumentEncoding, .unknownUnit,
                .unknownQuota,
                .noPeriod, .noScorecard, .noSubject, .noCriterion, .noSuchEntry, .noEvaluation:
                .usage
            case .noSuchFile: .noInput
            case .cannotWrite, .noOffice, .conversionFailed, .historyExists: .cannotWrite
            case .cannotRead, .writeFailed, .notAllWritten, .historyLocked: .ioError
            case .defect: .defect
            default: .badData
            }
    }
}
