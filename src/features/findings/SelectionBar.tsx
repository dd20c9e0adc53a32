'use client';

import type { SettableStatus } from '@/domain/findings/rules';
import { Button } from '@/ui/Button';
import { StickyBar } from '@/ui/StickyBar';
import { DECISIONS } from './decisions';
import type { Changed } from './lastChange';

type SelectionBarProps = {
  /** Such as `3 selected`; undefined if nothing is. */
  selected: string | undefined;
  /** Extends the selection to all findings that match, where there are more. */
  all: { label: string; run: () => void } | undefined;
  /** Whether the user may decide about any selected finding. */
  mayTriage: boolean;
  /** The statuses that some selected finding may get. */
  offered: readonly SettableStatus[];
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
  return (
    <StickyBar
      label="Selected findings"
      text={selected ?? news ?? last?.text}
      closeLabel={selected === undefined ? 'Close' : 'Clear the selection'}
      onClose={onClose}
    >
      {selected !== undefined && news ? <p className="basis-full text-sm text-critical">{news}</p> : null}
      {selected === undefined ? null : <SelectionActions {...props} />}
      {last?.undo && !news ? (
        <Button busy={busy} onClick={onUndo}>
          Undo
        </Button>
      ) : null}
    </StickyBar>
  );
}

type SelectionActionsProps = Pick<
  SelectionBarProps,
  'all' | 'mayTriage' | 'offered' | 'busy' | 'onDecide' | 'onAssign' | 'onCopy'
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

function TriageActions({ offered, busy, onDecide, onAssign }: SelectionActionsProps) {
  return (
    <>
      {DECISIONS.filter(({ status }) => offered.includes(status)).map(({ status, label }) => (
        <Button key={status} busy={busy} onClick={() => onDecide(status)}>
          {label}
        </Button>
      ))}
      <Button busy={busy} onClick={onAssign}>
        Assign…
      </Button>
    </>
  );
}
