import { severityEntries } from '@/domain/findingCounts/rules';
import type { BySeverity } from '@/domain/findingCounts/schema';
import { countOf, formatCount } from '@/lib/format';
import { type Markup, markup } from './markup';

/** A part of a bar: its number, and the class that colours it. */
type Segment = { amount: number; style: string; word: string };
export type Bar = { label: string; segments: readonly Segment[] };

const WIDTH = 360;
const LABEL = 132;
const AMOUNT = 48;
const ROW = 24;
const THICK = 14;
/** As many characters of a label fit beside its bar. */
const MOST_CHARACTERS = 20;

/** A chart of horizontal bars, each of one or several parts, with its numbers as text. */
export function barChart(caption: string, bars: readonly Bar[]): Markup {
  const most = Math.max(1, ...bars.map(totalOf));
  const scale = (WIDTH - LABEL - AMOUNT) / most;
  const rows = bars.map((bar, row) => barRow(bar, row * ROW, scale));
  const height = bars.length * ROW;
  return markup`<figure><figcaption>${caption}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${height}" role="group" aria-label="${caption}">${rows}</svg></figure>`;
}

function barRow(bar: Bar, y: number, scale: number): Markup {
  const { label, segments } = bar;
  const given = segments.filter(({ amount }) => amount > 0);
  const words = given.map(({ amount, word }) => `${formatCount(amount)} ${word}`).join(', ');
  const rects = given.map(({ amount, style }, at) => {
    const before = given.slice(0, at).reduce((sum, segment) => sum + segment.amount, 0);
    const width = Math.max(1, amount * scale - (at < given.length - 1 ? 1 : 0));
    return markup`<rect class="${style}" x="${round(LABEL + before * scale)}" y="${y + 4}" width="${round(width)}" height="${THICK}"/>`;
  });
  const end = round(LABEL + totalOf(bar) * scale + 8);
  return markup`<g role="img" aria-label="${label}: ${words || 'none'}"><title>${label}: ${words || 'none'}</title>
<text x="0" y="${y + 15}">${shortened(label)}</text>${rects}
<text class="amount" x="${end}" y="${y + 15}">${formatCount(totalOf(bar))}</text></g>`;
}

function totalOf({ segments }: Bar): number {
  return segments.reduce((sum, { amount }) => sum + amount, 0);
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}

function shortened(label: string): string {
  const characters = [...label];
  return characters.length <= MOST_CHARACTERS
    ? label
    : `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…`;
}

/** A bar of each of the first entries, divided by severity. */
export function severityBars(entries: readonly [string, BySeverity][]): Bar[] {
  return entries.map(([label, counts]) => ({
    label,
    segments: severityEntries(counts).map(([word, amount]) => ({ amount, style: word, word })),
  }));
}

/** The rest of a chart that shows the first few of many. */
export function restText(all: number, shown: number, noun: string): string {
  return all > shown ? ` (the first ${shown} of ${countOf(all, noun)})` : '';
}
