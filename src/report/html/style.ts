/** The style of every page: system fonts, light and dark by the reader's setting, printable; Okabe-Ito colours. */
export const style = `
:root{color-scheme:light dark;--page:#f6f6f3;--surface:#fff;--ink:#1b1c1e;--soft:#5b5f66;--line:#dedfdb;--faint:#efefeb;
--today:#767b84;--recommended:#0072b2;--break-even:#d55e00;--break-even-ink:#a84900;--good:#007a5a;--good-bg:#e3f3ed;--bad:#b04a00;--bad-bg:#fbece0;--accent-bg:#e6f1f8}
@media (prefers-color-scheme:dark){:root{--page:#131416;--surface:#1c1e21;--ink:#e9e9e6;--soft:#a2a7af;--line:#34373c;--faint:#25282c;
--today:#a4a9b1;--recommended:#56b4e9;--break-even:#f0883e;--break-even-ink:#f0883e;--good:#3ccf9f;--good-bg:#15352b;--bad:#f0955a;--bad-bg:#3a2617;--accent-bg:#16303f}}
@media print{:root{color-scheme:light;--page:#fff;--surface:#fff;--ink:#000;--soft:#444;--line:#bbb;--faint:#f3f3f3;
--today:#767b84;--recommended:#0072b2;--break-even:#d55e00;--break-even-ink:#a84900;--good:#006b4f;--good-bg:#fff;--bad:#9c4100;--bad-bg:#fff;--accent-bg:#fff}}
*{box-sizing:border-box}
[hidden]{display:none!important}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Hiragino Sans","Microsoft YaHei",sans-serif}
main,header.top,footer{max-width:1240px;margin:0 auto;padding:0 20px}
header.top{padding-top:28px}
.mark{font-weight:650;letter-spacing:.02em;color:var(--soft);font-size:13px;margin:0 0 4px}
h1{font-size:28px;line-height:1.2;margin:0 0 6px;font-weight:680;overflow-wrap:anywhere}
h2{font-size:20px;line-height:1.3;margin:44px 0 10px;font-weight:660}
h3{font-size:14px;margin:0 0 6px;font-weight:620;overflow-wrap:anywhere}
p{margin:0 0 10px;max-width:80ch}
.soft,.facts,figcaption,.note{color:var(--soft)}
.note{font-size:13.5px}
.facts{display:flex;flex-wrap:wrap;gap:6px;list-style:none;padding:0;margin:12px 0 0;font-size:13px}
.facts li{border:1px solid var(--line);border-radius:99px;padding:2px 10px;background:var(--surface)}
.hero{margin:22px 0 16px;padding:20px 24px;background:var(--surface);border:1px solid var(--line);border-left:5px solid var(--recommended);border-radius:10px}
.hero p{max-width:none}
.hero .say{font-size:21px;line-height:1.4;font-weight:600;margin:0;text-wrap:pretty}
.hero .moves{margin:8px 0 0;color:var(--soft)}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(206px,1fr));gap:12px;margin:0;padding:0;list-style:none}
.card{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:12px 14px;min-width:0}
.card .label{display:flex;justify-content:space-between;gap:8px;font-size:13px;color:var(--soft)}
.card .label b{color:var(--ink);font-weight:620}
.card .value{font-size:24px;line-height:1.25;font-weight:660;font-variant-numeric:tabular-nums;margin:4px 0 0;overflow-wrap:anywhere}
.card .from{color:var(--soft);font-size:13px;font-variant-numeric:tabular-nums}
.card .diff{display:flex;justify-content:space-between;align-items:baseline;gap:8px;margin-top:8px;font-size:13px;font-variant-numeric:tabular-nums}
.card svg{display:block;width:100%;height:14px;margin-top:4px}
.card .range{font-size:11.5px;white-space:nowrap;color:var(--soft);font-variant-numeric:tabular-nums}
.chip{display:inline-block;border-radius:99px;padding:0 9px;font-weight:600;font-size:13px;line-height:1.6;background:var(--faint);color:var(--soft);white-space:nowrap}
.chip.better{background:var(--good-bg);color:var(--good)}
.chip.worse{background:var(--bad-bg);color:var(--bad)}
.chip.neutral,.chip.raise,.chip.start{background:var(--accent-bg);color:var(--recommended)}
.chip.lower,.chip.pause{background:var(--bad-bg);color:var(--bad)}
.notes{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:12px;margin-top:12px}
.notes section{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:14px 18px}
.notes h2{font-size:15px;margin:0 0 6px}
.notes ul,.reading{margin:0;padding-left:18px}
.notes li,.reading li{margin:0 0 6px;overflow-wrap:anywhere}
.reading li{max-width:90ch}
main>section:first-child>.tools{margin-top:24px}
nav{margin:0;font-size:14px;display:flex;flex-wrap:wrap;gap:4px 16px;padding:14px 0 0}
nav+.marks{margin-top:16px}
a{color:var(--recommended)}
.panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));gap:12px}
.small{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,250px),1fr));gap:12px}
.panels+.small{margin-top:12px}
figure{margin:0;background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:12px 14px;min-width:0}
figcaption{font-size:13px;font-weight:600;color:var(--ink);margin:0 0 6px;overflow-wrap:anywhere}
svg.chart{display:block;width:100%;height:auto;max-width:640px;color:var(--soft);font-size:11.5px;overflow:visible}
svg.chart text{white-space:pre}
svg.chart [aria-label*="grid"]{stroke:var(--line);stroke-opacity:1}
.small svg.chart{max-width:340px}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0 0 10px;font-size:13px;color:var(--soft)}
.legend span{display:inline-flex;align-items:center;gap:6px}
.legend svg{width:22px;height:12px}
.aside{align-self:center;padding:8px 14px;color:var(--soft)}
details{margin-top:10px}
summary{cursor:pointer;font-size:13px;color:var(--soft)}
.scroll{overflow:auto;border:1px solid var(--line);border-radius:10px;background:var(--surface);position:relative}
.scroll.tall{max-height:78vh}
details .scroll{max-height:340px;margin-top:8px}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:13px;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:8px 10px;color:var(--soft);font-size:13px}
th,td{padding:7px 9px;text-align:right;vertical-align:top;border-bottom:1px solid var(--line);white-space:nowrap}
thead th{white-space:normal;position:sticky;top:0;background:var(--surface);font-weight:620;z-index:1;border-bottom:2px solid var(--line);vertical-align:bottom}
thead th small,td small,th small{display:block;color:var(--soft);font-weight:400;font-size:11.5px}
tbody th{font-weight:620}
tbody:last-child>tr:last-child>*{border-bottom:0}
.plans tbody tr:not(:last-child)>*{border-bottom:0;padding-bottom:0}
.plans .why td{white-space:normal;text-align:left;color:var(--soft);padding:4px 10px 12px;text-wrap:pretty}
.plans .why div{position:sticky;left:10px;width:fit-content;max-width:min(100%,calc(100vw - 46px))}
.plans b{font-weight:620}
.n{white-space:nowrap}
small.better{color:var(--good)}small.worse{color:var(--bad)}small.neutral{color:var(--recommended)}
.l,th.l{text-align:left}
.w{white-space:normal;text-align:left;min-width:260px;max-width:420px}
th.name{white-space:normal;min-width:150px;max-width:240px;text-align:left;overflow-wrap:anywhere}
.tools{display:flex;gap:12px;align-items:center;margin:0 0 8px;font-size:13px;color:var(--soft)}
.tools input{font:inherit;padding:5px 10px;border:1px solid var(--line);border-radius:8px;background:var(--surface);color:inherit;min-width:0;flex:0 1 260px}
th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:inherit}
th[aria-sort=ascending] button::after{content:" ▲"}th[aria-sort=descending] button::after{content:" ▼"}
footer{padding:28px 20px 40px;color:var(--soft);font-size:13px}
:focus-visible{outline:2px solid var(--recommended);outline-offset:2px}
@media (max-width:560px){body{font-size:14.5px}main,header.top,footer{padding-left:12px;padding-right:12px}h1{font-size:23px}.hero{padding:14px 16px}.hero .say{font-size:18px}.cards{grid-template-columns:repeat(2,minmax(0,1fr));gap:8px}.card{padding:10px}.card .value{font-size:19px}.card .label{flex-direction:column;gap:0}.card .diff{flex-direction:column;gap:2px}figure{padding:10px 8px}}
@page{size:A4 landscape;margin:10mm}
@media print{body{font-size:11.5px}nav,.tools,details{display:none}main,header.top,footer{max-width:none;padding:0}h2{margin-top:22px;break-after:avoid}.hero .say{font-size:16px}.scroll,.scroll.tall{overflow:visible;max-height:none;border:0}thead th{position:static}table{font-size:10px}th,td{padding:4px 6px}td small,th small,thead th small{font-size:8.5px}figure,.card,.notes section,.hero,tbody{break-inside:avoid}.cards{grid-template-columns:repeat(5,1fr);gap:8px}.card{padding:8px 10px}.card .value{font-size:17px}.card .label,.card .from,.card .diff,.chip{font-size:10.5px}.card .range{font-size:9.5px}.small{grid-template-columns:repeat(4,1fr)}.panels{grid-template-columns:1fr 1fr}.legend,.note,figcaption{font-size:10.5px}}
`;
