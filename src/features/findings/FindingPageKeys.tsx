import type { SettableStatus } from '@/domain/findings/rules';
import { Button } from '@/ui/Button';
import { KeysButton, type KeysPart } from '@/ui/KeysButton';
import { useKey } from '@/ui/useKey';
import { useUndo } from './useUndo';

type PageKeysProps = { offered: readonly SettableStatus[]; decide: (status: SettableStatus) => void };

/** The keys of a finding's own page, the same as a list has. Shows the last change, and undoes it. */
export function FindingPageKeys({ offered, decide }: PageKeysProps) {
  const { last, undo, undoing } = useUndo();
  const ifOffered = (status: SettableStatus) => () => {
    if (offered.includes(status)) decide(status);
  };
  useKey('c', ifOffered('confirmed'));
  useKey('d', ifOffered('dismissed'));
  useKey('f', ifOffered('false_positive'));
  useKey('r', ifOffered('open'));
  useKey('u', undo);
  if (!last) return null;
  return (
    <div className="flex items-center gap-2 text-sm text-muted">
      <p role="status">{last.text}</p>
      {last.undo ? (
        <Button busy={undoing} aria-keyshortcuts="u" onClick={undo}>
          Undo
        </Button>
      ) : null}
    </div>
  );
}

const keysDialog: KeysPart = { fetch: async () => (await import('./FindingKeys')).FindingPageKeysDialog };

/** Shows the keys of a finding's own page. */
export function PageKeysButton() {
  return <KeysButton dialog={keysDialog} />;
}
