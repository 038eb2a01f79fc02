# Writes an article log like the export of an agency's portal: the same numbers, the same log, on every machine.
#
#   awk -v rows=1000 -v form=csv [-v wanted=1000] -f log.awk
#   awk -v form=rules -v wanted=1000 -f log.awk
#
# Seven units of an agency, or as many communes as asked for; form=rules writes their rules, a minimum for each.
#
# Five in a hundred titles hold quotes, most a comma; one in 500 breaks its line. Three in a hundred unit names are
# written in another case or with another space, one in a hundred is no unit's, one row in 200 is not published yet.

# The generator of Park and Miller: its products stay below 2^53, so every awk draws the same numbers.
function draw(limit) {
    seed = (seed * 16807) % 2147483647
    return int(seed / 2147483647 * limit)
}

function list(text, into) { return split(text, into, "|") }

function title(row,    text) {
    text = acts[1 + draw(actCount)] " " topics[1 + draw(topicCount)]
    while (length(text) < 75 || (length(text) < 110 && draw(10) < 6))
        text = text (draw(10) == 0 ? ", " : " ") places[1 + draw(placeCount)]
    if (draw(20) == 0) text = text " \"" marks[1 + draw(markCount)] "\""
    if (row % 500 == 250) sub(/ /, "\n", text)
    return text
}

function unitCell(    name, drawn, place) {
    drawn = draw(1000)
    if (drawn < 10) return strangers[1 + draw(strangerCount)]
    place = 1 + (unitCount > 7 ? draw(unitCount) : substr("0001122333344456", 1 + draw(16), 1))
    name = units[place]
    if (drawn < 20) return toupper(name)
    if (drawn < 30) return " " name
    if (drawn < 40) { sub(/ /, "  ", name) }
    return name
}

# A day of 2022 by its number from 0, two weeks of 2023 with it.
function dayText(number,    month, year) {
    year = 2022
    if (number >= 365) { number -= 365; year = 2023 }
    for (month = 1; number >= lengths[month]; month++) number -= lengths[month]
    return sprintf("%02d/%02d/%d", number + 1, month, year)
}

function quoted(text) {
    if (text !~ /[,"\n]/) return text
    gsub(/"/, "\"\"", text)
    return "\"" text "\""
}

function escaped(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    return text
}

function element(name, text) { return "<" name ">" escaped(text) "</" name ">" }

# The pack of as many communes: most of them owe three items a month, every fifth eight a quarter.
function printRules(    number) {
    print "schema: quota-rules/1\nid: bench-" unitCount "\ntitle: " unitCount " đơn vị\neffective: {from: 2022-02-15, to: 2022-12-31}"
    print "kinds:\n  - {id: tin, name: Tin}\n  - {id: bai, name: Bài}\n  - {id: thong-bao, name: Thông báo}\n  - {id: anh, name: Ảnh}"
    print "counting: {kinds: [tin, bai]}\nunits:"
    for (number = 1; number <= unitCount; number++) print "  - {id: u" number ", name: \"" units[number] "\"}"
    print "quotas:"
    for (number = 1; number <= unitCount; number++)
        print "  - {id: q" number ", units: [u" number "], minimum: " (number % 5 ? "3, per: month" : "8, per: quarter") \
            ", counted: calendar, partial: full}"
}

BEGIN {
    seed = 2022
    actCount = list("Hội nghị triển khai|Công bố quyết định|Tập huấn nghiệp vụ|Tổng kết công tác|Kết luận|Đẩy mạnh", acts)
    topicCount = list("thanh tra, kiểm tra việc chấp hành pháp luật|công tác tiếp công dân|cải cách hành chính|" \
        "giải quyết khiếu nại, tố cáo|quản lý, sử dụng đất đai|phong trào thi đua yêu nước|dịch vụ công trực tuyến", topics)
    placeCount = list("năm 2022|quý I|6 tháng đầu năm|trên địa bàn tỉnh|tại huyện Tuy Phước|cho cán bộ, công chức", places)
    markCount = list("Nói đi đôi với làm|Sáng - Xanh - Sạch - Đẹp|Vì nhân dân phục vụ", marks)
    strangerCount = list("Cộng tác viên|Phòng Thanh tra 9|Sở Nội vụ|Ban Biên tập", strangers)
    unitCount = wanted == "" ? 7 : wanted
    list("Văn phòng|Phòng Thanh tra 1|Phòng Thanh tra 2|Phòng Thanh tra 3|Phòng Thanh tra 4|BCH Công đoàn|BCH Chi đoàn", units)
    if (unitCount > 7) for (number = 1; number <= unitCount; number++) units[number] = "Ủy ban nhân dân xã số " number
    if (form == "rules") { printRules(); exit }
    authorCount = list("Nguyễn Văn Thơm|Trần Thị Dung|Lê Xuân Long|Phạm Trung Định|Võ Minh Hà|Đặng Hoàng Ánh", authors)
    categoryCount = list("Tin hoạt động|Thanh tra, kiểm tra|Tiếp công dân|Cải cách hành chính|Văn bản mới", categories)
    list("Tin|Tin|Tin|Tin|Tin|Bài|Bài|Bài|Thông báo|Ảnh", kinds)
    list("31|28|31|30|31|30|31|31|30|31|30|31", lengths)
    for (number = 0; number < 379; number++) days[number] = dayText(number)
    slug = "https://cong.example.vn/tin-tuc/hoi-nghi-trien-khai-cai-cach-hanh-chinh-6-thang-dau-nam-"
    if (form == "csv")
        print "Mã bài,Tiêu đề,Loại,Đơn vị,Tác giả,Chuyên mục,Ngày sự kiện,Ngày gửi,Ngày duyệt,Ngày đăng,Số từ,Số ảnh,Đường dẫn"
    else
        print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<baiviet>"
    for (row = 1; row <= rows; row++) {
        id = sprintf("TB%08d", row)
        name = title(row)
        kind = kinds[1 + draw(10)]
        unit = unitCell()
        author = authors[1 + draw(authorCount)]
        category = categories[1 + draw(categoryCount)]
        event = draw(365)
        submitted = event + draw(3)
        approved = submitted + draw(3)
        published = draw(200) == 0 ? "" : days[approved + draw(3)]
        words = 150 + draw(1400)
        photos = draw(7)
        if (form == "csv")
            print id "," quoted(name) "," kind "," unit "," author "," quoted(category) "," days[event] "," \
                days[submitted] "," days[approved] "," published "," words "," photos "," slug row ".html"
        else
            print "<bai ma=\"" id "\">" element("tieude", name) element("loai", kind) element("donvi", unit) \
                element("tacgia", author) element("chuyenmuc", category) element("ngaysukien", days[event]) \
                element("ngaygui", days[submitted]) element("ngayduyet", days[approved]) \
                element("ngaydang", published) element("sotu", words) element("soanh", photos) \
                element("duongdan", slug row ".html") "</bai>"
    }
    if (form != "csv") print "</baiviet>"
}
