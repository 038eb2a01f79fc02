import QuotaModel

#if canImport(Glibc)
    import Glibc
#endif

/// A temporary folder that nobody else can look into, gone with everything in it when it is no longer held, or when a
/// signal ends the program.
final class PrivateFolder {
    let path: String

    /// - Throws: `Issue` `write-failed` where it cannot be made.
    init() throws {
        let base = getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var name = Array("\(base)/quota-cli.XXXXXX".utf8CString)
        let made = Unfinished.folder {
            name.withUnsafeMutableBufferPointer { buffer in
                buffer.baseAddress.flatMap(mkdtemp).map { String(cString: $0) }
            }
        }
        guard let made else {
            throw Issue(
                .writeFailed, at: SourceLocation("\(base)/quota-cli.XXXXXX"), found: String(cString: strerror(errno)))
        }
        path = made
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    deinit { Unfinished.finishFolder(path) { FolderTree.remove(path) } }
}

/// A folder with all that it holds.
enum FolderTree {
    /// Removes a folder in which somebody may be making files: what was made meanwhile goes the next time. Whoever writes
    /// soon has no folder to write to.
    static func removeFromWriters(_ path: String) {
        for _ in 0..<100 {
            remove(path)
            guard access(path, F_OK) == 0 else { return }
        }
    }

    /// Removes a folder after what it holds; links are removed, not followed.
    static func remove(_ path: String) {
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
