import { Dialog } from '@/ui/Dialog';

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
  ['/', 'Search'],
  ['Ctrl K, ⌘ K', 'Search and commands'],
  ['?', 'Show these shortcuts'],
] as const;

/** The keyboard shortcuts of a list of findings. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open title="Keyboard shortcuts" onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        {KEYS.map(([keys, action]) => (
          <div key={keys} className="contents">
            <dt className="flex gap-1">
              {keys.split(', ').map((key) => (
                <kbd key={key} className="rounded border border-line bg-sunken px-1.5 font-mono text-xs">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{action}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
