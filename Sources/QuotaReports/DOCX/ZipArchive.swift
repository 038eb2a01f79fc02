import COfficeFiles
import Glibc
import QuotaModel

/// Parts put into one ZIP, in the order given and with a fixed date, so that the same parts give the same bytes.
enum ZipArchive {
    struct Part {
        let name: String
        let bytes: [UInt8]
    }

    /// 1 January 1980, the first day a ZIP knows.
    private static let firstDay: UInt16 = 1 << 5 | 1

    /// What is wrong with the library, which is loaded when the first archive is made.
    private static let missing: String? = office_files_load_zip().map { String(cString: $0) }

    /// - Throws: `Issue` `write-failed` when there is no memory for it, or no library.
    static func bytes(_ parts: [Part]) throws(Issue) -> [UInt8] {
        if let missing { throw Issue(.writeFailed, found: missing) }
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let store = zip_source_buffer_create(nil, 0, 0, &error) else { throw issue(&error) }
        defer { zip_source_free(store) }
        // Closing the archive gives its own hold on the store back; this one is for reading.
        zip_source_keep(store)
        guard let archive = zip_open_from_source(store, ZIP_TRUNCATE, &error) else {
            zip_source_free(store)
            throw issue(&error)
        }
        var isClosed = false
        defer { if !isClosed { zip_discard(archive) } }
        for part in parts { try add(part, to: archive) }
        guard zip_close(archive) == 0 else { throw issue(zip_get_error(archive)) }
        isClosed = true
        return try contents(of: store)
    }

    private static func add(_ part: Part, to archive: OpaquePointer) throws(Issue) {
        // libzip reads the bytes only when the archive is closed: it gets a copy and frees it.
        guard let copy = malloc(max(1, part.bytes.count)) else { throw Issue(.writeFailed, found: "malloc") }
        part.bytes.withUnsafeBytes { bytes in
            if let start = bytes.baseAddress { copy.copyMemory(from: start, byteCount: bytes.count) }
        }
        guard let source = zip_source_buffer(archive, copy, UInt64(part.bytes.count), 1) else {
            free(copy)
            throw issue(zip_get_error(archive))
        }
        let place = zip_file_add(archive, part.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard place >= 0 else {
            zip_source_free(source)
            throw issue(zip_get_error(archive))
        }
        guard zip_set_file_compression(archive, UInt64(place), ZIP_CM_DEFLATE, 9) == 0,
            zip_file_set_dostime(archive, UInt64(place), 0, firstDay, 0) == 0
        else { throw issue(zip_get_error(archive)) }
    }

    private static func contents(of store: OpaquePointer) throws(Issue) -> [UInt8] {
        guard zip_source_open(store) == 0 else { throw issue(zip_source_error(store)) }
        defer { zip_source_close(store) }
        var bytes: [UInt8] = []
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { chunk.deallocate() }
        while true {
            let count = zip_source_read(store, chunk.baseAddress, UInt64(chunk.count))
            guard count >= 0 else { throw issue(zip_source_error(store)) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<Int(count)])
        }
    }

    private static func issue(_ error: UnsafeMutablePointer<zip_error_t>?) -> Issue {
        Issue(.writeFailed, found: error.flatMap(zip_error_strerror).map { String(cString: $0) } ?? "ZIP")
    }
}
