/// How a page looks: on a phone, on a wide screen, and on A4 paper. Colours keep a contrast of 4.5 for text.
/// On paper the headers are shown as text again: browsers do not repeat buttons on each page.
enum PageStyle {
  static let text = """
    :root{color-scheme:light;--ink:#1d2430;--soft:#566074;--line:#d5dae3;--link:#0b4f94;--paper:#fff;--band:#eef2f8}
    *{box-sizing:border-box}
    html{scroll-padding-top:3.6rem}
    body{margin:0 auto;padding:1rem 1rem 4rem;max-width:84rem;color:var(--ink);background:var(--paper);
    font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
    h1{font-size:1.6rem;line-height:1.3;margin:.4rem 0;text-wrap:balance}
    h2{font-size:1.25rem;margin:2.2rem 0 .7rem;padding-bottom:.2rem;border-bottom:2px solid var(--ink)}
    h3{font-size:1.05rem;margin:1.4rem 0 .5rem}
    h4{font-size:.95rem;margin:.7rem 0 .1rem}
    p{margin:.4rem 0}
    a{color:var(--link)}
    header p{color:var(--soft)}
    .changed{color:#8a3b00;font-weight:600}
    small{display:block;color:var(--soft)}
    nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;margin:.8rem 0;padding:0}
    .tools{margin:.6rem 0}
    .bar{position:sticky;top:0;z-index:3;display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center;
    padding:.55rem 0;background:var(--paper);border-bottom:1px solid var(--line)}
    .tools[hidden]{display:none}
    input,select,button{font:inherit;padding:.2rem .5rem;border:1px solid #78839a;border-radius:4px;background:#fff;color:inherit}
    input[type=search]{width:11rem}
    button{cursor:pointer}
    :focus-visible{outline:3px solid #f0a500;outline-offset:1px}
    output{color:var(--soft);font-size:.9rem}
    .wide{overflow-x:auto;margin:.6rem 0 1.2rem;max-width:100%}
    table{border-collapse:collapse;font-variant-numeric:tabular-nums}
    table.data{min-width:100%;font-size:.9rem;border-collapse:separate;border-spacing:0}
    .tall{max-height:88vh;overflow:auto;border-bottom:1px solid var(--line)}
    caption{text-align:left;font-weight:600;padding:.3rem 0}
    .data th,.data td{padding:.28rem .35rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:baseline}
    .data thead th{position:sticky;top:0;background:var(--band);border-bottom:2px solid var(--ink);
    min-width:calc(3em + .7rem);vertical-align:bottom;text-wrap:balance}
    .data thead th.w{min-width:calc(4em + .7rem)}
    .data tbody th{font-weight:400}.data td{white-space:nowrap}.data tbody th{min-width:8.5em}.data td.long{white-space:normal;min-width:14em}
    .data .n{text-align:right}
    .data td,.data th,summary,li,dd,text{unicode-bidi:isolate}
    .data tr.group th{background:var(--band);font-weight:600}
    .data tbody tr:hover td,.data tbody tr:not(.group):hover th{background:#f7f9fc}
    thead [role=button]{cursor:pointer}
    thead [role=button]:focus-visible{outline:3px solid #f0a500}
    th[aria-sort=ascending] [role=button]::after{content:" ▲";font-size:.7em}
    th[aria-sort=descending] [role=button]::after{content:" ▼";font-size:.7em}
    dt{font-weight:600;margin-top:.7rem}
    dd{margin:.1rem 0 .5rem 1rem}
    figure{margin:1.2rem 0 2rem}
    figcaption{font-weight:600}
    svg{display:block;width:100%;min-width:560px;max-width:64rem;height:auto;font-size:11.5px}
    svg[width]{width:auto;max-width:100%;font-size:13px}
    svg text{fill:var(--ink)}
    svg a text:hover{text-decoration:underline}
    svg .axis,svg .value{fill:var(--soft);font-size:10.5px}
    svg .group{font-weight:600}
    .grid{stroke:#e3e7ee}.zero{stroke:#1d2430}.target{stroke:#8a3b00;stroke-width:1.5;stroke-dasharray:4 3}
    .median{stroke:#8a3b00;stroke-width:2.5}.half{fill:#e2e9f4}.dot{fill:#1f5fa8;fill-opacity:.75}
    .met{fill:#2d7a52}.short{fill:#c8701e}
    path[class^=s]{fill:none;stroke-width:2;stroke-linejoin:round}path.still{stroke:#b6bcc8;stroke-width:1}
    .s0{stroke:#1f5fa8}.s1{stroke:#d08a1d}.s2{stroke:#2d7a52}.s3{stroke:#b3386b}.s4{stroke:#5b4a9e}
    .s5{stroke:#1992a6}.s6{stroke:#b8471f}.s7{stroke:#6f8a1c}.s8{stroke:#7a4b2a}.s9{stroke:#767d8a}
    rect[class^=k]{stroke:#fff;stroke-width:.7}
    .k0{fill:#1f5fa8}.k1{fill:#d08a1d}.k2{fill:#2d7a52}.k3{fill:#b3386b}.k4{fill:#5b4a9e}
    .k5{fill:#1992a6}.k6{fill:#b8471f}.k7{fill:#6f8a1c}.k8{fill:#7a4b2a}.k9{fill:#767d8a}
    i.k0{background:#1f5fa8}i.k1{background:#d08a1d}i.k2{background:#2d7a52}i.k3{background:#b3386b}i.k4{background:#5b4a9e}
    i.k5{background:#1992a6}i.k6{background:#b8471f}i.k7{background:#6f8a1c}i.k8{background:#7a4b2a}i.k9{background:#767d8a}
    .legend{display:flex;flex-wrap:wrap;gap:.1rem 1rem;list-style:none;padding:0;margin:.3rem 0;font-size:.9rem}
    .legend i{display:inline-block;width:.85em;height:.85em;margin-right:.35em;vertical-align:-.05em;
    print-color-adjust:exact;-webkit-print-color-adjust:exact}
    details{border-bottom:1px solid var(--line);content-visibility:auto;contain-intrinsic-size:auto 2.4rem}
    summary{padding:.35rem 0;cursor:pointer}
    summary span{color:var(--soft);margin-left:.5rem}
    details>div{padding:0 0 .8rem 1.1rem;overflow-x:auto}
    details ul{margin:.1rem 0 .3rem;padding-left:1.2rem}
    details td{padding:0 .9rem 0 0;vertical-align:baseline;font-size:.92rem}
    details .data td{padding:.28rem .35rem}
    details li span{color:var(--soft)}
    .findings{overflow-wrap:anywhere}
    .source{font:13.5px/1.55 ui-monospace,"Cascadia Mono","Sarasa Mono SC","Noto Sans Mono CJK SC",monospace;
    white-space:pre-wrap;overflow-wrap:anywhere;background:#f7f8fa;border:1px solid var(--line);border-radius:4px;
    margin:.6rem 0;padding:.6rem .8rem .6rem 3.4rem}
    .source li::marker{color:#69748a;font-size:.85em}
    .source a{text-decoration-thickness:1px;text-underline-offset:2px}
    .source a:not([href]){color:inherit}
    .receipt th{text-align:left;font-weight:400;padding:.15rem 1rem .15rem 0;vertical-align:baseline}
    .receipt code{overflow-wrap:anywhere;font-size:.88rem}
    :target{background:#fff3cd;scroll-margin-top:4rem}
    .source :target{outline:2px solid #f0a500}
    [hidden]{display:none!important}
    .problems{white-space:pre-wrap;overflow-x:auto;background:#fdf3f0;border-left:4px solid #b3261e;padding:.8rem 1rem;
    font:14px/1.6 ui-monospace,"Sarasa Mono SC","Noto Sans Mono CJK SC",monospace}
    .moves{overflow-x:auto;font:13.5px/1.55 ui-monospace,"Sarasa Mono SC","Noto Sans Mono CJK SC",monospace}
    .stale{color:#b3261e}
    .sum{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.6rem;margin:.9rem 0}
    .sum div{border:1px solid var(--line);border-radius:6px;padding:.4rem .8rem}
    .sum dt{font-weight:400;color:var(--soft);margin:0;font-size:.9rem}.sum dd{margin:0;font-size:1.5rem;font-weight:600}
    .data td.wrong,.data tbody th.wrong{background:#fdeeeb;box-shadow:inset 3px 0 #b3261e}
    .data tbody tr:hover .wrong{background:#fbe0da}
    .wrong a{font-weight:700;color:#8a1c12}.wrong small{color:#8a1c12}
    .data .unread{color:var(--soft)}
    .wrongs{padding-left:1.9rem;overflow-wrap:anywhere}.wrongs>li{margin:.55rem 0}.wrongs ul{margin:.1rem 0;padding-left:1.1rem}
    .kind{display:inline-block;border:1px solid currentColor;border-radius:3px;padding:0 .35em;font-size:.85em;color:#8a3b00}
    body:has(#only:checked) tr.fine{display:none}
    @media (max-width:40rem){body{padding:.6rem .7rem 3rem;font-size:15px}h1{font-size:1.3rem}
    .data tbody th{position:sticky;left:0;background:var(--paper);white-space:normal;min-width:6.5em;max-width:9em}
    .data tr.group th{position:static;max-width:none}
    input[type=search]{width:8.5rem}.source{padding-left:2.4rem;font-size:12.5px}.receipt th{display:block}
    .receipt td{display:block;padding-bottom:.4rem}}
    @media print{@page{size:A4;margin:18mm 15mm}body{max-width:none;padding:0;font-size:10pt}
    nav,.tools,.bar,.only{display:none!important}a{color:inherit;text-decoration:none}
    h2{break-after:avoid}h3,h4,figcaption,caption{break-after:avoid}tr,figure,li{break-inside:avoid}
    .wide{overflow:visible;max-height:none}.data td,.data tbody th{white-space:normal}.data td:not(.long){word-break:keep-all}
    .data thead th{min-width:calc(2em + .6rem)}
    .data thead th.w{min-width:calc(3em + .6rem)}.data tbody th{min-width:6em}table.data{font-size:8.5pt}.data thead{display:table-header-group}
    .data thead th,.data tr.group th,.data .wrong{position:static;print-color-adjust:exact;-webkit-print-color-adjust:exact}
    .data th,.data td{padding:.1rem .3rem}svg{min-width:0;max-height:240mm;
    print-color-adjust:exact;-webkit-print-color-adjust:exact}
    details:not([open]){display:none}.source{font-size:8pt;white-space:pre-wrap}}

    """
}
