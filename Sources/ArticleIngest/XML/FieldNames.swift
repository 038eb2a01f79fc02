import QuotaModel

/// The names of fields where accents and spaces cannot stand: the canonical names and the built-in headings of the
/// contract's section 5, folded.
enum FieldNames {
    /// The field that an element's or attribute's name means: case, accents, `_`, `-` and `.` don't matter.
    static func field(_ name: some StringProtocol) -> Field? {
        var folded = Vietnamese.unaccented(name)
        folded.unicodeScalars.removeAll { !$0.properties.isAlphabetic && !("0"..."9").contains($0) }
        return byName[folded]
    }

    private static let byName: [String: Field] = {
        var names: [String: Field] = [
            "mabai": .id, "matin": .id, "ma": .id, "tieude": .title, "tentinbai": .title, "tenbai": .title,
            "loai": .kind, "loaitin": .kind, "theloai": .kind, "type": .kind,
            "donvi": .unit, "phong": .unit, "phongban": .unit, "donvigui": .unit, "tacgia": .author,
            "nguoiviet": .author, "chuyenmuc": .category, "ngaysukien": .event, "ngaydienra": .event,
            "ngaygui": .submitted, "ngayduyet": .approved, "ngaydang": .published, "ngayxuatban": .published,
            "date": .published, "nguoiduyet": .approver, "sotu": .words, "soanh": .photos, "anh": .photos,
            "luotxem": .views, "duongdan": .url, "link": .url, "trangthai": .state, "status": .state,
            "kenh": .channel, "nguon": .origin,
        ]
        for field in Field.allCases { names[field.rawValue] = field }
        return names
    }()
}
