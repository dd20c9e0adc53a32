import { KeysDialog } from '@/ui/KeysDialog';

const KEYS = [
  ['j, k', 'Next and previous repository'],
  ['Enter', 'Open the repository'],
  ['x', 'Select or deselect'],
  ['Shift x', 'The same from the last selected repository up to this one'],
] as const;

/** The keyboard shortcuts of the list of repositories. */
export function RepoKeys({ onClose }: { onClose: () => void }) {
  return <KeysDialog keys={KEYS} onClose={onClose} />;
}
