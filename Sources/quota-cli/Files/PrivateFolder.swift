import QuotaModel

#if canImport(Glibc)
    import Glibc
#endif

/// A temporary folder that nobody else can look into, gone with everything in it when it is no longer held.
final class PrivateFolder {
    let path: String

    /// - Throws: `Issue` `write-failed` where it cannot be made.
    init() throws {
        let base = getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var name = Array("\(base)/quota-cli.XXXXXX".utf8CString)
        let isMade = name.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap(mkdtemp) != nil
        }
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard isMade else {
            throw Issue(.writeFailed, at: SourceLocation(path), found: String(cString: strerror(errno)))
        }
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    deinit { Self.remove(path) }

    /// Removes a folder after what it holds; links are removed, not followed.
    private static func remove(_ path: String) {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                guard name != ".", name != ".." else { continue }
                var status = stat()
                let inside = "\(path)/\(name)"
                if lstat(inside, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
                    remove(inside)
                } else {
                    unlink(inside)
                }
            }
            closedir(folder)
        }
        rmdir(path)
    }
}
