import { type ScanSummary, stateOf } from '@/domain/scans/rules';
import type { Subject } from '@/domain/scans/service';
import { countOf } from '@/lib/format';
import { type Scanned, shortfallsOf } from '../shortfalls';
import { type Markup, markup } from './markup';

/** What the report can't know, as something was not scanned. Empty if all was. */
export function noticeOf(subject: Subject): Markup | string {
  if (subject.of === 'repos') return gapsNotice(subject.summary);
  if (subject.scanned === null) {
    return notice('This repository has not been scanned yet', ['No scan of it has been completed.']);
  }
  return scanNotice(subject.scanned);
}

const HEADINGS = {
  queued: 'The scan has not begun',
  running: 'The scan is still running',
  partial: 'The scan is partial: not everything was scanned',
  failed: 'The scan failed: not everything was scanned',
  cancelled: 'The scan was cancelled: not everything was scanned',
} as const;

function scanNotice(scanned: Scanned): Markup | string {
  const state = stateOf(scanned.scan);
  return state === 'complete' ? '' : notice(HEADINGS[state], shortfallsOf(scanned));
}

const GAPS = {
  neverScanned: 'never scanned',
  partial: 'scanned only in part',
  failed: 'with a last scan that failed',
  unreachable: 'with a remote that could not be reached',
  unchecked: 'with packages that were not checked for known vulnerabilities',
} as const satisfies Record<keyof ScanSummary['notKnown'], string>;

function gapsNotice(summary: ScanSummary): Markup | string {
  const gaps = (Object.keys(GAPS) as (keyof typeof GAPS)[]).filter((gap) => summary[gap] > 0);
  const texts = gaps.map((gap) => {
    const names = summary.notKnown[gap].map(({ name }) => name);
    const rest = summary[gap] - names.length;
    const named = `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
    return `${countOf(summary[gap], 'repository', 'repositories')} ${GAPS[gap]}: ${named}.`;
  });
  return texts.length === 0 ? '' : notice('Not everything was scanned', texts);
}

function notice(heading: string, texts: readonly string[]): Markup {
  const items = texts.map((text) => markup`<li>${text}</li>`);
  const list = items.length > 0 ? markup`<ul>${items}</ul>` : '';
  return markup`<aside class="notice"><h2>${heading}</h2>${list}</aside>`;
}
