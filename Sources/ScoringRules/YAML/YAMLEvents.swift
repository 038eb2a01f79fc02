internal import CYaml

/// What the YAML parser reports next. We read events and not Yams' composed nodes, because composing follows aliases,
/// recurses as deep as the file says, ends at the first doubled key and gives no place for the second.
struct YAMLEvent {
    enum Kind {
        case documentStart, documentEnd, streamEnd
        case alias
        case scalar(YAMLNode.Scalar)
        case listStart, listEnd, mappingStart, mappingEnd
    }

    let kind: Kind
    let offset: Int
    var hasAnchor = false
    /// A tag that says neither `!!str` nor `!!int`.
    var foreignTag: String?
}

/// The text is not YAML.
struct YAMLFault: Error {
    /// Scalars from the beginning, or bytes where the parser could not even read a character.
    enum Place {
        case scalar(Int)
        case byte(Int)
    }

    let place: Place
}

/// The events of one YAML text, in order.
///
/// libyaml, which Yams builds, works on a struct that must not move and on input that must outlive it: both are held
/// here, behind pointers, and freed in `deinit`.
final class YAMLEvents {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>

    /// - Parameter utf8: valid UTF-8 without a byte order mark.
    init(_ utf8: some Collection<UInt8>) {
        input = .allocate(capacity: utf8.count)
        _ = input.initialize(from: utf8)
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        yaml_parser_initialize(parser)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    /// The next event; after `streamEnd` or a fault there is none, and the caller asks no more.
    func next() throws(YAMLFault) -> YAMLEvent {
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(parser, &event) == 1 else { throw fault() }
            defer { yaml_event_delete(&event) }
            if let read = Self.read(event) { return read }
        }
    }

    /// Nil for the stream's start, which says nothing.
    private static func read(_ event: yaml_event_t) -> YAMLEvent? {
        let offset = event.start_mark.index
        switch event.type {
        case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, offset: offset)
        case YAML_DOCUMENT_END_EVENT: return YAMLEvent(kind: .documentEnd, offset: offset)
        case YAML_STREAM_END_EVENT: return YAMLEvent(kind: .streamEnd, offset: offset)
        case YAML_ALIAS_EVENT: return YAMLEvent(kind: .alias, offset: offset)
        case YAML_SCALAR_EVENT: return scalar(event)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            return YAMLEvent(
                kind: .listStart, offset: offset, hasAnchor: start.anchor != nil,
                foreignTag: foreignTag(start.tag, allowed: "seq"))
        case YAML_SEQUENCE_END_EVENT: return YAMLEvent(kind: .listEnd, offset: offset)
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            return YAMLEvent(
                kind: .mappingStart, offset: offset, hasAnchor: start.anchor != nil,
                foreignTag: foreignTag(start.tag, allowed: "map"))
        case YAML_MAPPING_END_EVENT: return YAMLEvent(kind: .mappingEnd, offset: offset)
        default: return nil
        }
    }

    private static func scalar(_ event: yaml_event_t) -> YAMLEvent {
        let scalar = event.data.scalar
        // Hardly any scalar has a tag.
        let isTaggedInteger = scalar.tag != nil && text(scalar.tag) == coreTag + "int"
        let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        let content = YAMLNode.Scalar(
            text: String(decoding: bytes, as: UTF8.self),
            isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE && scalar.tag == nil,
            isTaggedInteger: isTaggedInteger)
        return YAMLEvent(
            kind: .scalar(content), offset: event.start_mark.index, hasAnchor: scalar.anchor != nil,
            foreignTag: isTaggedInteger ? nil : foreignTag(scalar.tag, allowed: "str"))
    }

    private static func foreignTag(_ tag: UnsafePointer<UInt8>?, allowed: String) -> String? {
        text(tag).flatMap { $0 == coreTag + allowed || $0 == noParticularTag ? nil : $0 }
    }

    private static func text(_ pointer: UnsafePointer<UInt8>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private static let coreTag = "tag:yaml.org,2002:"
    /// `!` alone: the scalar is a text.
    private static let noParticularTag = "!"

    private func fault() -> YAMLFault {
        let state = parser.pointee
        return YAMLFault(
            place: state.error == YAML_READER_ERROR
                ? .byte(state.problem_offset) : .scalar(state.problem_mark.index))
    }
}
