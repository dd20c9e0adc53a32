import { countOf } from '@/lib/format';
import type { FindingRow } from '@/trpc/types';
import { writeClipboard } from '@/ui/clipboard';
import { showDone, showFailure } from '@/ui/toast';
import { findingsMarkdown } from './findingsMarkdown';

/** Copies findings as Markdown, for an issue or a chat. */
export async function copyFindings(rows: readonly FindingRow[]): Promise<void> {
  const result = await writeClipboard(findingsMarkdown(rows, window.location.origin));
  if (result === 'copied') showDone(`Copied ${countOf(rows.length, 'finding')} as Markdown`);
  else showFailure('The browser did not allow to copy. Allow this page to use the clipboard, and try again.');
}
