import type { AdvisoryImport } from '@/trpc/types';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { importText, isWorking, STATE_WORDS } from './advisoryText';

/** The newest imports by this page and by downloads. Those of the command line say their result there. */
export function ImportList({ imports }: { imports: readonly AdvisoryImport[] }) {
  return (
    <Panel title="Latest imports" description="Uploads and downloads of the last 30 days.">
      <ul aria-label="Imports" aria-live="polite" className="flex flex-col gap-4">
        {imports.map((one) => (
          <li key={one.id}>
            <p className="flex flex-wrap gap-x-2">
              <span className={one.state === 'failed' ? 'font-medium text-critical' : 'font-medium'}>
                {STATE_WORDS[one.state]}
                {isWorking(one) ? '…' : ''}
              </span>
              <span>{one.ecosystem === null ? 'Upload' : `Download of ${one.ecosystem}`}</span>
              <span className="text-muted">
                <Time value={one.finishedAt ?? one.createdAt} />
              </span>
            </p>
            <p className="text-muted tabular-nums">{importText(one)}</p>
            {one.notes.length > 0 ? (
              <ul className="mt-1 list-disc pl-5 text-sm text-muted">
                {one.notes.map((note) => (
                  <li key={note} className="wrap-anywhere">
                    {note}
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
