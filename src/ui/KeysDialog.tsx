import { Dialog } from './Dialog';

type KeysDialogProps = {
  /** Keys, separated by commas, and what they do. */
  keys: readonly (readonly [keys: string, action: string])[];
  onClose: () => void;
};

/** The keyboard shortcuts of a list: its own, and those of every page. */
export function KeysDialog({ keys, onClose }: KeysDialogProps) {
  return (
    <Dialog open title="Keyboard shortcuts" onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        {[...keys, ...EVERYWHERE].map(([names, action]) => (
          <div key={names} className="contents">
            <dt className="flex gap-1">
              {names.split(', ').map((key) => (
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

const EVERYWHERE = [
  ['/', 'Search'],
  ['Ctrl K, ⌘ K', 'Search and commands'],
  ['?', 'Show these shortcuts'],
] as const;
