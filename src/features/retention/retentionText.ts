import { countOf } from '@/lib/format';
import type { RetentionPreview } from '@/trpc/types';

/** What a rule of so many days would delete now; null for no rule. */
export function previewText(
  days: number | null,
  would: RetentionPreview = { repos: 0, scans: 0, findings: 0, events: 0 },
): string {
  if (days === null) return 'Without a number of days nothing is deleted: all scans are kept.';
  const rule = `A rule of ${countOf(days, 'day')}`;
  const { repos, scans, findings, events } = would;
  if (scans === 0) return `${rule} would delete nothing now.`;
  const goes = `${countOf(scans, 'scan')}, ${countOf(findings, 'fixed finding')} and ${countOf(events, 'event')}`;
  const where = countOf(repos, 'repository', 'repositories');
  return `${rule} would delete ${goes} in ${where}. The newest scans, and those that open or recently fixed findings refer to, are kept.`;
}

/** The typed number of days. Nothing means no rule, and a wrong number is left for the server to refuse. */
export function daysOf(typed: unknown): unknown {
  const text = String(typed ?? '').trim();
  if (text === '') return null;
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}
