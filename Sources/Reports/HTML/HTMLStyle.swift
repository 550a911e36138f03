/// The style sheet of the page.
enum HTMLStyle {
  static let sheet = """
    :root{color-scheme:light dark;\(Ink.variables(dark: false));--box:#f5f6f7;--link:#0b5c9e;\
    --hair:#d5d9de}
    @media screen and (prefers-color-scheme:dark){:root{\(Ink.variables(dark: true));\
    --box:#1f2226;--link:#8cc6f2;--hair:#3a3f46}}
    \(Ink.classes)
    \(layout)
    \(words)
    \(tables)
    \(phone)
    \(paper)
    """

  private static let layout = """
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
    body{margin:0;background:var(--eq-paper);color:var(--eq-ink);
    font:17px/1.55 Charter,'Bitstream Charter','Source Serif 4',Georgia,Cambria,'Liberation Serif',serif}
    .page{max-width:76rem;margin:0 auto;padding:0 1.5rem 4rem;display:grid;
    grid-template-columns:13rem minmax(0,1fr);column-gap:3.5rem}
    nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding:3.4rem 0 1rem}
    nav ol{list-style:none;margin:0;padding:0}
    nav li{margin:.1rem 0}
    nav a{display:block;padding:.2rem 0;color:var(--eq-muted);text-decoration:none}
    nav a:hover{color:var(--eq-ink);text-decoration:underline}
    .nav-title{margin:0 0 .4rem;font-weight:600;color:var(--eq-ink)}
    main{min-width:0;padding-top:3rem}
    section{margin-top:3.2rem}
    p,dl,ul,h1,h2,h3{max-width:44rem}
    figure{margin:1.6rem 0 2.4rem;max-width:45rem}
    svg{display:block;width:100%;height:auto;overflow:visible}
    svg.compact{display:none}
    .skip{position:absolute;left:-100rem}
    .skip:focus{left:1rem;top:1rem;padding:.5rem 1rem;background:var(--eq-paper);
    border:2px solid var(--link);z-index:1}
    .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    """

  private static let words = """
    h1,h2,h3,nav,table,figcaption,dt,summary,.kicker,.notes,.severity,.where,.subject,.who,.gates,\
    .others,.result ul,.table{font-family:'Helvetica Neue',Helvetica,Arial,'Liberation Sans',sans-serif}
    nav{font-size:14px;line-height:1.4}
    h1{font-size:2.1rem;line-height:1.18;margin:.2rem 0 .6rem;font-weight:700;letter-spacing:-.01em;
    text-wrap:balance}
    h2{font-size:1.35rem;line-height:1.3;margin:0 0 1rem;padding-top:.9rem;
    border-top:2px solid var(--eq-ink);max-width:none}
    h3{font-size:1.05rem;line-height:1.35;margin:2.2rem 0 .5rem}
    p{margin:.6rem 0}
    a{color:var(--link)}
    .kicker{margin:0;font-size:13px;color:var(--eq-muted)}
    .question{font-size:1.2rem;font-style:italic;margin:0;color:var(--eq-ink)}
    .result{margin-top:2rem;padding:1.2rem 1.5rem 1.3rem;background:var(--box);
    border-left:4px solid var(--eq-arm1);max-width:45rem;font-size:15px;line-height:1.5}
    .result h2{border:0;padding:0;margin:0 0 .5rem;font-size:.95rem;color:var(--eq-muted)}
    .subject,.who,.gates,.others{margin:.25rem 0}
    .headline{font-size:1.35rem;line-height:1.35;margin:.2rem 0}
    .result table{margin:1rem 0}
    .others{margin-top:1rem}
    .result ul{margin:.2rem 0 1rem;padding-left:1.2rem}
    dl{margin:1rem 0;font-size:16px}
    dl div{display:grid;grid-template-columns:12rem minmax(0,1fr);column-gap:1.2rem;padding:.4rem 0;
    border-top:1px solid var(--hair)}
    dl div:last-child{border-bottom:1px solid var(--hair)}
    dt{font-size:14px;line-height:1.7;color:var(--eq-muted)}
    dd{margin:0;overflow-wrap:anywhere}
    figcaption{font-size:14px;line-height:1.45;margin-top:.8rem;color:var(--eq-muted)}
    figcaption b,caption b{color:var(--eq-ink)}
    details{margin:1rem 0}
    summary{cursor:pointer;font-size:15px;color:var(--link);padding:.3rem 0}
    code,pre{font-family:ui-monospace,'SF Mono',Menlo,Consolas,'Liberation Mono',monospace;font-size:13px}
    pre{overflow-x:auto;background:var(--box);padding:1rem;line-height:1.5}
    .findings{list-style:none;padding:0}
    .findings li{padding:.6rem 0 .6rem .9rem;border-left:3px solid var(--eq-alert);margin:.7rem 0}
    .findings .note{border-color:var(--eq-rule)}
    .severity{font-size:13px;font-weight:600;color:var(--eq-alert)}
    .note .severity{color:var(--eq-muted)}
    .where{font-size:13px;color:var(--eq-muted);overflow-wrap:anywhere}
    """

  private static let tables = """
    .table{margin:1.6rem 0 2rem}
    .scroll{overflow-x:auto;max-width:100%}
    table{border-collapse:collapse;font-size:14px;line-height:1.4;font-variant-numeric:tabular-nums}
    caption{text-align:left;padding:0 0 .6rem;font-size:14px;color:var(--eq-muted)}
    th,td{padding:.32rem .7rem;text-align:left;vertical-align:top;font-weight:400}
    th:first-child,td:first-child{padding-left:0}
    .num{text-align:right;white-space:nowrap}
    thead th{font-weight:600;vertical-align:bottom;border-bottom:1px solid var(--eq-ink)}
    thead tr:first-child>*{border-top:1px solid var(--eq-ink)}
    thead .num{white-space:normal;min-width:4.2rem}
    .span{text-align:center;border-bottom:1px solid var(--hair)}
    tbody th[scope=row]{min-width:9.5rem}
    tbody tr+tr>*{border-top:1px solid var(--hair)}
    tbody+tbody tr:first-child>*{border-top:1px solid var(--hair)}
    tbody:last-child tr:last-child>*{border-bottom:1px solid var(--eq-ink)}
    .group{font-weight:600;padding-top:.8rem}
    .group span{position:sticky;left:0}
    .indent{padding-left:1.1rem!important;color:var(--eq-muted)}
    .flag th,.flag td{font-weight:600}
    sup{font-size:.75em;line-height:0;margin-left:.1em}
    .notes{font-size:13px;line-height:1.45;color:var(--eq-muted)}
    .notes p{margin:.4rem 0}
    """

  private static let phone = """
    @media screen and (max-width:64rem){
    .page{display:block}
    nav{position:static;max-height:none;padding:1.5rem 0 0}
    nav ol{display:flex;flex-wrap:wrap;gap:0 1.1rem}
    main{padding-top:1.6rem}
    }
    @media screen and (max-width:42rem){
    body{font-size:16px}
    .page{padding:0 1rem 3rem}
    h1{font-size:1.6rem}
    h2{font-size:1.2rem}
    .result{padding:1rem;margin-left:-1rem;margin-right:-1rem}
    .headline{font-size:1.15rem}
    dl div{display:block}
    svg.wide{display:none}
    svg.compact{display:block}
    nav a{padding:.35rem 0}
    .scroll{background:linear-gradient(to right,var(--eq-paper) 30%,transparent),\
    linear-gradient(to left,var(--eq-paper) 30%,transparent) 100% 0,\
    linear-gradient(to right,var(--hair),transparent),\
    linear-gradient(to left,var(--hair),transparent) 100% 0;
    background-size:2.5rem 100%,2.5rem 100%,.6rem 100%,.6rem 100%;background-repeat:no-repeat;
    background-attachment:local,local,scroll,scroll}
    .result .scroll{background:none}
    }
    """

  private static let paper = """
    @page{margin:18mm 16mm}
    @media print{
    body{font-size:10.5pt;line-height:1.45;color:#000;background:#fff}
    :root{--eq-ink:#000;--eq-muted:#333;--box:#fff;--link:#000}
    .page{display:block;max-width:none;padding:0}
    nav,.skip{display:none}
    main{padding:0}
    p,dl,ul,h1,h2,h3,figure,.result{max-width:none}
    h1{font-size:20pt}
    h2{font-size:14pt;break-after:avoid}
    h3{font-size:11.5pt;break-after:avoid}
    section{margin-top:1.6rem}
    .result{border:1px solid #000;border-left-width:4px}
    figure{break-inside:avoid;max-width:165mm}
    figure svg{max-height:215mm}
    tr,dl div,.findings li{break-inside:avoid}
    thead{display:table-header-group}
    caption{break-after:avoid}
    table{font-size:8pt}
    th,td{padding:.2rem .4rem}
    thead .num{min-width:0}
    tbody th[scope=row]{min-width:0}
    .scroll{overflow:visible}
    td{overflow-wrap:anywhere}
    .num{overflow-wrap:normal}
    figcaption,.notes,caption,dt{font-size:8.5pt}
    details::details-content{content-visibility:visible;block-size:auto;height:auto}
    details summary{color:#000;font-weight:600;list-style:none}
    pre{white-space:pre-wrap;border:1px solid #999}
    code,pre{font-size:8pt}
    a{color:inherit;text-decoration:none}
    }
    """
}
