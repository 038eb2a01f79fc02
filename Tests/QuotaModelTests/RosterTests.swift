import QuotaModel
import Testing

struct RosterTests {
    static let roster = Roster(
        units: [
            Unit(id: "van-phong", name: "Văn phòng", aliases: ["Văn phòng Thanh tra tỉnh", "VP"]),
            Unit(id: "phong-1", name: "Phòng 1", aliases: ["VP"]), Unit(id: "dang-uy", name: "Đảng ủy"),
        ],
        kinds: [Kind(id: "tin", name: "Tin", labels: ["Tin tức"]), Kind(id: "bai", name: "Bài", labels: ["Bài viết"])],
        people: [Person(id: "a", name: "Nguyễn Văn A", aliases: ["N.V.A"], unit: 1)],
        categories: [Category(id: "cchc", name: "Cải cách hành chính", aliases: ["CCHC"])])

    @Test("names and aliases find their place, however they are written")
    func names() {
        #expect(Self.roster.unit(named: MatchKey("VĂN\u{A0}PHÒNG")) == 0)
        #expect(Self.roster.unit(named: MatchKey("văn phòng  thanh tra TỈNH")) == 0)
        #expect(Self.roster.unit(named: MatchKey("Pho\u{300}ng 1")) == 1)
        #expect(Self.roster.unit(named: MatchKey("đảng ủy")) == 2)
        #expect(Self.roster.kind(named: MatchKey("TIN TỨC")) == 0)
        #expect(Self.roster.kind(named: MatchKey("bài")) == 1)
        #expect(Self.roster.person(named: MatchKey("n.v.a")) == 0)
        #expect(Self.roster.person(named: MatchKey("NGUYỄN VĂN A")) == 0)
        #expect(Self.roster.category(named: MatchKey("cchc")) == 0)
    }

    @Test("a name without its accents, an id and a name of something else find nothing")
    func unknown() {
        for name in ["Van phong", "Phong 1", "dang-uy", "phong-1", "Tin", "", "Đảng uỷ"] {
            #expect(Self.roster.unit(named: MatchKey(name)) == nil, "\(name)")
        }
        #expect(Self.roster.kind(named: MatchKey("Văn phòng")) == nil)
        #expect(Self.roster.person(named: MatchKey("Tin")) == nil)
        #expect(Self.roster.category(named: MatchKey("CCHC 2")) == nil)
    }

    @Test("where two share a name the first keeps it")
    func shared() { #expect(Self.roster.unit(named: MatchKey("vp")) == 0) }

    @Test("the name that was probably meant is suggested, an alias too")
    func suggestions() {
        #expect(Self.roster.unitWords.nearest(to: "Phong 1") == "Phòng 1")
        #expect(Self.roster.unitWords.nearest(to: "Van phong Thanh tra tinh") == "Văn phòng Thanh tra tỉnh")
        #expect(Self.roster.unitWords.nearest(to: "Bệnh viện") == nil)
        #expect(Self.roster.kindWords.nearest(to: "Bai viêt") == "Bài viết")
        #expect(Self.roster.kindWords.nearest(to: "Phóng sự ảnh") == nil)
    }
}
