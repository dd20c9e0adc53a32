'use client';

import type { MouseEvent, MouseEventHandler } from 'react';
import type { Repo } from '@/trpc/types';
import { linkStyle } from '@/ui/styles';
import { showDone } from '@/ui/toast';
import { scanObstacle } from './scanObstacle';
import { useRequestProbe } from './useRequestProbe';
import { useScanNow } from './useScanNow';

/** What can be done about a fact of a repository's row, beside that fact. */

/** Requests the first scan of a repository. */
export function ScanAction({ repo }: { repo: Repo }) {
  const { scanNow, asking } = useScanNow(repo.id);
  if (scanObstacle(repo) !== undefined) return null;
  const act = ({ currentTarget }: MouseEvent<HTMLElement>) =>
    scanNow(() => {
      showDone(`A scan of ${repo.name} is queued`);
      // The button goes away, so keys go on from the row.
      currentTarget.closest('[data-item]')?.querySelector<HTMLElement>('[data-row]')?.focus();
    });
  return <Action label="Scan now" of={repo.name} busy={asking} onClick={act} />;
}

/** Requests another probe of a remote that could not be reached. */
export function ProbeAction({ repo }: { repo: Repo }) {
  const { requestProbe, asking } = useRequestProbe(repo.id);
  return <Action label="Try again" of={`to reach ${repo.name}`} busy={asking} onClick={requestProbe} />;
}

type ActionProps = {
  label: string;
  /** For who hears the label without its row. */
  of: string;
  busy: boolean;
  onClick: MouseEventHandler<HTMLElement>;
};

function Action({ label, of, busy, onClick }: ActionProps) {
  return (
    <button
      type="button"
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onClick}
      className={`${linkStyle} min-h-6 rounded`}
    >
      {label}
      <span className="sr-only"> {of}</span>
    </button>
  );
}
