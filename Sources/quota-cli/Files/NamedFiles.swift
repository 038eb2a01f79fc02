import Glibc
import QuotaModel

/// A file with the option that names it.
struct NamedFile {
    let option: String
    let path: String

    /// Nil where the option names no file.
    init?(_ option: String, _ path: String?) {
        guard let path else { return nil }
        self.option = option
        self.path = path
    }

    /// `-`: standard input or output.
    fileprivate var isStream: Bool { path == "-" }
}

/// The files that a command's options name: none that it writes is one that it reads, and each is written once (contract,
/// section 7).
struct NamedFiles {
    let read: [NamedFile]
    let written: [NamedFile]

    init(reading read: [NamedFile?] = [], writing written: [NamedFile?] = []) {
        self.read = read.compactMap(\.self)
        self.written = written.compactMap(\.self)
    }

    /// - Throws: `Issue` `repeated-input` where standard input is named twice: the second would find nothing. `bad-option`
    ///   where a result would take the place of an input or of another result.
    func check() throws {
        let streams = read.filter(\.isStream)
        if streams.count > 1 {
            throw Issue(.repeatedInput, subject: streams[0].option, found: streams[1].option)
        }
        var others: [Place: NamedFile] = [:]
        for file in read {
            if let place = file.isStream ? Place.standardInput : Place(file) { others[place] = file }
        }
        for file in written {
            guard let place = Place(file) else { continue }
            if let other = others.updateValue(file, forKey: place) {
                throw Issue(
                    .badOption, subject: file.option, found: file.path, expected: ["≠ \(other.option) \(other.path)"])
            }
        }
    }

    /// Where a file is, whatever links and names lead to it.
    private enum Place: Hashable {
        case known(device: dev_t, number: ino_t)
        case new(String)
        case standardOutput

        /// Nil for a device or a pipe by its path, which several results may share.
        init?(_ file: NamedFile) {
            guard !file.isStream else {
                self = .standardOutput
                return
            }
            guard SystemFile.descriptor(named: file.path) == nil else { return nil }
            let path = StagedFile.resolved(file.path)
            var status = stat()
            guard stat(path, &status) == 0 else {
                self = .new(Self.absolute(path[...]))
                return
            }
            self.init(status)
        }

        /// The file that standard input is read from, where it is one.
        static var standardInput: Self? {
            var status = stat()
            return fstat(STDIN_FILENO, &status) == 0 ? Self(status) : nil
        }

        private init?(_ status: stat) {
            guard status.st_mode & S_IFMT == S_IFREG else { return nil }
            self = .known(device: status.st_dev, number: status.st_ino)
        }

        /// By the nearest folder that is there.
        private static func absolute(_ path: Substring) -> String {
            if let real = realpath(String(path), nil) {
                defer { free(real) }
                return String(cString: real)
            }
            // Even the folder one stands in can be gone.
            guard let slash = path.lastIndex(of: "/") else { return path == "." ? "." : absolute(".") + "/" + path }
            let folder = path[..<slash]
            return (folder.isEmpty ? "" : absolute(folder)) + path[slash...]
        }
    }
}
