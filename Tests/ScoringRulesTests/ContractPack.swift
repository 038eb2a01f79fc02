/// The example of the contract, section 2, without the keys that are kept for later versions.
let contractPack = """
    schema: quota-rules/1              # required; a higher number is refused plainly
    id: thanh-tra-binh-dinh-2022       # ids everywhere: [a-z0-9][a-z0-9-]*
    title: Chỉ tiêu viết tin, bài Trang thông tin điện tử năm 2022
    agency: Thanh tra tỉnh Bình Định
    status: issued                     # issued | illustrative (printed on every report when illustrative)
    sources:
      - {id: tb-2022, document: "Thông báo /TB-TTT", issuer: Chánh Thanh tra tỉnh, issued: "2022-02", title: "..."}
      - {id: tb-2019, document: "Thông báo /TB-SNV"}
    effective: {from: 2022-02-15, to: 2022-12-31}     # to is optional; both ends included

    kinds:                             # what a log may call a kind of item
      - {id: tin, name: Tin, labels: [Tin, Tin tức]}
      - {id: bai, name: Bài, labels: [Bài, Bài viết]}
      - {id: thong-bao, name: Thông báo}              # the name is always a label too

    units:
      - {id: van-phong, name: Văn phòng, aliases: [Văn phòng Thanh tra tỉnh], block: phong, from: 2022-02-15, to: 2022-12-31}
      - {id: phong-1, name: Phòng Nghiệp vụ 1}
    people:                            # optional; who the authors are
      - {id: nguyen-van-a, name: Nguyễn Văn A, aliases: [N.V.A], unit: van-phong, from: 2022-02-15}
    categories:                        # optional; chuyên mục and who answers for them
      - {id: tin-hoat-dong, name: Tin hoạt động, aliases: [], units: [van-phong], fresh-within: 30}   # days
      - {id: cai-cach-hanh-chinh, name: Cải cách hành chính}

    counting:                          # all optional; the defaults are shown
      date: published                  # published | approved | submitted | event: which date places an item in a period
      kinds: [tin, bai]                # default filter of every quota (default: all kinds)
      joint-units: each                # each: every named unit gets one; first: only the first named
      joint-authors: each              # likewise; an unknown first author: the item is nobody's
      status: [published]              # which item states count, where the log has a state column (words: section 5)

    quotas:
      - id: van-phong-thang
        units: [van-phong]             # or `all`, or {block: phong}
        minimum: 03
        per: month                     # day | week | month | quarter | half-year | year
        counted: from-start            # from-start | calendar
        month-starts-on: 1             # only with calendar: 1..28 (15 = the office month of NĐ 09/2019)
        anchor: 2022-02-15             # only with from-start: the day periods are counted from; default: the start
        partial: prorated              # full | prorated | waived
        from: "2022-02-15"             # default: effective.from; likewise to
        where: {kinds: [tin, bai], photos: {at-least: 1}}   # see 4
        working-days: false            # only with per: day — true: days off (see calendar) are no periods
        cite: {source: tb-2022, clause: "mục 1"}
      - {id: khoi-quy, units: {block: phong}, minimum: 9, per: quarter, counted: calendar, month-starts-on: 15, partial: full}
      - {id: moi-ngay, units: all, minimum: 0, per: day, working-days: true}

    deadlines:                         # optional; how soon something must follow something (section 4)
      - {id: duyet-pho-ban, from: submitted, to: approved, within: 1, in: days, where: {categories: [cai-cach-hanh-chinh]},
         owner: Phó Trưởng ban, cite: {source: tb-2019, clause: "I.3"}}
    standards:
      - {id: do-dai, title: Thông thường từ 100 từ trở lên, where: {channels: [Trang chủ]}, expect: {words: {at-least: 100}}}
    calendar: {weekend: [saturday, sunday], holidays: [2022-04-11, 2022-04-30], working: []}
    exemptions:
      - {units: [phong-1], from: 2022-06-01, to: 2022-06-30, reason: "...", cite: {source: tb-2022}}
    report:
      superior: UBND TỈNH BÌNH ĐỊNH
      agency: THANH TRA TỈNH
      place: Bình Định
      number: "    /BC-TTT"
      signer: {authority: "", post: CHÁNH VĂN PHÒNG, name: ""}
      recipients: ["- Lãnh đạo cơ quan (b/c);", "- Các phòng;", "- Lưu: VT."]
      day: last                       # the month's report day: last | 1..28
    """
