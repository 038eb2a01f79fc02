/// What every page looks like: light and dark, on a screen, a telephone and paper.
enum PageStyle {
    /// Stands in the page's security policy; a test holds it against the text.
    static let digest = "R78JYVBSP3SNN4tdvN2YkpqX168GOqhnydt9BpEyGL4="

    static let text: StaticString = """
        :root { color-scheme: light dark; --page: #ffffff; --ink: #1b1f24; --soft: #57606a; --line: #c4ccd4; --head: #eef2f6;
          --link: #0a4f9e; --good: #1a6a2c; --good-bg: #e2f4e5; --bad: #9c1c14; --bad-bg: #fde3e0; --care: #744b00;
          --care-bg: #fff1cf; --bar: #3b7f4a; --min: #9c1c14; }
        @media (prefers-color-scheme: dark) { :root { --page: #14181d; --ink: #e8ecf0; --soft: #a9b4bf; --line: #3d4650;
          --head: #1f262d; --link: #8ec2ff; --good: #8fd8a0; --good-bg: #16331d; --bad: #ffaaa2; --bad-bg: #43191a;
          --care: #f2cd7d; --care-bg: #3b2d0c; --bar: #58a86a; --min: #ff8f85; } }
        * { box-sizing: border-box; }
        html { scroll-padding-top: 1rem; }
        body { margin: 0 auto; max-width: 76rem; padding: 1rem 1.25rem 4rem; background: var(--page); color: var(--ink);
          font: 1rem/1.5 "Times New Roman", "Liberation Serif", serif; overflow-wrap: break-word; }
        a { color: var(--link); }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        .skip { position: absolute; left: -99rem; }
        .skip:focus { position: static; }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; }
        h2 { font-size: 1.2rem; border-bottom: 2px solid var(--line); margin: 2rem 0 .75rem; padding-bottom: .2rem; }
        h3 { font-size: 1.08rem; margin: 1.5rem 0 .25rem; }
        h4 { font-size: 1rem; font-weight: normal; margin: .75rem 0 .25rem; }
        .agency { font-weight: bold; margin: 0; }
        .sub { color: var(--soft); margin: .15rem 0; font-style: italic; }
        .notice { background: var(--care-bg); color: var(--care); border: 2px solid var(--care); padding: .4rem .7rem;
          font-weight: bold; }
        nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1rem; list-style: none; padding: 0; margin: .75rem 0; }
        .found { font-size: 1.08rem; }
        .scroll { overflow-x: auto; max-width: 100%; }
        table { border-collapse: collapse; margin: .5rem 0; font-variant-numeric: tabular-nums; }
        caption { text-align: left; color: var(--soft); padding: .25rem 0; }
        caption span { display: block; max-width: calc(100vw - 3rem); }
        th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
        thead th { background: var(--head); vertical-align: bottom; }
        tbody th { font-weight: bold; background: var(--page); min-width: 7rem; }
        .wide td, .wide th { min-width: 4.5rem; }
        .wide tbody th { min-width: 9rem; }
        .title { min-width: 15rem; max-width: 34rem; overflow-wrap: anywhere; }
        .why { min-width: 13rem; overflow-wrap: anywhere; }
        .name { min-width: 6.5rem; overflow-wrap: anywhere; }
        .result { min-width: 9rem; overflow-wrap: anywhere; }
        .n { text-align: right; white-space: nowrap; }
        .sum { font-weight: bold; }
        .c { text-align: center; white-space: nowrap; }
        .grid tbody th, .grid thead th:first-child { position: sticky; left: 0; z-index: 1; }
        .grid thead th:first-child { background: var(--head); }
        .grid td { text-align: center; white-space: nowrap; }
        .grid td a, td.short a { color: inherit; }
        tfoot td, tfoot th { background: var(--head); font-weight: bold; }
        .met { background: var(--good-bg); color: var(--good); }
        .short { background: var(--bad-bg); color: var(--bad); }
        .behind { background: var(--care-bg); color: var(--care); }
        .idle { color: var(--soft); }
        .tag { border: 1px solid currentColor; border-radius: .3rem; padding: 0 .4rem; font-weight: bold; white-space: nowrap; }
        .src { color: var(--soft); font-size: .88rem; }
        details { border: 1px solid var(--line); border-radius: .3rem; margin: .3rem 0; padding: .25rem .6rem; }
        details > summary { cursor: pointer; padding: .2rem 0; }
        details:target::details-content { content-visibility: visible; display: block; height: auto; }
        details:target { border-color: var(--link); border-width: 2px; }
        tr:target > * { outline: 2px solid var(--link); }
        .items { margin: .25rem 0 .5rem; padding-left: 1.6rem; }
        .digest { font-family: monospace; font-size: .85rem; word-break: break-all; }
        dl { display: grid; grid-template-columns: minmax(8rem, 16rem) 1fr; gap: .3rem 1rem; }
        dt { font-weight: bold; }
        dd { margin: 0; }
        dt, dd { min-width: 0; overflow-wrap: anywhere; }
        svg { display: block; height: auto; font: 12px "Times New Roman", "Liberation Serif", serif; }
        svg text { fill: var(--ink); }
        svg .bar { fill: var(--bar); }
        svg .min { stroke: var(--min); stroke-width: 3; stroke-dasharray: 6 3; }
        svg .base { stroke: var(--line); }
        svg .soft { fill: var(--soft); }
        svg.points { max-width: 44rem; margin: .75rem 0 .25rem; overflow: visible; font-size: 14px; }
        svg.points text { unicode-bidi: isolate; }
        svg .over { paint-order: stroke; stroke: var(--page); stroke-width: 4px; }
        thead button { font: inherit; color: inherit; background: none; border: 0; padding: 0; text-align: inherit; cursor: pointer; }
        thead button::after { content: " \\2195"; color: var(--soft); }
        [aria-sort=ascending] button::after { content: " \\2191"; }
        [aria-sort=descending] button::after { content: " \\2193"; }
        .search { display: block; margin: .5rem 0; }
        .narrowed { background: var(--care-bg); color: var(--care); border: 1px solid var(--care); padding: .3rem .6rem; }
        .narrow, .narrowed button { font: inherit; color: var(--link); background: var(--page); border: 1px solid currentColor;
          border-radius: .3rem; padding: .1rem .6rem; cursor: pointer; }
        .search input { font: inherit; width: min(100%, 28rem); padding: .35rem .5rem; color: var(--ink); background: var(--page);
          border: 1px solid var(--soft); border-radius: .3rem; }
        [hidden] { display: none; }
        @media (max-width: 40rem) { body { padding: .75rem .75rem 3rem; } dl { grid-template-columns: 1fr; gap: .1rem; }
          dd { margin-bottom: .5rem; } }
        @page { size: A4; margin: 15mm 12mm 15mm 18mm; }
        @media print { :root { color-scheme: light; --page: #ffffff; --ink: #000000; --soft: #444444; --line: #888888;
          --head: #eeeeee; --link: #000000; --good: #0b4d1b; --good-bg: #e8f5ea; --bad: #7a0f09; --bad-bg: #fdeceb;
          --care: #5c3b00; --care-bg: #fff6df; }
          body { max-width: none; padding: 0; font-size: 11pt; line-height: 1.3; }
          nav, .skip, .search, .narrow, .narrowed, .figure:not([open]) { display: none; }
          a { text-decoration: none; }
          .scroll { overflow: visible; }
          table { font-size: 9pt; max-width: 100%; }
          th, td { padding: .12rem .25rem; }
          .wide td, .wide th, .wide tbody th, .title, .why, .name, .result, tbody th { min-width: 0; }
          thead { display: table-header-group; }
          tfoot { display: table-row-group; }
          tr, summary, h2, h3, h4 { break-inside: avoid; }
          h2, h3, h4, summary { break-after: avoid; }
          details::details-content { content-visibility: visible; display: block; height: auto; }
          .grid tbody th, .grid thead th:first-child { position: static; }
          thead button { display: contents; }
          thead button::after { content: ""; }
          .src { font-size: 8pt; }
          svg { break-inside: avoid; } }
        """
}
