/**
 * The report's one style sheet: screen, dark screen, phone and A4 paper. `synthetic` puts a warning on every printed
 * page.
 */
export function reportStyle(synthetic: boolean): string {
  const running = synthetic
    ? '@top-center { content: "SYNTHETIC DATA: made-up answers"; font: bold 8pt sans-serif; color: #942514; }'
    : '';
  return `${screen}\n@media print {\n@page { size: A4; margin: 17mm 15mm 18mm; @bottom-right { content: counter(page); font: 8pt sans-serif; } ${running} }\n@page sideways { size: A4 landscape; }\n${print}\n}`;
}

const screen = `
:root {
  --ink: #0b0c0c; --soft: #505a5f; --line: #b1b4b6; --hair: #dfe2e3; --paper: #fff; --tint: #f5f6f7;
  --link: #12436d; --warn: #942514; --warn-paper: #fdf1ef; --band: #12436d; --focus: #0b0c0c; --edge: #6b7479;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #eceff1; --soft: #b4bcc1; --line: #5c656b; --hair: #353c41; --paper: #14181b; --tint: #1d2327;
    --link: #9cc4ea; --warn: #ffb4a6; --warn-paper: #35201c; --band: #9cc4ea; --focus: #ffbf47; --edge: #8b959b;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: 0 1.25rem 4rem; max-width: 62rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif;
  overflow-wrap: break-word;
}
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: .06em; }
a:hover { text-decoration-thickness: .16em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
[hidden] { display: none !important; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999rem; padding: .6rem 1rem; background: #ffbf47; color: #0b0c0c; }
.skip:focus { left: 0; top: 0; z-index: 1; }
.banner {
  margin: 0 -1.25rem; padding: .7rem 1.25rem; background: var(--warn-paper); color: var(--warn);
  border-left: .4rem solid var(--warn); font-weight: 700;
}
header { padding: 3rem 0 1.5rem; border-bottom: .25rem solid var(--band); margin-bottom: 2rem; }
h1 { font-size: clamp(1.75rem, 1.2rem + 2.4vw, 2.6rem); line-height: 1.15; letter-spacing: -.015em; margin: 0; max-width: 24em; text-wrap: balance; }
.subtitle { font-size: 1.2rem; line-height: 1.45; color: var(--soft); margin: .75rem 0 0; max-width: 44em; }
h2 { font-size: 1.6rem; line-height: 1.25; letter-spacing: -.01em; margin: 3.5rem 0 1rem; padding-top: 1rem; border-top: 1px solid var(--line); text-wrap: balance; }
nav h2 { font-size: 1.15rem; border: 0; margin: 0 0 .5rem; padding: 0; }
nav { margin-bottom: 3rem; }
nav ol { margin: 0 0 1rem; padding-left: 1.6rem; columns: 18rem 2; column-gap: 3rem; }
nav ul { list-style: none; margin: .5rem 0 0; padding: 0; font-size: .95rem; }
nav li { margin: 0; padding-bottom: .4rem; break-inside: avoid; }
summary { cursor: pointer; color: var(--link); }
p, main ul { max-width: 44em; }
p { margin: 0 0 1rem; }
main li { margin: .35rem 0; }
.table { margin: 2rem 0 2.5rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; line-height: 1.4; font-variant-numeric: tabular-nums lining-nums; }
caption { text-align: left; font-size: 1.02rem; line-height: 1.4; padding-bottom: .7rem; }
.hold { display: inline-block; position: sticky; left: 0; max-width: min(100%, calc(100vw - 2rem)); }
.plain caption { font-weight: 700; }
.tag {
  display: inline-block; margin-left: .3rem; vertical-align: .08em; padding: .05rem .5rem; font-size: .78rem; font-weight: 600;
  color: var(--soft); border: 1px solid currentcolor; border-radius: .2rem;
}
.tag.warn { color: var(--warn); }
th, td { padding: .5rem .7rem; text-align: left; vertical-align: top; unicode-bidi: isolate; }
thead tr:first-child th:first-child, .lead { padding-left: 0; }
td:last-child, th:last-child { padding-right: .2rem; }
thead th { vertical-align: bottom; font-weight: 700; line-height: 1.3; border-bottom: 2px solid var(--ink); }
thead .group { text-align: center; border-bottom: 1px solid var(--line); }
thead .n { display: block; font-weight: 400; color: var(--soft); white-space: nowrap; }
tbody th { font-weight: 400; min-width: 11rem; }
tbody tr { border-bottom: 1px solid var(--hair); }
tbody tr:last-child { border-bottom: 1px solid var(--line); }
tbody tr:hover { background: var(--tint); }
.number { text-align: right; }
td.number { white-space: nowrap; }
.none { color: var(--soft); }
.wide table { font-size: .82rem; }
.wide th, .wide td { padding-left: .4rem; padding-right: .4rem; }
.wide .lead, .wide thead tr:first-child th:first-child { padding-left: 0; }
.plain td.text { min-width: 7rem; }
@media (min-width: 72rem) {
  .wide { width: min(94vw, 80rem); margin-left: calc((100% - min(94vw, 80rem)) / 2); }
}
.note, figcaption, footer { font-size: .88rem; line-height: 1.45; color: var(--soft); }
.note { margin: .5rem 0 0; }
figure { margin: 2rem 0 2.5rem; }
figure .scroll { background: #fff; border: 1px solid var(--hair); }
figure svg { display: block; width: 100%; height: auto; max-width: 50rem; min-width: 34rem; margin: 0 auto; }
figcaption { margin-top: .5rem; }
.reading { display: block; margin-bottom: .3rem; font-size: 1rem; color: var(--ink); }
.both .small { display: none; }
details { margin-top: .5rem; font-size: .92rem; }
details .table { margin: .75rem 0 1rem; }
.tools, .choices { display: flex; flex-wrap: wrap; gap: .6rem .9rem; align-items: end; margin: .6rem 0 .8rem; }
.field { display: flex; flex-direction: column; gap: .15rem; min-width: 0; max-width: 100%; font-size: .88rem; }
.field label { color: var(--soft); }
button, select, input {
  font: inherit; font-size: .88rem; min-height: 2.1rem; max-width: 100%; padding: .25rem .7rem; color: var(--ink);
  background: var(--paper); border: 1px solid var(--edge); border-radius: .25rem;
}
select { max-width: min(22rem, 100%); padding-right: .3rem; }
button { cursor: pointer; }
button:hover { background: var(--tint); }
#explorer td { min-width: 4.8rem; }
.found { margin: 0 0 .5rem; font-size: .92rem; color: var(--soft); }
.quote { margin: 1.1rem 0; padding-left: 1rem; border-left: .2rem solid var(--line); }
blockquote { margin: 0; }
blockquote p { margin: 0; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); }
@media (max-width: 40rem) {
  body { padding: 0 1rem 3rem; font-size: 1rem; }
  .banner { margin: 0 -1rem; padding: .6rem 1rem; font-size: .95rem; }
  header { padding-top: 1.75rem; }
  h2 { font-size: 1.35rem; margin-top: 2.5rem; }
  .scroll { margin-right: -1rem; }
  .both .full { display: none; }
  .both .small { display: block; background: #fff; border: 1px solid var(--hair); }
  .both .small svg { min-width: 0; max-width: 28rem; }
  .choices .field, .choices select, .choices input { width: 100%; max-width: none; }
  tbody th { min-width: 9rem; }
}`;

const print = `
:root { --ink: #000; --soft: #444; --line: #888; --hair: #ccc; --paper: #fff; --tint: #fff; --link: #000; --warn: #942514; --warn-paper: #fff; --band: #12436d; }
html { color-scheme: light; }
body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.45; }
.skip, details, .tools, #explorer, [data-for], .both .small { display: none !important; }
.both .full { display: block !important; }
.banner { margin: 0; }
header { padding-top: 6mm; }
h1 { font-size: 24pt; }
h2 { font-size: 15pt; margin-top: 9mm; break-after: avoid; }
a { text-decoration: none; }
p { orphans: 3; widows: 3; }
p, main ul { max-width: none; }
.scroll { overflow: visible; margin: 0; }
.table { margin: 5mm 0 7mm; }
table { font-size: 8.5pt; }
tbody th { min-width: 0; }
.short { break-inside: avoid; }
.wide, .wide-first > :is(h2, p, ul) { page: sideways; }
.wide { width: auto; margin-left: 0; }
.wide table { font-size: 7.6pt; }
th, td { padding: 1mm 1.6mm; }
.wide th, .wide td { padding: .8mm .9mm; }
.wide tbody th { min-width: 48mm; }
.wide td.number { white-space: normal; }
tbody tr:nth-child(-n + 2) { break-before: avoid; }
.hold { position: static; max-width: none; }
caption { font-size: 9.5pt; break-after: avoid; break-inside: avoid; }
thead { display: table-header-group; }
tr, figure { break-inside: avoid; }
.plain td.text { min-width: 0; }
.note, figcaption, footer { font-size: 8pt; }
.note { break-before: avoid; }
figure { margin: 5mm 0; }
figure .scroll { border: 0; }
figure svg { width: auto; max-width: 100%; min-width: 0; max-height: 232mm; }
figcaption { break-before: avoid; }`;
