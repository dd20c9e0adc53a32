import { useMutation } from '@tanstack/react-query';
import { countOf } from '@/lib/format';
import { messageOf } from '@/trpc/refusal';
import { showFailure } from '@/ui/toast';
import { type Changed, setLastChange, useLastChange } from './lastChange';
import { useFindingLists } from './useFindingLists';

/** The last change of findings, wherever on the page it was made, and its undoing. */
export function useUndo() {
  const last = useLastChange();
  const lists = useFindingLists();
  const { mutate, isPending } = useMutation({
    mutationFn: async (undo: NonNullable<Changed['undo']>) => {
      const restored = await undo();
      // The next change needs the present version of what is open.
      await lists.refetch();
      return restored;
    },
    onSuccess: (restored) => setLastChange({ text: `Undone: ${countOf(restored, 'finding')}` }),
    onError: (error) => {
      const message = messageOf(error);
      if (message) showFailure(message);
    },
    // What comes back is not among the loaded rows, so long lists are fetched again, too.
    onSettled: () => void lists.refetchAll(),
  });
  return {
    last,
    undoing: isPending,
    undo: () => {
      if (last?.undo && !isPending) mutate(last.undo);
    },
  };
}
