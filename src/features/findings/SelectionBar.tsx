'use client';

import { X } from 'lucide-react';
import type { SettableStatus } from '@/domain/findings/rules';
import { Button, IconButton } from '@/ui/Button';
import { panelStyle } from '@/ui/styles';
import type { Changed } from './useTriage';

type SelectionBarProps = {
  /** Such as `3 selected`; undefined if nothing is. */
  selected: string | undefined;
  /** Extends the selection to all findings that match, where there are more. */
  all: { label: string; run: () => void } | undefined;
  /** Whether the user may decide about any selected finding. */
  mayTriage: boolean;
  /** Whether a selected finding may be reopened. */
  mayReopen: boolean;
  last: Changed | undefined;
  /** What somebody else has changed meanwhile. */
  news: string | undefined;
  busy: boolean;
  onDecide: (status: SettableStatus) => void;
  onAssign: () => void;
  /** Copies what is selected; undefined if that is more than the list has loaded. */
  onCopy: (() => void) | undefined;
  onUndo: () => void;
  onClose: () => void;
};

/** What can be done with the selected rows; else what was done last, and its undoing. */
export function SelectionBar(props: SelectionBarProps) {
  const { selected, last, news, busy, onUndo, onClose } = props;
  const text = selected ?? news ?? last?.text;
  return (
    <div className="sticky bottom-4 z-10 empty:hidden max-sm:bottom-18">
      {text === undefined ? null : (
        <section
          aria-label="Selected findings"
          className={`${panelStyle} flex animate-appear flex-wrap items-center gap-2 py-2 pr-2 pl-4 shadow-lg max-sm:gap-1.5 max-sm:pl-2 max-sm:[&>button]:order-2 max-sm:[&>button]:px-2`}
        >
          <p
            role="status"
            className="mr-2 font-medium tabular-nums max-sm:mr-0 max-sm:w-[calc(100%-3.5rem)] max-sm:pl-1"
          >
            {text}
          </p>
          {selected !== undefined && news ? <p className="basis-full text-sm text-critical">{news}</p> : null}
          {selected === undefined ? null : <SelectionActions {...props} />}
          {last && last.undoTokens.length > 0 && !news ? (
            <Button busy={busy} onClick={onUndo}>
              Undo
            </Button>
          ) : null}
          <IconButton
            label={selected === undefined ? 'Close' : 'Clear the selection'}
            className="ml-auto max-sm:order-1!"
            onClick={onClose}
          >
            <X aria-hidden className="size-4" />
          </IconButton>
        </section>
      )}
    </div>
  );
}

type SelectionActionsProps = Pick<
  SelectionBarProps,
  'all' | 'mayTriage' | 'mayReopen' | 'busy' | 'onDecide' | 'onAssign' | 'onCopy'
>;

function SelectionActions(props: SelectionActionsProps) {
  const { all, mayTriage, onCopy } = props;
  return (
    <>
      {all ? <Button onClick={all.run}>{all.label}</Button> : null}
      {mayTriage ? <TriageActions {...props} /> : null}
      {onCopy ? <Button onClick={onCopy}>Copy as Markdown</Button> : null}
    </>
  );
}

function TriageActions({ mayReopen, busy, onDecide, onAssign }: SelectionActionsProps) {
  return (
    <>
      <Button busy={busy} onClick={() => onDecide('confirmed')}>
        Confirm
      </Button>
      <Button busy={busy} onClick={() => onDecide('dismissed')}>
        Dismiss…
      </Button>
      <Button busy={busy} onClick={() => onDecide('false_positive')}>
        False positive…
      </Button>
      {mayReopen ? (
        <Button busy={busy} onClick={() => onDecide('open')}>
          Reopen
        </Button>
      ) : null}
      <Button busy={busy} onClick={onAssign}>
        Assign…
      </Button>
    </>
  );
}
