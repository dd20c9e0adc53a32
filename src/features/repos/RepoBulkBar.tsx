import { CalendarClock, Radar, Trash2 } from 'lucide-react';
import { formatCount } from '@/lib/format';
import type { Repo } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { StickyBar } from '@/ui/StickyBar';
import { allowed, type BulkAction, type Failures, MOST_SELECTED, skippedText } from './bulkText';

type RepoBulkBarProps = {
  selected: readonly Repo[];
  /** `Queueing 3 of 12`, while an action runs. */
  progress: string | undefined;
  /** What the last action was refused for. */
  failed: Failures | undefined;
  onScan: () => void;
  onAsk: (action: BulkAction) => void;
  onClose: () => void;
};

/** How many repositories are selected, what can be done with them, and what has failed. */
export function RepoBulkBar({ selected, progress, failed, onScan, onAsk, onClose }: RepoBulkBarProps) {
  const isAny = selected.length > 0;
  return (
    <StickyBar
      label="Selected repositories"
      text={progress ?? (isAny ? `${formatCount(selected.length)} selected` : failed?.title)}
      closeLabel={isAny ? 'Clear the selection' : 'Close'}
      onClose={onClose}
    >
      {isAny ? <Actions {...{ selected, busy: progress !== undefined, onScan, onAsk }} /> : null}
      {failed ? <FailureList {...failed} /> : null}
    </StickyBar>
  );
}

type ActionsProps = Pick<RepoBulkBarProps, 'selected' | 'onScan' | 'onAsk'> & { busy: boolean };

/** A button for each action that is allowed on any of the selected repositories. */
function Actions({ selected, busy, onScan, onAsk }: ActionsProps) {
  if (selected.length > MOST_SELECTED)
    return <p className="text-muted">At most {MOST_SELECTED} can be changed at once.</p>;
  const may = (action: BulkAction) => allowed(action, selected).length > 0;
  // The dialogs of the others say what they skip.
  const skipped = skippedText('scan', selected);
  const idle = { 'aria-disabled': busy || undefined };
  return (
    <>
      {may('scan') ? (
        <Button busy={busy} onClick={onScan}>
          {busy ? null : <Radar aria-hidden className="size-4 max-sm:hidden" />}
          Scan
        </Button>
      ) : null}
      {may('schedule') ? (
        <Button {...idle} onClick={() => busy || onAsk('schedule')}>
          <CalendarClock aria-hidden className="size-4 max-sm:hidden" />
          Schedule…
        </Button>
      ) : null}
      {may('delete') ? (
        <Button {...idle} className="text-critical" onClick={() => busy || onAsk('delete')}>
          <Trash2 aria-hidden className="size-4 max-sm:hidden" />
          Delete…
        </Button>
      ) : null}
      {skipped ? (
        <p className="order-3 basis-full text-sm wrap-anywhere text-muted max-sm:px-1">
          Scan skips {skipped}.
        </p>
      ) : null}
    </>
  );
}

function FailureList({ title, failures }: Failures) {
  return (
    <section
      role="alert"
      aria-label={title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls can be scrolled by keys
      tabIndex={0}
      className="order-3 max-h-32 basis-full overflow-y-auto rounded text-sm max-sm:px-1"
    >
      <p className="font-medium text-critical">{title}</p>
      <ul>
        {failures.map(({ id, name, message }) => (
          <li key={id} className="wrap-anywhere">
            <strong className="font-medium">{name}</strong>: {message}
          </li>
        ))}
      </ul>
    </section>
  );
}
