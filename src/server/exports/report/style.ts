import { createHash } from 'node:crypto';
import type { Markup } from './markup';

const CSS = `
:root { color-scheme: light; --text: #16191f; --muted: #566072; --line: #e1e4ea; --sunken: #f7f8fa;
  --critical: #b42318; --high: #c4320a; --medium: #946200; --low: #175cd3; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 32px 24px 64px; background: #fff; color: var(--text);
  font: 14px/20px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
  overflow-wrap: anywhere; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: 12px; }
h1 { margin: 0 0 4px; font-size: 28px; line-height: 36px; font-weight: 600; }
h2 { margin: 32px 0 12px; font-size: 20px; line-height: 28px; font-weight: 600; }
h3 { margin: 0; font-size: 16px; line-height: 24px; font-weight: 600; }
h4 { margin: 12px 0 4px; font-size: 12px; line-height: 16px; font-weight: 600; color: var(--muted); }
p, ul, ol, dl, pre { margin: 0; }
ul, ol { padding-left: 20px; }
a { color: inherit; text-underline-offset: 2px; }
.brand { margin-bottom: 16px; font-size: 13px; font-weight: 600; color: #4f46e5; }
.muted, .meta { color: var(--muted); }
.meta { font-size: 13px; }
.filter { display: flex; flex-wrap: wrap; gap: 2px 20px; margin-top: 8px; font-size: 13px; }
.filter dt { color: var(--muted); }
.filter dt::after { content: ":"; }
.filter dd { margin: 0 0 0 -16px; }
.notice { margin-top: 24px; padding: 12px 16px; border: 1px solid #946200; border-radius: 8px; background: #fdf6e3; }
.notice h2 { margin: 0 0 4px; font-size: 16px; line-height: 24px; }
.lead { font-size: 16px; line-height: 24px; }
.cards { display: grid; grid-template-columns: repeat(4, 1fr); gap: 12px; margin-top: 16px; }
.cards div { padding: 12px 16px; border: 1px solid var(--line); border-radius: 8px; border-top: 3px solid currentColor; }
.cards b { display: block; color: var(--text); font-size: 28px; line-height: 36px; font-weight: 600;
  font-variant-numeric: tabular-nums; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 24px 32px; margin-top: 24px; }
figure { margin: 0; min-width: 0; break-inside: avoid; }
figcaption { margin-bottom: 8px; font-weight: 600; }
svg { display: block; width: 100%; max-width: 26rem; height: auto; }
svg text { font-size: 12px; fill: var(--text); }
svg .amount { fill: var(--muted); font-variant-numeric: tabular-nums; }
.critical { color: var(--critical); fill: var(--critical); }
.high { color: var(--high); fill: var(--high); }
.medium { color: var(--medium); fill: var(--medium); }
.low { color: var(--low); fill: var(--low); }
.closed { fill: #c3c9d4; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: 12px 24px; }
.facts dt { font-size: 13px; color: var(--muted); }
.facts dd { margin: 0; }
table { width: 100%; margin-top: 16px; border-collapse: collapse; font-size: 13px; }
caption { text-align: left; font-weight: 600; font-size: 14px; padding-bottom: 4px; }
th { font-weight: 400; color: var(--muted); overflow-wrap: normal; }
.reason::first-letter { text-transform: uppercase; }
th, td { padding: 6px 12px 6px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
td.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
article { padding: 16px 0; border-top: 1px solid var(--line); break-inside: avoid; }
article h3 span { margin-right: 8px; font-size: 13px; }
article h3 span::before { content: ""; display: inline-block; width: 8px; height: 8px; margin-right: 6px;
  border-radius: 50%; background: currentColor; vertical-align: 1px; }
.where { margin: 2px 0; }
.meta + p { margin-top: 6px; }
pre { margin-top: 8px; padding: 8px 0; border-radius: 8px; background: var(--sunken); border: 1px solid var(--line);
  line-height: 18px; white-space: pre-wrap; }
pre span { display: block; padding: 0 12px 0 60px; text-indent: -48px; }
pre span::before { content: attr(data-line); display: inline-block; width: 36px; margin-right: 12px; text-align: right;
  text-indent: 0; color: var(--muted); }
pre .own { background: #fdf6e3; box-shadow: inset 3px 0 #946200; }
@media (max-width: 40rem) {
  body { padding: 16px 16px 48px; }
  .cards { grid-template-columns: repeat(2, 1fr); }
  .charts { grid-template-columns: minmax(0, 1fr); }
  .optional { display: none; }
}
@media print {
  @page { margin: 16mm 14mm; }
  body { max-width: none; padding: 0; font-size: 12px; line-height: 17px; }
  h1 { font-size: 24px; line-height: 30px; }
  .meta, .filter, table { font-size: 11px; }
  h2 { break-after: avoid; }
  .charts { grid-template-columns: 1fr 1fr; }
}
`;

export const STYLE: Markup = { html: CSS };

/** Nothing may run or be fetched, and no other style applies. */
export const STYLE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(CSS).digest('base64')}'; base-uri 'none'; form-action 'none'`;
