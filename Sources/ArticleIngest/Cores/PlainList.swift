/// A growing list of plain values, for what is added once a record: adding writes a value and nothing else. An array would
/// ask each time whether somebody else holds it.
struct PlainList<Element: BitwiseCopyable>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>
    private var room: Int
    private(set) var count = 0

    init(room: Int = 16) {
        self.room = max(1, room)
        base = .allocate(capacity: self.room)
    }

    init(_ elements: [Element]) {
        self.init(room: elements.count)
        for element in elements { append(element) }
    }

    deinit { base.deallocate() }

    var isEmpty: Bool { count == 0 }
    var indices: Range<Int> { 0..<count }
    /// Memory that it takes.
    var bytes: Int { room * MemoryLayout<Element>.stride }

    /// - Precondition: `place` is in `indices`.
    subscript(place: Int) -> Element {
        @inline(__always) get {
            precondition(UInt(bitPattern: place) < UInt(bitPattern: count))
            return base[place]
        }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == room { grow() }
        base[count] = element
        count &+= 1
    }

    /// Forgets all; the memory stays.
    mutating func removeAll() { count = 0 }

    private mutating func grow() {
        let fresh = UnsafeMutablePointer<Element>.allocate(capacity: room * 2)
        fresh.update(from: base, count: count)
        base.deallocate()
        base = fresh
        room *= 2
    }
}
