import QuotaModel

/// What makes a file no XML: the subject of a `bad-xml` issue.
enum XMLFlaw: String, CaseIterable {
    /// The file ends before its root element does.
    case truncated
    case noRoot = "no-root"
    case contentAfterEnd = "content-after-end"
    case tagMismatch = "tag-mismatch"
    case brokenTag = "broken-tag"
    case brokenAttribute = "broken-attribute"
    case repeatedAttribute = "repeated-attribute"
    case brokenReference = "broken-reference"
    case forbiddenCharacter = "forbidden-character"
    case badEncoding = "bad-encoding"
    case brokenComment = "broken-comment"
    case brokenCDATA = "broken-cdata"
    case brokenInstruction = "broken-instruction"
    case brokenDeclaration = "broken-declaration"
    case brokenDocumentType = "broken-document-type"
    case nameTooLong = "name-too-long"
    case tooManyNames = "too-many-names"
    /// Whatever else the parser refuses.
    case other

    /// By the number of libxml2's error, and by where the parser was: inside a start tag, behind an ampersand.
    init(libxml2 code: Int32, isInTag: Bool, isBehindAmpersand: Bool) {
        switch code {
        case 68: self = isBehindAmpersand ? .brokenReference : .brokenTag
        case 65 where isInTag: self = .brokenAttribute
        case 4: self = .noRoot
        case 5, 86: self = .contentAfterEnd
        case 76: self = .tagMismatch
        case 72, 73, 74, 77, 85: self = .brokenTag
        case 38...41, 75: self = .brokenAttribute
        case 42: self = .repeatedAttribute
        case 6...8, 10...25: self = .brokenReference
        case 9: self = .forbiddenCharacter
        case 81, 1544, 1545, 6000...6003: self = .badEncoding
        case 45, 80: self = .brokenComment
        case 62, 63: self = .brokenCDATA
        case 46, 47, 64: self = .brokenInstruction
        case 31...32, 56, 57, 78, 79, 96, 108: self = .brokenDeclaration
        case 33, 34, 43, 44, 61, 70, 71: self = .brokenDocumentType
        case 110: self = .nameTooLong
        case 2: self = .tooManyNames
        default: self = .other
        }
    }
}

/// The first error that the parser reported.
struct XMLSyntaxError {
    let code: Int32
    let line: Int
    let column: Int
    /// libxml2's own words, for what our code doesn't tell.
    let message: String
    /// The name that the error is about: an entity, a tag.
    let subject: String
    let flaw: XMLFlaw

    private static let undeclaredEntity: ClosedRange<Int32> = 26...27

    func issue(source: String) -> Issue {
        let place = SourceLocation(source, line: max(line, 1), column: column > 0 ? column : nil)
        if Self.undeclaredEntity.contains(code) { return Issue(.undefinedEntity, at: place, found: subject) }
        return Issue(.badXML, at: place, subject: flaw.rawValue, found: message)
    }
}
