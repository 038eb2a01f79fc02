import QuotaModel

/// The line of every record of every log, at little more than one byte a record: the step from the line before, and
/// every 256 records the line itself.
struct RecordLines: ~Copyable {
    private static let stride = 256
    /// Records in one piece of memory, so that growing copies nothing.
    private static let chunk = 1 << 16
    private static let long: UInt8 = 255

    private var steps: [UnsafeMutablePointer<UInt8>] = []
    /// The last of them, where there is one.
    private var filling: UnsafeMutablePointer<UInt8>?
    private var lines: [Int] = []
    private var longSteps: [Int: Int] = [:]
    private var lastLine = 0
    /// For each log its place in the order given and how many records came before it.
    private var logs: [(source: Int, before: Int)] = []
    /// Records of all logs so far.
    private(set) var total = 0

    /// Memory that it takes, but for the rare long steps.
    var bytes: Int { steps.count * Self.chunk + lines.capacity * MemoryLayout<Int>.stride }

    deinit {
        for chunk in steps { chunk.deallocate() }
    }

    mutating func begin(source: Int) {
        logs.append((source, total))
        lastLine = 0
    }

    /// The next record of the log.
    @inline(__always)
    mutating func add(line: Int) {
        let place = total & (Self.chunk &- 1)
        if place == 0 {
            filling = .allocate(capacity: Self.chunk)
            if let filling { steps.append(filling) }
        }
        if total % Self.stride == 0 { lines.append(line) }
        let step = line &- lastLine
        if 0..<Int(Self.long) ~= step {
            filling?[place] = UInt8(truncatingIfNeeded: step)
        } else {
            longSteps[total] = step
            filling?[place] = Self.long
        }
        lastLine = line
        total &+= 1
    }

    /// The number over all logs of a record of the log that is being read, itself counted from 1.
    func row(ofRecord record: Int) -> Int { (logs.last?.before ?? 0) + record - 1 }

    /// The place of the row with this number, counted from 0 over all logs.
    func place(of row: Int) -> ItemPlace {
        let log = logs.last { $0.before <= row } ?? (0, 0)
        var at = row / Self.stride * Self.stride
        var line = lines[row / Self.stride]
        // A stride may begin in the log before; steps start anew with each log.
        if at < log.before {
            at = log.before
            line = step(at)
        }
        while at < row {
            at += 1
            line += step(at)
        }
        return ItemPlace(source: log.source, record: row - log.before + 1, line: line)
    }

    private func step(_ row: Int) -> Int {
        let step = steps[row / Self.chunk][row % Self.chunk]
        return step == Self.long ? longSteps[row] ?? 0 : Int(step)
    }
}
