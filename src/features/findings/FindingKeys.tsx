import { KeysDialog } from '@/ui/KeysDialog';

const DECIDE = [
  ['c', 'Confirm'],
  ['d', 'Dismiss'],
  ['f', 'Mark as false positive'],
  ['r', 'Reopen'],
  ['a', 'Assign'],
  ['u', 'Undo the last change'],
] as const;

const LIST = [
  ['j, k, ↓, ↑', 'Next and previous finding'],
  ['Enter, o', 'Open the finding, and again: read it'],
  ['Esc', 'Close the finding beside the list'],
  ['x', 'Select or deselect'],
  ['Shift x', 'The same from the last selected finding up to this one'],
  ...DECIDE,
  ['/', 'Search the list'],
] as const;

const PAGE = [['j, k', 'Next and previous finding of the list'], ...DECIDE] as const;

type KeysProps = { onClose: () => void };

/** The keyboard shortcuts of a list of findings. */
export function FindingKeys({ onClose }: KeysProps) {
  return <KeysDialog keys={LIST} onClose={onClose} />;
}

/** The keyboard shortcuts of a finding's own page. */
export function FindingPageKeysDialog({ onClose }: KeysProps) {
  return <KeysDialog keys={PAGE} onClose={onClose} />;
}
