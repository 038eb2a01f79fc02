internal import CYaml

/// What the YAML parser reports next. We read events and not Yams' composed nodes, because composing follows aliases,
/// recurses as deep as the file says, ends at the first doubled key and gives no place for the second.
struct YAMLEvent {
    enum Kind {
        case documentStart, documentEnd, streamEnd
        case alias
        case scalar
        case listStart, listEnd, mappingStart, mappingEnd
    }

    let kind: Kind
    /// Bytes from the beginning of the text.
    let offset: Int
    var hasAnchor = false
    /// A tag that says neither `!!str` nor `!!int`.
    var foreignTag: String?
    /// Of a scalar: not quoted, no block, no tag.
    var isPlain = false
    /// Of a scalar: `!!int` stands before it.
    var isTaggedInteger = false
}

/// The text is not YAML.
struct YAMLFault: Error {
    /// Bytes from the beginning of the text.
    let offset: Int
}

/// The events of one YAML text, in order.
///
/// libyaml, which Yams builds, works on structs that must not move and on input that must outlive it: the structs are held
/// here, behind pointers, and freed in `deinit`; whoever makes this keeps the input.
final class YAMLEvents {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let event: UnsafeMutablePointer<yaml_event_t>
    private let input: UnsafeBufferPointer<UInt8>
    /// A place in the input, in characters as the parser counts them and in bytes.
    private var cursor = (character: 0, byte: 0)

    /// - Parameter utf8: valid UTF-8 without a byte order mark; it outlives the events.
    init(_ utf8: UnsafeBufferPointer<UInt8>) {
        input = utf8
        event = .allocate(capacity: 1)
        event.initialize(to: yaml_event_t())
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        yaml_parser_initialize(parser)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        yaml_event_delete(event)
        event.deallocate()
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next event; after `streamEnd` or a fault there is none, and the caller asks no more.
    func next() throws(YAMLFault) -> YAMLEvent {
        while true {
            yaml_event_delete(event)
            guard yaml_parser_parse(parser, event) == 1 else { throw fault() }
            if let read = read() { return read }
        }
    }

    /// The text of the scalar that was just read, until the next event.
    var scalar: UnsafeBufferPointer<UInt8> {
        let scalar = event.pointee.data.scalar
        return UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    }

    /// Nil for the stream's start, which says nothing.
    private func read() -> YAMLEvent? {
        let offset = byteOffset(ofCharacter: event.pointee.start_mark.index)
        switch event.pointee.type {
        case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, offset: offset)
        case YAML_DOCUMENT_END_EVENT: return YAMLEvent(kind: .documentEnd, offset: offset)
        case YAML_STREAM_END_EVENT: return YAMLEvent(kind: .streamEnd, offset: offset)
        case YAML_ALIAS_EVENT: return YAMLEvent(kind: .alias, offset: offset)
        case YAML_SCALAR_EVENT:
            let scalar = event.pointee.data.scalar
            // Hardly any scalar has a tag.
            let isTaggedInteger = scalar.tag != nil && Self.text(scalar.tag) == Self.coreTag + "int"
            return YAMLEvent(
                kind: .scalar, offset: offset, hasAnchor: scalar.anchor != nil,
                foreignTag: isTaggedInteger ? nil : Self.foreignTag(scalar.tag, allowed: "str"),
                isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE && scalar.tag == nil,
                isTaggedInteger: isTaggedInteger)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.pointee.data.sequence_start
            return YAMLEvent(
                kind: .listStart, offset: offset, hasAnchor: start.anchor != nil,
                foreignTag: Self.foreignTag(start.tag, allowed: "seq"))
        case YAML_SEQUENCE_END_EVENT: return YAMLEvent(kind: .listEnd, offset: offset)
        case YAML_MAPPING_START_EVENT:
            let start = event.pointee.data.mapping_start
            return YAMLEvent(
                kind: .mappingStart, offset: offset, hasAnchor: start.anchor != nil,
                foreignTag: Self.foreignTag(start.tag, allowed: "map"))
        case YAML_MAPPING_END_EVENT: return YAMLEvent(kind: .mappingEnd, offset: offset)
        default: return nil
        }
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
        // Where the parser could not even read a character it counts bytes.
        return YAMLFault(
            offset: state.error == YAML_READER_ERROR
                ? min(state.problem_offset, input.count) : byteOffset(ofCharacter: state.problem_mark.index))
    }

    /// The parser counts characters; events follow each other, so that it is never far from the last place.
    private func byteOffset(ofCharacter character: Int) -> Int {
        var (known, byte) = cursor
        while known < character, byte < input.count {
            byte += 1
            while byte < input.count, Self.isContinuation(input[byte]) { byte += 1 }
            known += 1
        }
        while known > character, byte > 0 {
            byte -= 1
            while byte > 0, Self.isContinuation(input[byte]) { byte -= 1 }
            known -= 1
        }
        cursor = (known, byte)
        return byte
    }

    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
