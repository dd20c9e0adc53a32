import { Keyboard } from 'lucide-react';
import type { FindingRow } from '@/trpc/types';
import { IconButton } from '@/ui/Button';
import type { useSelection } from './useSelection';

type FindingListHeadProps = {
  selection: Pick<ReturnType<typeof useSelection<FindingRow>>, 'isFull' | 'clear' | 'selectRows'>;
  onShowKeys: () => void;
};

/** The line above the rows of a list of findings. */
export function FindingListHead({ selection, onShowKeys }: FindingListHeadProps) {
  return (
    <div className="flex h-9 items-center justify-between border-b border-line pr-2 text-sm text-muted">
      <label className="flex h-full items-center gap-2 pl-3">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={selection.isFull}
          onChange={selection.isFull ? selection.clear : selection.selectRows}
        />
        Select all shown
      </label>
      <IconButton
        label="Keyboard shortcuts"
        className="max-sm:hidden"
        aria-keyshortcuts="?"
        onClick={onShowKeys}
      >
        <Keyboard aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
