/// Every kind of problem the program can name. The raw values are part of the contract with whoever reads them.
public enum IssueCode: String, CaseIterable, Sendable {
    // Rule packs, mapping files and input files (contract, sections 2, 5 and 6).
    case notYAML = "not-yaml"
    case notUTF8 = "not-utf8"
    case newerSchema = "newer-schema"
    case wrongSchema = "wrong-schema"
    case anchorRefused = "anchor-refused"
    case unknownKey = "unknown-key"
    case duplicateKey = "duplicate-key"
    case missingKey = "missing-key"
    case reservedKey = "reserved-key"
    case wrongType = "wrong-type"
    case badValue = "bad-value"
    case emptyList = "empty-list"
    case unknownID = "unknown-id"
    case duplicateID = "duplicate-id"
    case duplicateName = "duplicate-name"
    case overlappingLines = "overlapping-lines"
    case endBeforeStart = "end-before-start"
    case anchorAfterStart = "anchor-after-start"
    case pointlessKey = "pointless-key"
    case partialNeeded = "partial-needed"
    case overlappingSteps = "overlapping-steps"
    case figureAndAnswer = "figure-and-answer"
    case dependsOnItself = "depends-on-itself"

    // Remarks on a rule pack that is used as it is.
    case exemptsNothing = "exempts-nothing"
    case gapInSteps = "gap-in-steps"
    case neverScores = "never-scores"
    case unreachableGrade = "unreachable-grade"
    case maximaDontAddUp = "maxima-dont-add-up"
    case typographicQuotes = "typographic-quotes"

    // Files of entered figures (contract, section 6, Inputs).
    case notANumber = "not-a-number"
    case notYesOrNo = "not-yes-or-no"
    case outOfRange = "out-of-range"
    case noSubjectHere = "no-subject-here"
    case duplicateFigure = "duplicate-figure"
    case brokenRow = "broken-row"

    // Logs that are none, or not readable (contract, section 5).
    case emptyFile = "empty-file"
    case webPage = "web-page"
    case zipArchive = "zip-archive"
    case spreadsheet = "spreadsheet"
    case gzip = "gzip"
    case pdf = "pdf"
    case json = "json"
    case binaryFile = "binary-file"
    case badXML = "bad-xml"
    case unknownXMLForm = "unknown-xml-form"
    case documentType = "document-type"
    case undefinedEntity = "undefined-entity"
    case unknownEncoding = "unknown-encoding"
    case ambiguousEncoding = "ambiguous-encoding"
    case limitExceeded = "limit-exceeded"
    case fieldMissing = "field-missing"
    case headingNotFound = "heading-not-found"

    // Remarks on a log that was read.
    case readByMapping = "read-by-mapping"
    case mappingOverridden = "mapping-overridden"
    case encodingGuessed = "encoding-guessed"
    case encodingOverridden = "encoding-overridden"
    case doubledEncoding = "doubled-encoding"
    case questionMarks = "question-marks"
    case fontConverted = "font-converted"
    case delimiterOverridden = "delimiter-overridden"
    case secondColumn = "second-column"
    case noRecords = "no-records"
    case recordsElsewhere = "records-elsewhere"
    case titleRows = "title-rows"
    case shortHeading = "short-heading"
    case repeatedHeading = "repeated-heading"
    case totalRow = "total-row"
    case dayFirstAssumed = "day-first-assumed"
    case mixedDateForms = "mixed-date-forms"
    case repeatedIdentity = "repeated-identity"
    case otherPostTypes = "other-post-types"
    case joinedNames = "joined-names"
    case brokenMinutes = "broken-minutes"
    case readAnew = "read-anew"
    case outdatedLogs = "outdated-logs"

    // The command line and files (contract, section 7).
    case missingOption = "missing-option"
    case badOption = "bad-option"
    case repeatedOption = "repeated-option"
    case unknownUnit = "no-such-unit"
    case unknownQuota = "no-such-quota"
    case noPeriod = "no-such-period"
    case noScorecard = "no-such-scorecard"
    case noSubject = "no-such-subject"
    case noCriterion = "no-such-criterion"
    case noSuchFile = "no-such-file"
    case cannotRead = "cannot-read"
    case cannotWrite = "cannot-write"
    case writeFailed = "write-failed"
    case notAllWritten = "not-all-written"
    case noOffice = "no-office"
    case conversionFailed = "conversion-failed"
    case tooManyRejects = "strict-rejects"
    case caseFailed = "case-failed"

    // Histories (contract, section 9).
    case notAHistory = "not-a-history"
    case newerHistory = "newer-history"
    case historyExists = "history-exists"
    case historyLocked = "history-locked"
    case unfinishedWrite = "unfinished-write"
    case damagedFile = "damaged-file"
    case damagedEntry = "damaged-entry"
    case damagedBlob = "damaged-blob"
    case noSuchEntry = "no-such-entry"
    case noSuchItem = "no-such-item"
    case ambiguousItem = "ambiguous-item"
    case noIdentity = "no-identity"
    case noEvaluation = "no-evaluation"
    case nothingAdded = "nothing-added-yet"
    case badCheckpoint = "bad-checkpoint"
    case badKey = "bad-key"
    case unsignedCheckpoint = "unsigned-checkpoint"
    case wrongSignature = "wrong-signature"
    case defect
}

extension IssueCode {
    /// Whether a rule file with such a finding is used all the same.
    public var isRemark: Bool {
        switch self {
        case .exemptsNothing, .gapInSteps, .neverScores, .unreachableGrade, .maximaDontAddUp, .typographicQuotes: true
        default: false
        }
    }
}
