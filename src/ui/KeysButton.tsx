import { Keyboard } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from './Button';
import { OnDemand, type Part } from './OnDemand';
import { useKey } from './useKey';

export type KeysPart = Part<{ onClose: () => void }>;

/** Shows the keyboard shortcuts of a list, as the key `?` does. */
export function KeysButton({ dialog }: { dialog: KeysPart }) {
  const [isShown, setShown] = useState(false);
  const onClose = () => setShown(false);
  useKey('?', () => setShown(true));
  return (
    <>
      <IconButton
        label="Keyboard shortcuts"
        className="max-sm:hidden"
        aria-keyshortcuts="?"
        onClick={() => setShown(true)}
      >
        <Keyboard aria-hidden className="size-4" />
      </IconButton>
      {isShown ? <OnDemand part={dialog} onMissing={onClose} with={{ onClose }} /> : null}
    </>
  );
}
