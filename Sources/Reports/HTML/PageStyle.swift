/// The style sheet of the page: light and dark, wide and narrow, screen and print.
enum PageStyle {
  /// The sheet, which is inside XML and may not hold `<` or `&`.
  static var text: String {
    """
    :root{\(Ink.variables(dark: false));--soft:#f4f5f7;--link:#0b4f8a;--good:#1c6b45;color-scheme:light dark}
    @media screen and (prefers-color-scheme:dark){
    :root{\(Ink.variables(dark: true));--soft:#1f2226;--link:#8cc4f5;--good:#7fd0a5}
    }
    \(Ink.classes)
    \(base)
    \(tables)
    \(parts)
    \(narrow)
    \(print)
    """
  }

  private static let base = """
    *{box-sizing:border-box}
    html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{margin:0;background:var(--eq-paper);color:var(--eq-ink);
    font:1.0625rem/1.55 Charter,"Bitstream Charter","Iowan Old Style","Source Serif 4",Georgia,\
    "Liberation Serif",serif;overflow-wrap:break-word}
    h1,h2,h3,nav,table,figcaption,.eyebrow,.facts,.protocol dt,.remark,.headline,summary,footer,.skip{
    font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif}
    h1{font-size:clamp(1.6rem,4.5vw,2.25rem);line-height:1.15;letter-spacing:-.015em;margin:.15rem 0 .5rem;
    text-wrap:balance}
    h2{font-size:1.375rem;line-height:1.25;margin:0 0 1rem;letter-spacing:-.01em}
    h3{font-size:1.0625rem;line-height:1.3;margin:2.25rem 0 .6rem}
    p{margin:0 0 .8rem;max-width:44rem}
    a{color:var(--link);text-underline-offset:.15em}
    :focus-visible{outline:3px solid var(--link);outline-offset:2px}
    pre{font:.8125rem/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;overflow-x:auto;
    margin:0;padding:1rem;background:var(--soft)}
    .page{max-width:72rem;margin:0 auto;padding:2.5rem 1.5rem 4rem;display:grid;
    grid-template-columns:minmax(0,1fr) 12.5rem;column-gap:3.5rem;
    grid-template-areas:"head head" "main nav" "foot foot"}
    .page header{grid-area:head;border-bottom:1px solid var(--eq-rule);padding-bottom:1.1rem;margin-bottom:2rem}
    .page nav{grid-area:nav;position:sticky;top:1.5rem;align-self:start;max-height:calc(100vh - 3rem);
    overflow-y:auto;font-size:.8125rem;line-height:1.4}
    main{grid-area:main;min-width:0}
    footer{grid-area:foot;margin-top:3rem;padding-top:1rem;border-top:1px solid var(--eq-rule);
    font-size:.8125rem;color:var(--eq-muted)}
    .page nav ol{list-style:none;margin:0;padding:0}
    .page nav li{margin:.3rem 0}
    .page nav ol ol{margin:.2rem 0 .5rem;padding-left:.8rem;border-left:1px solid var(--eq-grid)}
    .page nav a{color:inherit;text-decoration:none;display:block;padding:.05rem 0}
    .page nav a:hover{text-decoration:underline}
    .page nav ol ol a{color:var(--eq-muted)}
    .nav-title{font-weight:600;margin:0 0 .3rem}
    .skip{position:absolute;left:-100rem;top:0;background:var(--eq-paper);padding:.6rem 1rem;z-index:2}
    .skip:focus{left:1rem;top:.5rem}
    section{margin:0 0 3.25rem}
    section+section{border-top:1px solid var(--eq-grid);padding-top:2.25rem}
    """

  private static let tables = """
    .table{margin:1.25rem 0 1.75rem}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;font-size:.8125rem;line-height:1.4;font-variant-numeric:tabular-nums lining-nums;
    min-width:min(100%,32rem)}
    caption{text-align:left;padding:0 0 .5rem;font-size:.875rem}
    caption span{display:inline-block;position:sticky;left:0;max-width:min(44rem,calc(100vw - 2.5rem))}
    th,td{padding:.3rem .75rem .3rem 0;text-align:left;vertical-align:baseline;font-weight:400}
    th:last-child,td:last-child{padding-right:.2rem}
    thead tr:first-child>*{border-top:1.5px solid var(--eq-ink)}
    thead tr:last-child>*{border-bottom:1px solid var(--eq-ink);font-weight:600;vertical-align:bottom}
    thead .span{font-weight:600;border-bottom:1px solid var(--eq-rule);padding-right:1.5rem}
    tbody:last-of-type tr:last-child>*{border-bottom:1.5px solid var(--eq-ink)}
    tbody tr+tr>*{border-top:1px solid var(--eq-grid)}
    tbody .group+tr>*{border-top:0}
    .group th{font-weight:600;padding-top:.9rem;border-top:1px solid var(--eq-rule)}
    .group th span{position:sticky;left:0}
    tbody:first-of-type .group th{border-top:0;padding-top:.5rem}
    .n{text-align:right;white-space:nowrap}
    thead .n{white-space:normal}
    tbody th{min-width:8.5rem}
    .in{padding-left:1.1rem}
    .value{font-weight:600}
    .absent{font-style:italic;color:var(--eq-muted)}
    .warn{color:var(--eq-alert);font-weight:600}
    .good{color:var(--good)}
    .prose{min-width:16rem}
    .line{white-space:nowrap}
    .short{min-width:9rem}
    .code,td.code{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;font-size:.75rem;
    overflow-wrap:normal}
    sup{font-size:.7em;line-height:0;margin-left:.1em;font-style:normal}
    .remark{font-size:.8125rem;line-height:1.45;color:var(--eq-muted);margin:.45rem 0 0}
    """

  private static let parts = """
    .eyebrow{font-size:.8125rem;font-weight:600;color:var(--eq-muted);margin:0 0 .35rem}
    .question{font-size:1.1875rem;font-style:italic;margin:0}
    .key{background:var(--soft);border-left:4px solid var(--eq-arm1);padding:1.25rem 1.5rem 1.1rem;margin:0 0 1.75rem}
    .headline{font-size:clamp(1.2rem,3.2vw,1.55rem);line-height:1.3;margin:0 0 .6rem;letter-spacing:-.01em;
    font-variant-numeric:tabular-nums lining-nums}
    .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.8rem 1.75rem;margin:1rem 0;
    font-size:.875rem;line-height:1.4}
    .key .facts{grid-template-columns:repeat(auto-fit,minmax(7.75rem,1fr));margin-bottom:0}
    .facts dt{color:var(--eq-muted);font-size:.8125rem}
    .facts dd{margin:0;font-variant-numeric:tabular-nums lining-nums}
    .protocol{margin:0 0 1rem;font-size:.9375rem;line-height:1.5}
    .protocol>div{display:grid;grid-template-columns:12rem minmax(0,1fr);gap:0 1.25rem;padding:.3rem 0;
    border-top:1px solid var(--eq-grid)}
    .protocol dt{font-size:.875rem;font-weight:600;line-height:1.6}
    .protocol dd{margin:0}
    .part h3{margin-top:1.5rem}
    .part:first-of-type h3{margin-top:0}
    .attention{max-width:46rem;padding-left:1.1rem;margin:0 0 .8rem}
    .attention li{margin:.3rem 0;padding-left:.2rem}
    .attention li::marker{color:var(--eq-alert)}
    #result h2{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    figure{margin:1.5rem 0 1.75rem}
    .drawing svg{display:block;height:auto}
    .drawing .wide{width:100%;max-width:720px;min-width:640px}
    .drawing .compact{display:none;width:100%;max-width:460px;min-width:330px}
    figcaption{font-size:.8125rem;line-height:1.45;margin-top:.6rem;max-width:44rem}
    details{margin:.75rem 0 1.25rem;border-top:1px solid var(--eq-grid);border-bottom:1px solid var(--eq-grid)}
    details+details{margin-top:-1.3rem}
    summary{cursor:pointer;font-size:.875rem;font-weight:600;padding:.55rem 0;color:var(--link)}
    .inside{padding:.1rem 0 .75rem}
    """

  private static let narrow = """
    @media screen and (max-width:68rem){
    .page{grid-template-columns:minmax(0,1fr);grid-template-areas:"head" "nav" "main" "foot"}
    .page nav{position:static;max-height:none;margin:0 0 2rem;padding-bottom:1.25rem;
    border-bottom:1px solid var(--eq-grid)}
    .page nav>ol{columns:3 11rem;column-gap:2rem}
    .page nav li{break-inside:avoid}
    .page nav ol ol{display:none}
    }
    @media screen and (max-width:47rem){
    body{font-size:1rem}
    .page{padding:1.25rem 1rem 3rem}
    .page header{margin-bottom:1.25rem}
    .page nav>ol{columns:2;column-gap:1.25rem}
    .page nav li{margin:0}
    .page nav a{padding:.45rem 0}
    .drawing .wide{display:none}
    .drawing .compact{display:block}
    .key{padding:1rem 1.1rem;margin-left:-1rem;margin-right:-1rem;border-left:0;border-top:4px solid var(--eq-arm1)}
    .protocol>div{grid-template-columns:minmax(0,1fr)}
    .facts{grid-template-columns:repeat(auto-fit,minmax(8rem,1fr))}
    summary{padding:.8rem 0}
    .table>.scroll{background:
    linear-gradient(to right,var(--eq-paper) 40%,transparent) left/2.5rem 100% no-repeat local,
    linear-gradient(to left,var(--eq-paper) 40%,transparent) right/2.5rem 100% no-repeat local,
    linear-gradient(to right,var(--eq-grid),transparent) left/.7rem 100% no-repeat scroll,
    linear-gradient(to left,var(--eq-grid),transparent) right/.7rem 100% no-repeat scroll}
    }
    """

  private static let print = """
    @page{size:A4;margin:16mm 15mm 18mm}
    @media print{
    html{font-size:10pt}
    body{color:#000;background:#fff;font-size:1rem;line-height:1.4}
    .page{display:block;max-width:none;padding:0}
    .page nav,.skip{display:none}
    a{color:inherit;text-decoration:none}
    h2,h3,caption,thead,.group,summary,.drawing{break-after:avoid}
    figcaption{break-before:avoid}
    h2{margin-top:0}
    section{margin-bottom:1.5rem}
    section+section{padding-top:1.25rem}
    figure,.key,tr,.facts,.protocol>div,.attention li{break-inside:avoid}
    thead{display:table-header-group}
    .scroll{overflow:visible}
    table{font-size:7.5pt;min-width:0;width:100%}
    th,td{padding-right:.5rem}
    .n{white-space:normal}
    tbody th,.prose,.short{min-width:0}
    .code,td.code{font-size:6.5pt;overflow-wrap:anywhere}
    caption span,.group th span{position:static;max-width:none}
    .drawing .wide{display:block;min-width:0;max-width:160mm}
    .drawing .compact{display:none}
    .key{border:1px solid #000;border-left:3pt solid #000;background:none}
    details{border:0;margin:.5rem 0}
    .numbers{display:none}
    details::details-content{content-visibility:visible;display:block;block-size:auto}
    summary{color:inherit;list-style:none;padding:.2rem 0}
    summary::-webkit-details-marker{display:none}
    pre{white-space:pre-wrap;overflow-wrap:anywhere;background:none;padding:0;font-size:7pt}
    p,li{orphans:3;widows:3}
    }
    """
}
