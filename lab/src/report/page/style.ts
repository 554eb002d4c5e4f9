import { palette, tints } from "../figure/palette.ts";

const dark = {
  paper: "#16181b",
  card: "#1d2024",
  ink: "#e9e7e2",
  soft: "#a3a7ae",
  line: "#373a40",
  measured: "#8fb4ee",
  predicted: "#e39a60",
  predictedText: "#eda66f",
};
const darkTints = ["#6f98da", "#7ba2e0", "#87ace6", "#94b7ec", "#a2c2f1", "#b1cdf5", "#c1d8f9", "#d2e4fc", "#e4f0ff"];

/** The page's whole style: paper and ink, light and dark, wide, narrow and printed. */
export const style = `
:root{color-scheme:light dark;--paper:${palette.paper};--card:#fff;--ink:${palette.ink};--soft:${palette.soft};--line:${palette.line};--measured:${palette.measured};--predicted:${palette.predicted};--predicted-text:${palette.predictedText};--holds:#256b41;--violated:#b3372f;--undecided:#7c5e0c;${tints.map(({ line, text }, k) => `--t${k}:${line};--x${k}:${text};`).join("")}}
@media (prefers-color-scheme:dark){:root{--paper:${dark.paper};--card:${dark.card};--ink:${dark.ink};--soft:${dark.soft};--line:${dark.line};--measured:${dark.measured};--predicted:${dark.predicted};--predicted-text:${dark.predictedText};--holds:#74cb98;--violated:#f39188;--undecided:#dcba63;${darkTints.map((colour, k) => `--t${k}:${colour};--x${k}:${colour};`).join("")}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 "DejaVu Serif","Source Serif 4",Georgia,serif}
.ui,th,td,figcaption,summary,dt{font-family:"DejaVu Sans",Inter,system-ui,sans-serif}
code,pre,.id{font-family:"DejaVu Sans Mono",ui-monospace,Menlo,Consolas,monospace;font-size:.8rem}
header,main,footer{max-width:70rem;margin:0 auto;padding:0 1.75rem}
header{padding-top:1.1rem}
.mark{display:flex;flex-wrap:wrap;gap:.2rem 1rem;align-items:baseline;border-bottom:1px solid var(--line);padding-bottom:.8rem;margin-bottom:1.6rem;font-size:.85rem;color:var(--soft)}
.mark b{color:var(--ink);font-size:1.05rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .3rem;text-wrap:balance}
h2{font:600 .8rem/1.4 "DejaVu Sans",Inter,system-ui,sans-serif;letter-spacing:.06em;text-transform:uppercase;color:var(--soft);margin:2.4rem 0 .8rem}
h3{font-size:1rem;margin:0}
p{margin:.4rem 0}
a{color:var(--measured)}
.cite,.note{color:var(--soft);font-size:.88rem}
.counts{list-style:none;padding:0;margin:1.1rem 0 0;display:flex;flex-wrap:wrap;gap:.5rem;font-size:.88rem}
.chip{display:inline-block;border:1px solid currentColor;border-radius:1rem;padding:.05rem .65rem;white-space:nowrap;font-size:.82rem}
.holds{color:var(--holds)}.violated{color:var(--violated)}.undecided{color:var(--undecided)}.quiet{color:var(--soft)}
.tag{display:inline-block;border:1px solid var(--line);border-radius:.25rem;padding:0 .35rem;font-size:.72rem;color:var(--soft);white-space:nowrap;margin-left:.35rem}
.tag.added{border-color:var(--predicted);color:var(--predicted-text)}
table{border-collapse:collapse;width:100%;font-size:.84rem}
th{text-align:left;font-weight:600;color:var(--soft);font-size:.76rem;border-bottom:1px solid var(--line);padding:.35rem .6rem .35rem 0;vertical-align:bottom}
td{border-bottom:1px solid var(--line);padding:.6rem .8rem .6rem 0;vertical-align:top}
tbody th{color:var(--ink);font-size:inherit;padding-top:.6rem;vertical-align:top}
.says{font-family:"DejaVu Serif","Source Serif 4",Georgia,serif;font-size:.9rem;font-weight:400;max-width:52rem}
.formula{display:block;overflow-x:auto;padding:.25rem 0;font-weight:400}
math{font-size:1.02rem}
.measured{color:var(--measured)}.asked{color:var(--predicted-text)}
.tag{font-weight:400}
.claims table{table-layout:fixed}.claims thead th:nth-child(1){width:22%}.claims thead th:nth-child(2){width:15%}.claims thead th:nth-child(3){width:19%}.claims thead th:nth-child(4){width:10%}.claims thead th:nth-child(5){width:14%}
.claims h3{display:flex;flex-wrap:wrap;gap:.1rem .5rem;align-items:baseline}.claims h3 .tag{margin:0}
.claims .line th,.claims .line td{border-bottom:0;padding-bottom:.1rem}
.claims .more td{padding-top:0;padding-bottom:.9rem}
.because{display:grid;grid-template-columns:6rem 1fr;gap:.15rem .8rem;margin:.3rem 0 0;font-size:.76rem;line-height:1.45;color:var(--soft)}
.claims .chip{margin-bottom:.2rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:1.2rem}
figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.9rem 1rem .7rem;min-width:0}
figure.wide{grid-column:1/-1}
figure .plot{overflow-x:auto}
figure svg{display:block;width:100%;height:auto;margin:0 auto}
figcaption{font-size:.8rem;color:var(--ink);margin-top:.5rem}
figcaption .id,.runs-of{color:var(--soft);font-size:.7rem;overflow-wrap:anywhere}
details{margin:.5rem 0}summary{cursor:pointer;font-size:.78rem;color:var(--soft)}
.scroll{overflow-x:auto}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.2rem;margin:0;font-size:.88rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
pre{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.8rem 1rem;overflow-x:auto;margin:.5rem 0;line-height:1.5}
.alarm{border-left:3px solid var(--violated);padding:.2rem .8rem;margin:1rem 0;font-size:.9rem}
footer{color:var(--soft);font-size:.8rem;padding-top:2.5rem;padding-bottom:2.5rem}
:focus-visible{outline:2px solid var(--measured);outline-offset:2px}
@media screen and (max-width:46rem){
header,main,footer{padding-left:1rem;padding-right:1rem}h1{font-size:1.3rem}
.claims table,.claims tbody,.claims tr,.claims .more td,.claims .line th{display:block;border:0;padding:0;width:auto}
.claims thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.claims tbody{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.8rem .9rem;margin-bottom:.8rem}
.claims .line td{display:grid;grid-template-columns:5.5rem 1fr;gap:.5rem;border:0;padding:0;margin-top:.35rem}
.claims .line td::before{content:attr(data-name);color:var(--soft)}
.claims .more td{margin-top:.7rem}
.because{grid-template-columns:1fr;gap:0}.because dd{margin-bottom:.4rem}
.facts{grid-template-columns:1fr;gap:0}dd{margin-bottom:.4rem}
}
@media print{
:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#000;--soft:#555;--line:#ccc;--measured:${palette.measured};--predicted:${palette.predicted};--predicted-text:${palette.predictedText};--holds:#256b41;--violated:#b3372f;--undecided:#7c5e0c;${tints.map(({ line, text }, k) => `--t${k}:${line};--x${k}:${text};`).join("")}}
body{font-size:10.5pt}header,main,footer{max-width:none;padding:0}figure,tbody,.scroll tr,pre{break-inside:avoid}h2{break-after:avoid}figure{border:0;padding:0}figure svg{min-width:0!important}
.figures{grid-template-columns:1fr 1fr}figure.wide svg{max-width:34rem!important}figure details:not([open]){display:none}
a{color:inherit;text-decoration:none}summary{list-style:none}
}
`;

/** The custom property for each fixed colour of a figure, so that a figure inside the page follows its theme. */
export const themed: Readonly<Record<string, string>> = {
  [palette.paper]: "var(--card)",
  [palette.ink]: "var(--ink)",
  [palette.soft]: "var(--soft)",
  [palette.line]: "var(--line)",
  [palette.measured]: "var(--measured)",
  [palette.predicted]: "var(--predicted)",
  [palette.predictedText]: "var(--predicted-text)",
  ...Object.fromEntries(
    tints.flatMap(({ line, text }, k) => [
      [text, `var(--x${k})`],
      [line, `var(--t${k})`],
    ]),
  ),
};
