'use client';

import { X } from 'lucide-react';
import type { SettableStatus } from '@/domain/findings/rules';
import { Button, IconButton } from '@/ui/Button';
import { panelStyle } from '@/ui/styles';
import type { Decided } from './useTriage';

type SelectionBarProps = {
  /** Such as `3 selected`; undefined if nothing is. */
  selected: string | undefined;
  /** Extends the selection to all findings that match, where there are more. */
  all: { label: string; run: () => void } | undefined;
  last: Decided | undefined;
  busy: boolean;
  onDecide: (status: SettableStatus) => void;
  onUndo: () => void;
  onClose: () => void;
};

/** What can be done with the selected rows; else what was done last, and its undoing. */
export function SelectionBar({ selected, all, last, busy, onDecide, onUndo, onClose }: SelectionBarProps) {
  const text = selected ?? last?.text;
  return (
    <div className="sticky bottom-4 z-10 empty:hidden max-sm:bottom-18">
      {text === undefined ? null : (
        <section
          aria-label="Triage"
          className={`${panelStyle} flex animate-appear flex-wrap items-center gap-2 py-2 pr-2 pl-4 shadow-lg`}
        >
          <p role="status" className="mr-2 font-medium tabular-nums">
            {text}
          </p>
          {selected === undefined ? null : (
            <>
              {all ? <Button onClick={all.run}>{all.label}</Button> : null}
              <Button busy={busy} onClick={() => onDecide('confirmed')}>
                Confirm
              </Button>
              <Button busy={busy} onClick={() => onDecide('dismissed')}>
                Dismiss…
              </Button>
              <Button busy={busy} onClick={() => onDecide('false_positive')}>
                False positive…
              </Button>
              <Button busy={busy} onClick={() => onDecide('open')}>
                Reopen
              </Button>
            </>
          )}
          {last && last.undoTokens.length > 0 ? (
            <Button busy={busy} onClick={onUndo}>
              Undo
            </Button>
          ) : null}
          <IconButton
            label={selected === undefined ? 'Close' : 'Clear the selection'}
            className="ml-auto"
            onClick={onClose}
          >
            <X aria-hidden className="size-4" />
          </IconButton>
        </section>
      )}
    </div>
  );
}
