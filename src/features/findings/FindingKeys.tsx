import { KeysDialog } from '@/ui/KeysDialog';

const KEYS = [
  ['j, k', 'Next and previous finding'],
  ['Enter, o', 'Open the finding, and again: read it'],
  ['Esc', 'Close the finding beside the list'],
  ['x', 'Select or deselect'],
  ['Shift x', 'The same from the last selected finding up to this one'],
  ['c', 'Confirm'],
  ['d', 'Dismiss'],
  ['f', 'Mark as false positive'],
  ['r', 'Reopen'],
  ['a', 'Assign'],
  ['u', 'Undo the last change'],
] as const;

/** The keyboard shortcuts of a list of findings. */
export function FindingKeys({ onClose }: { onClose: () => void }) {
  return <KeysDialog keys={KEYS} onClose={onClose} />;
}
