import Glibc
import QuotaModel

/// A temporary folder that nobody else can look into, gone with everything in it when it is no longer held, or when a
/// signal ends the program.
///
/// Its name is one that nothing has: a run that was killed may have left a folder behind, and in containers the numbers
/// of processes come again.
final class PrivateFolder {
    let path: String
    private var isFinished = false

    /// - Throws: `Issue` `write-failed` where it cannot be made.
    convenience init() throws {
        let base = getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        try self.init("\(base)/quota-cli.XXXXXX") { reason in
            Issue(.writeFailed, at: SourceLocation("\(base)/quota-cli.XXXXXX"), found: reason)
        }
    }

    /// In the folder of what is being made, where renaming is all that is left to do.
    ///
    /// - Throws: `Issue` `cannot-write` where it cannot be made.
    convenience init(beside result: String) throws {
        try self.init("\(result).tmp.XXXXXX") { reason in
            Issue(.cannotWrite, at: SourceLocation(result), found: reason)
        }
    }

    private init(_ template: String, _ issue: (String) -> Issue) throws {
        var name = Array(template.utf8CString)
        var reason: Int32 = 0
        let made = Unfinished.folder {
            let made = name.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap(mkdtemp) }
            reason = errno
            return made.map { String(cString: $0) }
        }
        guard let made else { throw issue(String(cString: strerror(reason))) }
        path = made
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Gives the folder, or what is in it, its own name; what is left of it is removed.
    ///
    /// - Parameter publish: 0, or why not.
    func finish(_ publish: () -> Int32) -> Int32 {
        isFinished = true
        return Unfinished.finishFolder(path) {
            defer { FolderTree.remove(path) }
            return publish()
        }
    }

    deinit {
        if !isFinished { Unfinished.finishFolder(path) { FolderTree.remove(path) } }
    }
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
        for name in names(in: path) ?? [] {
            var status = stat()
            let inside = "\(path)/\(name)"
            if lstat(inside, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
                remove(inside)
            } else {
                unlink(inside)
            }
        }
        rmdir(path)
    }

    /// Whether it is a folder, and nothing is in it.
    static func isEmpty(_ path: String) -> Bool { names(in: path)?.isEmpty ?? false }

    /// What is in a folder; nil for what is none or cannot be looked into.
    private static func names(in path: String) -> [String]? {
        guard let folder = opendir(path) else { return nil }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
