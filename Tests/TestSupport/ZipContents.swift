import COfficeFiles

/// What a ZIP holds, unpacked: two that were packed by different versions of the same library differ in bytes only.
public struct ZipContents: Equatable {
    public struct Part: Equatable {
        public let name: String
        public let bytes: [UInt8]
        /// Seconds since 1970, as the library reads the ZIP's local time.
        public let time: Int
    }

    public let parts: [Part]

    /// Nil for what is no ZIP, or a broken one.
    public init?(_ bytes: [UInt8]) {
        guard office_files_load_zip() == nil else { return nil }
        var error = zip_error_t()
        zip_error_init(&error)
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
        copy.copyBytes(from: bytes)
        defer { copy.deallocate() }
        guard let source = zip_source_buffer_create(copy.baseAddress, UInt64(bytes.count), 0, &error),
            let archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error)
        else { return nil }
        defer { zip_discard(archive) }
        var parts: [Part] = []
        for place in 0..<UInt64(zip_get_num_entries(archive, 0)) {
            guard let part = Self.part(place, of: archive) else { return nil }
            parts.append(part)
        }
        self.parts = parts
    }

    private static func part(_ place: UInt64, of archive: OpaquePointer) -> Part? {
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(archive, place, 0, &status) == 0, let file = zip_fopen_index(archive, place, 0) else {
            return nil
        }
        defer { zip_fclose(file) }
        var content = [UInt8](repeating: 0, count: Int(status.size))
        guard zip_fread(file, &content, status.size) == Int64(status.size) else { return nil }
        return Part(name: String(cString: status.name), bytes: content, time: status.mtime)
    }
}
