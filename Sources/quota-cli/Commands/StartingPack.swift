import QuotaReports

/// What `init` writes: the smallest pack that is worth running, every key explained, and a log that shows what counts
/// and what does not.
enum StartingPack {
    static func rules(_ wording: Wording) -> String { wording(vietnameseRules, englishRules) }

    private static let vietnameseRules = """
        # Bộ quy tắc của quota-cli: ai nợ bao nhiêu tin, bài, từ ngày nào, theo văn bản nào.
        # Sửa các giá trị dưới đây rồi chạy:  quota-cli rules check --rules quy-tac.yaml
        schema: quota-rules/1
        id: co-quan-mau-2026                  # chữ thường không dấu, số và gạch nối
        title: Chỉ tiêu viết tin, bài Trang thông tin điện tử năm 2026
        agency: Cơ quan mẫu
        status: illustrative                  # issued khi đã có văn bản ban hành; illustrative được in trên mọi báo cáo

        # Văn bản đã giao chỉ tiêu; mỗi giá trị bên dưới dẫn về một điều khoản (cite).
        sources:
          - {id: tb-2026, document: "Thông báo số …/TB-…", issuer: Thủ trưởng cơ quan, issued: "2026-01"}

        effective: {from: 2026-01-15, to: 2026-12-31}    # tính cả hai ngày; bỏ to nếu không có ngày hết hạn

        # Các loại tin, bài mà nhật ký có thể ghi; tên luôn là một nhãn, labels là các cách ghi khác.
        kinds:
          - {id: tin, name: Tin, labels: [Tin tức, Tin vắn]}
          - {id: bai, name: Bài, labels: [Bài viết]}
          - {id: thong-bao, name: Thông báo}

        units:
          - {id: van-phong, name: Văn phòng, aliases: [VP], block: phong}
          - {id: phong-nghiep-vu, name: Phòng Nghiệp vụ, block: phong}
          - {id: cong-doan, name: Công đoàn cơ sở, block: doan-the}

        # Chuyên mục và đơn vị phụ trách; fresh-within: quá số ngày này không có bài thì bị coi là lâu chưa có bài.
        categories:
          - {id: tin-hoat-dong, name: Tin hoạt động, units: [van-phong], fresh-within: 30}
          - {id: van-ban, name: Văn bản mới, units: [phong-nghiep-vu]}

        counting:
          date: published                     # ngày xếp vào kỳ: published | approved | submitted | event
          kinds: [tin, bai]                   # thông báo không tính vào chỉ tiêu
          joint-units: each                   # bài chung: mỗi đơn vị được một (each) hay chỉ đơn vị đứng đầu (first)

        quotas:
          - id: van-phong-thang
            units: [van-phong]
            minimum: 2                        # ít nhất hai tin, bài
            per: month                        # day | week | month | quarter | half-year | year
            counted: from-start               # kỳ đếm từ ngày bắt đầu; calendar: theo tháng (month-starts-on: 15 là tháng hành chính)
            partial: prorated                 # kỳ cuối bị cắt: full (đủ), prorated (theo số ngày), waived (không tính)
            cite: {source: tb-2026, clause: "mục 1"}
          - {id: phong-thang, units: [phong-nghiep-vu], minimum: 1, per: month, partial: prorated,
             cite: {source: tb-2026, clause: "mục 1"}}
          - {id: doan-the-quy, units: {block: doan-the}, minimum: 1, per: quarter, partial: prorated,
             cite: {source: tb-2026, clause: "mục 2"}}

        """

    private static let englishRules = """
        # A rule pack of quota-cli: who owes how many news items, from which day, by which document.
        # Change the values below, then run:  quota-cli rules check --rules quy-tac.yaml
        schema: quota-rules/1
        id: co-quan-mau-2026                  # lower-case letters a–z, digits and hyphens
        title: Chỉ tiêu viết tin, bài Trang thông tin điện tử năm 2026
        agency: Cơ quan mẫu
        status: illustrative                  # issued once a document orders it; illustrative is printed on every report

        # The documents that order the minima; each value below cites its clause.
        sources:
          - {id: tb-2026, document: "Thông báo số …/TB-…", issuer: Thủ trưởng cơ quan, issued: "2026-01"}

        effective: {from: 2026-01-15, to: 2026-12-31}    # both days included; leave out to where there is no end

        # The kinds of item that a log may name; the name is always a label, labels are other spellings.
        kinds:
          - {id: tin, name: Tin, labels: [Tin tức, Tin vắn]}
          - {id: bai, name: Bài, labels: [Bài viết]}
          - {id: thong-bao, name: Thông báo}

        units:
          - {id: van-phong, name: Văn phòng, aliases: [VP], block: phong}
          - {id: phong-nghiep-vu, name: Phòng Nghiệp vụ, block: phong}
          - {id: cong-doan, name: Công đoàn cơ sở, block: doan-the}

        # Sections of the website and who answers for them; fresh-within: stale after so many days without an item.
        categories:
          - {id: tin-hoat-dong, name: Tin hoạt động, units: [van-phong], fresh-within: 30}
          - {id: van-ban, name: Văn bản mới, units: [phong-nghiep-vu]}

        counting:
          date: published                     # the date that places an item: published | approved | submitted | event
          kinds: [tin, bai]                   # a notice does not count
          joint-units: each                   # a joint item counts for each unit (each) or only the first (first)

        quotas:
          - id: van-phong-thang
            units: [van-phong]
            minimum: 2                        # at least two items
            per: month                        # day | week | month | quarter | half-year | year
            counted: from-start               # periods count from the start; calendar: by months (month-starts-on: 15 is the office month)
            partial: prorated                 # a cut period owes: full, prorated by days, waived nothing
            cite: {source: tb-2026, clause: "mục 1"}
          - {id: phong-thang, units: [phong-nghiep-vu], minimum: 1, per: month, partial: prorated,
             cite: {source: tb-2026, clause: "mục 1"}}
          - {id: doan-the-quy, units: {block: doan-the}, minimum: 1, per: quarter, partial: prorated,
             cite: {source: tb-2026, clause: "mục 2"}}

        """

    static let log = """
        Mã bài,Tiêu đề,Loại,Đơn vị,Chuyên mục,Ngày đăng,Trạng thái
        1,"Hội nghị triển khai nhiệm vụ năm 2026, ký giao ước thi đua",Tin,Văn phòng,Tin hoạt động,16/01/2026,Đã đăng
        2,Kết quả tiếp công dân tháng 01,Bài,VP,Tin hoạt động,02/02/2026,Đã đăng
        3,Lịch trực Tết Nguyên đán,Thông báo,Văn phòng,Tin hoạt động,10/02/2026,Đã đăng
        4,Ra quân đầu năm,Tin,Phòng Nghiệp vụ;Công đoàn cơ sở,Tin hoạt động,24/02/2026,Đã đăng
        5,Tập huấn nghiệp vụ quý I,Bài,phong nghiep vu,Tin hoạt động,05/03/2026,Đã đăng
        6,Tập huấn nghiệp vụ quý I,Bài,Phòng Nghiệp vụ,Tin hoạt động,05/03/2026,Đã đăng
        7,Giao ban tháng 3,Tin,Văn phòng,Tin hoạt động,14/03/2026,Đã đăng
        8,Dự thảo kế hoạch tuyên truyền,Bài,Văn phòng,Tin hoạt động,,Bản nháp

        """
}
