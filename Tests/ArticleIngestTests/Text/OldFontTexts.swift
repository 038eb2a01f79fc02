/// Texts as offices write them, for the tests of old fonts: Vietnamese to be written in a font, and Unicode text of many
/// languages that no font may touch.
enum OldFontTexts {
    static let vietnamese = lines(
        """
        Mã | Mã số | Mã bài | Mã tin | Tiêu đề | Tên bài | Tên tin bài | Loại | Loại tin | Thể loại | Đơn vị | Phòng
        Phòng ban | Đơn vị gửi | Tác giả | Người viết | Chuyên mục | Ngày sự kiện | Ngày diễn ra | Ngày gửi | Ngày duyệt
        Ngày đăng | Ngày xuất bản | Người duyệt | Số từ | Số ảnh | Ảnh | Lượt xem | Đường dẫn | Trạng thái | Kênh | Nguồn
        Ghi chú | Số thứ tự | Họ và tên | Chức vụ | Nội dung | Điểm | Xếp loại | Tổng số | Kết quả | Cơ quan
        Đã đăng | Đã duyệt | Chờ duyệt | Bản nháp | Trả lại | Từ chối | Đã gửi | Đã xuất bản
        Xã An Bình | Xã Long Thanh | Xã Bình An | Xã Bình Minh | Xã Tam Giang | Xã Hà Giang | Xã Vĩnh Lộc | Xã Đông Sơn
        Xã Thanh Mai | Xã Nghĩa Hưng | Thị xã | Thị xã Sơn Tây | Thị trấn Phùng | Phường Láng Hạ | Phường 1 | Phường Bến Nghé
        Huyện Củ Chi | Huyện Đông Anh | Quận Hoàn Kiếm | Quận Bình Thạnh | Thành phố Hà Nội | Thành phố Hồ Chí Minh
        Thành phố Đà Nẵng | Tỉnh Đắk Lắk | Tỉnh Quảng Ngãi | Tỉnh Thừa Thiên Huế | Tỉnh Bà Rịa - Vũng Tàu | Hà Nam | Hà Giang
        Hạ Long | Hải Phòng | Cần Thơ | Cà Mau | Bạc Liêu | Sóc Trăng | Kiên Giang | Lạng Sơn | Điện Biên | Lào Cai
        Văn phòng | Văn phòng Ủy ban | Phòng 2 | Phòng Nội vụ | Phòng Tư pháp | Phòng Tài chính - Kế hoạch
        Phòng Văn hóa và Thông tin | Phòng Giáo dục và Đào tạo | Phòng Lao động - Thương binh và Xã hội | Phòng Y tế
        Phòng Tài nguyên và Môi trường | Phòng Kinh tế | Phòng Quản lý đô thị | Phòng Thanh tra 1 | Thanh tra huyện
        Sở Nông nghiệp | Sở Nội vụ | Sở Tài chính | Sở Y tế | Sở Xây dựng | Sở Giao thông vận tải | Sở Công Thương
        Bộ Y tế | Bộ Nội vụ | Bộ Tài chính | Bộ Quốc phòng | Bộ Công an | Bộ Thông tin và Truyền thông
        Ban An ninh xã | Ban Tuyên giáo | Ban Tổ chức | Ban Dân vận | Ban Chỉ huy quân sự | Ban Quản lý dự án
        Ủy ban nhân dân xã | Ủy ban Mặt trận Tổ quốc | Hội đồng nhân dân | Hội Nông dân | Hội Cựu chiến binh | Hội Phụ nữ
        Đoàn Thanh niên | Công đoàn | Liên đoàn Lao động | Đảng ủy | Chi bộ 3 | Công an xã | Trạm Y tế | Tổ 1 | Khối 8
        Trường Tiểu học Lê Lợi | Trường Mầm non Hoa Sen | Trường THCS Nguyễn Du | Bệnh viện Bạch Mai | Trung tâm Y tế
        Trung tâm Văn hóa - Thể thao | Đài Truyền thanh | Tòa án nhân dân | Viện Kiểm sát | Chi cục Thuế | Kho bạc Nhà nước
        Bảo hiểm xã hội | Chi cục Thống kê | Hạt Kiểm lâm | Đội Quản lý thị trường | Ngân hàng Chính sách
        Nguyễn Văn An | Trần Thị Bích | Lê Thanh Mai | Lê Lợi | Phạm Hùng | Hoàng Quốc Việt | Phan Đình Phùng | Vũ Thị Hạnh
        Võ Thành Công | Đặng Thùy Trâm | Bùi Xuân Phái | Đỗ Mười | Hồ Quý Ly | Ngô Thì Nhậm | Dương Đình Nghệ | Lý Thái Tổ
        Đinh Bộ Lĩnh | Mạc Đĩnh Chi | Tô Hiến Thành | Cao Bá Quát | Huỳnh Thúc Kháng | Trịnh Hoài Đức | Chu Văn An | Tạ Quang Bửu
        Hội nghị tổng kết công tác năm | Ra quân đầu năm | Hội nghị triển khai công tác thanh tra năm 2022
        Kiểm tra việc chấp hành pháp luật về đất đai | Giải quyết khiếu nại | Tố cáo của công dân | Tiếp công dân định kỳ
        Đẩy mạnh cải cách hành chính ở các xã | Đại hội chi bộ | Biểu dương các tập thể | Khen thưởng | Lễ phát động trồng cây
        Ngày hội hiến máu nhân đạo | Tập huấn phòng cháy chữa cháy | Diễn tập khu vực phòng thủ | Tuyển quân năm 2023
        Tặng quà hộ nghèo | Thăm và chúc Tết | Khai giảng năm học mới | Bế giảng lớp bồi dưỡng | Tuyên truyền an toàn giao thông
        Phòng chống dịch bệnh | Tiêm vắc xin đợt 2 | Vệ sinh môi trường | Xây dựng nông thôn mới | Chuyển đổi số
        Hướng dẫn sử dụng dịch vụ công | Ứng dụng công nghệ thông tin | Kỷ niệm ngày thành lập | Họp giao ban | Tin hoạt động
        Phòng chống lũ lụt | Khắc phục hậu quả bão số 3 | Thu hoạch lúa | Giá cả thị trường | Đấu giá quyền sử dụng đất
        Kết luận thanh tra | Quyết định xử phạt | Thông báo tuyển dụng | Kế hoạch tháng 5 | Báo cáo quý I | Nghị quyết chuyên đề
        Lịch tiếp dân | Thư mời họp | Công văn hỏa tốc | Văn bản mới | Gương người tốt việc tốt | Học tập và làm theo Bác
        Đường hoa xuân | Giữ gìn bản sắc | Nghệ thuật truyền thống | Làng nghề | Ẩm thực | Du lịch cộng đồng | Thể dục thể thao
        Bóng đá nữ | Cờ vua | Giải cầu lông | Văn nghệ quần chúng | Múa rối nước | Quan họ | Chèo cổ | Lễ hội đền Hùng
        Ý kiến cử tri | Hỏi đáp pháp luật | Điểm báo | Tin tức | Bài viết | Phóng sự ảnh | Thời sự | Kinh tế | Xã hội
        Diện tích 100 ha | Công ty Samsung | Khóa học Excel cho cán bộ | UBND xã Long An | UBND huyện Mỹ Đức | Đảng bộ huyện
        Dự án cầu vượt | Ùn tắc giao thông | Ổn định giá | Ẩn danh | Ước mơ xanh | Âm nhạc dân gian | Ông Trần Văn Tư | Ốc đảo
        """)

    /// Right as they stand; many have only characters that old fonts have, too.
    static let unicode = lines(
        """
        Công ty ABC® ¹ | 2 µm | 10 µg | Bụi PM2.5 35 µg | Công ty ABC® | Vinamilk® | Công ty Intel® | Intel® Core | Windows® 11
        © 2022 | © An | ©2023 UBND | Copyright © Ban Tuyên giáo | 25 °C | 25°C | 21°01' N | 100 m² | 5 m³ | 1½ | ½ | ¼ | ¾ | 3½ inch
        ± 5 % | 5 ± 1 | 3 × 4 | 3m×4m | A4 × 3 | m×n | N·m | 5 N·m | kN·m | 10 ÷ 2 | § 5 | §5 | ¶ 3 | «An» | « An » | «Ban An»
        £5m | £m | 100 £ | 5 ¢ | ¥ 300 | ¿Dónde? | ¡No! | ¡Un momento! | 1º | 2ª | Nº 5 | nº 12 | N° 7 | Mª Teresa | Mª | Dª Ana
        ABC¹ | Bảng 1¹ | bài ¹ | Bài ² | m¹ | x² | Công¹ | Công văn ¹ | Hà Nam¹ | Ban A® | Tin·Bài | Tin · Bài | A·B | • Tin | Tin – bài
        Hà Nam | Hà Tiên | Cà Mau | Bà Nà | Hoà An | Hoà Phú | An Hoà | Hoá An | Toà án | Toà án hoà giải | Khoá 5 | Toán | Hoàn | Lô 5
        Lô | Mò | Vô | Hái | Có | Bà | Bé | Cô | Là | Và | Xã | Xã Long An | Xã Tam Giang | Xã An Hoà | Thanh Trì | Trà Vinh | Mã
        Mã A | Số 5 | Sân bay | Công an | Công an xã | Công ty An Hoà | Ban quân y | Quân y | Bác Hoà | Ông Tám | Bà Ba | Cô Sáu | Chú Tín
        Bài ca | Cà phê | Phê bình | Thông tin | Thông báo | Báo cáo | Báo cáo tháng | Công tác | Công tác tháng | Tình hình | Chính trị
        Kênh | Thông cáo báo chí | Tài chính | Nhân sân | Thành công | Tin nhanh | Sáng kiến kinh nghiệm | Quý I | Quý II | Quý 4 | Lý Bôn
        Nhà in | Hàng hoá | Khoa toán | Toán tin | Đường sắt | Bệnh viện | Hội nghị | Phòng Nội vụ | Ủy ban | Ủy Ban nhân dân | VĂN PHÒNG
        CÔNG AN | CÔNG AN XÃ | HÀ NAM | CÔNG TY ABC® | LÔ A | TOÀ ÁN | HOÀ BÌNH | THÔNG BÁO | ngòai | Tóan | Hòan thành | thúy | qúy | gía
        café | Café de Paris | naïve | résumé | Noël | Joyeux Noël | L'été à Paris | Où est la mairie ? | Très bien | Ça va | Ça va bien | déjà vu
        crème brûlée | pâté | Pâté chaud | hôtel | château | goût | août | Le goût du thé | maïs | Thaïlande | Cuisine thaï | Anaïs | Haïti | Israël
        Citroën | Retard dû à la pluie | Côte d'Azur | né à Lyon | à la carte | René | Zoé | Chloé | être | façade | garçon | œuvre | Bœuf | Nîmes
        Müller | Köln | München | Zürich | Düsseldorf | für | über | schön | Straße | Fußball | Großmann | Größe | Bär | Tür | Hör zu | Möbel
        Österreich | Überblick | Jäger | König | Frühstück | Spaß | Weiß | Maß | Löwe | Goethe-Institut | Röntgen | Büro | Käse | Weißbier | Höhe
        Señor | mañana | El Niño | La Niña | España | Muñoz | Núñez | Ibáñez | Málaga | Perú | Bogotá | México | José | María | así | aún | aún no
        León | acción | educación | información | número | público | Peña Nieto | Asunción | Saúl | Raúl | Ñandú | Piñata | São Paulo | João | Conceição
        Seán | Seán Murphy | Siân | Zoë | Brontë | Ångström | Malmö | Tromsø | Møn | Møn Danmark | København | smörgåsbord | Så går det | Reykjavík | Tórshavn
        Città di Castello | Perché | più | Così | Caffè | Università | Cefalù | Škoda | Dvořák | Kraków | Łódź | Erdoğan | Übung macht den Meister | Ærø
        Samsung Galaxy S22 | iPhone 14 | Nestlé | Nescafé® | Häagen-Dazs | Citroën C3 | L'Oréal | Lancôme | Hermès | Mövenpick | Novotel Đà Nẵng | Pokémon
        12 phố Tràng Tiền, Hà Nội | 45/6 Lê Lợi, Quận 1 | Số 5, ngõ 12 | Km 5+200, Quốc lộ 1A | P.1203, nhà A2 | Lô B5, KCN Hoà Khánh
        Tiếng Việt 日本語 | Привет | Ελλάδα 5 µm | 😀 Tin vui | Tin 😀 | ★★★ | → xem | ✓ | 5 €/m² | 100.000 ₫ | 30 % ≥ 5 | “An” | ‘Bà’ | Tin… | a—b
        """)

    /// Titles of this list are separated by bars and line ends.
    private static func lines(_ text: String) -> [String] {
        text.split { $0 == "|" || $0 == "\n" }.map { $0.trimming(" ") }
    }
}

extension Substring {
    fileprivate func trimming(_ sign: Character) -> String {
        var text = self
        while text.first == sign { text.removeFirst() }
        while text.last == sign { text.removeLast() }
        return String(text)
    }
}
