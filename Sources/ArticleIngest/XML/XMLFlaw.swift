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
    ///
    /// The names are those of `xmlParserErrors` without `XML_ERR_`; only the parser's bridge may see the header.
    init(libxml2 code: Int32, isInTag: Bool, isBehindAmpersand: Bool) {
        switch code {
        // NAME_REQUIRED
        case 68: self = isBehindAmpersand ? .brokenReference : .brokenTag
        // SPACE_REQUIRED
        case 65 where isInTag: self = .brokenAttribute
        // DOCUMENT_EMPTY
        case 4: self = .noRoot
        // DOCUMENT_END, EXTRA_CONTENT
        case 5, 86: self = .contentAfterEnd
        // TAG_NAME_MISMATCH
        case 76: self = .tagMismatch
        // LT_REQUIRED, GT_REQUIRED, LTSLASH_REQUIRED, TAG_NOT_FINISHED, NOT_WELL_BALANCED
        case 72, 73, 74, 77, 85: self = .brokenTag
        // LT_IN_ATTRIBUTE, ATTRIBUTE_NOT_STARTED, _NOT_FINISHED, _WITHOUT_VALUE, EQUAL_REQUIRED
        case 38...41, 75: self = .brokenAttribute
        // ATTRIBUTE_REDEFINED
        case 42: self = .repeatedAttribute
        // INVALID_HEX_CHARREF, _DEC_CHARREF, _CHARREF; CHARREF_AT_EOF to PEREF_SEMICOL_MISSING
        case 6...8, 10...25: self = .brokenReference
        // INVALID_CHAR
        case 9: self = .forbiddenCharacter
        // INVALID_ENCODING; XML_IO_ENCODER, XML_IO_FLUSH; XML_I18N_NO_NAME to XML_I18N_CONV_FAILED
        case 81, 1544, 1545, 6000...6003: self = .badEncoding
        // COMMENT_NOT_FINISHED, HYPHEN_IN_COMMENT
        case 45, 80: self = .brokenComment
        // MISPLACED_CDATA_END, CDATA_NOT_FINISHED
        case 62, 63: self = .brokenCDATA
        // PI_NOT_STARTED, PI_NOT_FINISHED, RESERVED_XML_NAME
        case 46, 47, 64: self = .brokenInstruction
        // UNKNOWN_ENCODING, UNSUPPORTED_ENCODING, XMLDECL_NOT_STARTED, _NOT_FINISHED, STANDALONE_VALUE, ENCODING_NAME,
        // VERSION_MISSING, UNKNOWN_VERSION
        case 31, 32, 56, 57, 78, 79, 96, 108: self = .brokenDeclaration
        // STRING_NOT_STARTED, _NOT_CLOSED, LITERAL_NOT_STARTED, _NOT_FINISHED, DOCTYPE_NOT_FINISHED, URI_REQUIRED,
        // PUBID_REQUIRED
        case 33, 34, 43, 44, 61, 70, 71: self = .brokenDocumentType
        // NAME_TOO_LONG
        case 110: self = .nameTooLong
        // NO_MEMORY: the limit of the dictionary of names
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

    /// UNDECLARED_ENTITY, as an error and as a warning.
    private static let undeclaredEntity: ClosedRange<Int32> = 26...27

    func issue(source: String, encoding: XMLEncodingChoice) -> Issue {
        let place = SourceLocation(source, line: max(line, 1), column: column > 0 ? column : nil)
        if Self.undeclaredEntity.contains(code) { return Issue(.undefinedEntity, at: place, found: subject) }
        if flaw == .tooManyNames {
            return Issue(
                .limitExceeded, at: place, subject: FixedLimit.nameBytes.rawValue,
                expected: [String(XMLPushParser.dictionaryBytes)])
        }
        if flaw == .badEncoding {
            return Issue(
                .badXML, at: place, subject: flaw.rawValue, found: encoding.name,
                expected: encoding.seeming.map { [$0] } ?? [])
        }
        return Issue(.badXML, at: place, subject: flaw.rawValue, found: message)
    }
}
