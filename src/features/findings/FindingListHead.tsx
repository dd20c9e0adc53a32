import type { FindingRow } from '@/trpc/types';
import { KeysButton, type KeysPart } from '@/ui/KeysButton';
import { SelectBox } from '@/ui/SelectBox';
import type { useSelection } from '@/ui/useSelection';

type FindingListHeadProps = {
  selection: Pick<ReturnType<typeof useSelection<FindingRow>>, 'isFull' | 'clear' | 'selectRows'>;
};

const keysDialog: KeysPart = { fetch: async () => (await import('./FindingKeys')).FindingKeys };

/** The line above the rows of a list of findings. */
export function FindingListHead({ selection }: FindingListHeadProps) {
  return (
    <div className="flex h-9 items-center justify-between border-b border-line pr-2 text-sm text-muted">
      <SelectBox
        labelled
        label="Select all shown"
        className="h-full gap-2 pl-3"
        checked={selection.isFull}
        onSelect={() => (selection.isFull ? selection.clear() : selection.selectRows())}
      />
      <KeysButton dialog={keysDialog} />
    </div>
  );
}
