import type { AdvisoryImport } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { WORK_STYLES } from '@/ui/workStyles';
import { importText } from './advisoryText';

const STATES: Record<AdvisoryImport['state'], (typeof WORK_STYLES)['queued']> = {
  ...{ queued: WORK_STYLES.queued, running: WORK_STYLES.running },
  ...{ completed: WORK_STYLES.complete, failed: WORK_STYLES.failed },
};

/** The newest imports by this page and by downloads. Those of the command line say their result there. */
export function ImportList({ imports }: { imports: readonly AdvisoryImport[] }) {
  return (
    <Panel title="Latest imports" description="Uploads and downloads of the last 30 days.">
      <ul aria-label="Imports" aria-live="polite" className="-my-3 divide-y divide-line">
        {imports.map((one) => (
          <li key={one.id} className="py-3">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="flex flex-wrap gap-x-3">
                <span className="font-medium">
                  {one.ecosystem === null ? 'Upload' : `Download of ${one.ecosystem}`}
                </span>
                <Badge appearance={STATES[one.state]}>{STATES[one.state].word}</Badge>
              </span>
              <span className="text-sm text-muted">
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
