import { Keyboard } from 'lucide-react';
import type { FindingRow } from '@/trpc/types';
import { IconButton } from '@/ui/Button';
import { SelectBox } from '@/ui/SelectBox';
import type { useSelection } from '@/ui/useSelection';

type FindingListHeadProps = {
  selection: Pick<ReturnType<typeof useSelection<FindingRow>>, 'isFull' | 'clear' | 'selectRows'>;
  onShowKeys: () => void;
};

/** The line above the rows of a list of findings. */
export function FindingListHead({ selection, onShowKeys }: FindingListHeadProps) {
  return (
    <div className="flex h-9 items-center justify-between border-b border-line pr-2 text-sm text-muted">
      <SelectBox
        labelled
        label="Select all shown"
        className="h-full gap-2 pl-3"
        checked={selection.isFull}
        onSelect={() => (selection.isFull ? selection.clear() : selection.selectRows())}
      />
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
