import { clsx } from 'clsx';
import type { ScanStage } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { Elapsed } from '@/ui/Elapsed';
import { STAGE_STYLES, STAGE_WORDS } from './scanStyles';

/** The stages of a scan in order, each with its state and time. */
export function StageList({ stages }: { stages: readonly ScanStage[] }) {
  return (
    <ol aria-label="Stages" className="grid gap-x-4 gap-y-2 sm:grid-cols-4">
      {stages.map(({ name, status, startedAt, completedAt }) => {
        const style = STAGE_STYLES[status];
        return (
          <li
            key={name}
            className={clsx(
              'flex items-center justify-between gap-3 sm:block sm:border-t-2 sm:pt-2',
              status === 'completed' && 'border-good/60',
              status === 'running' && 'border-accent',
              status === 'failed' && 'border-critical',
              (status === 'pending' || status === 'skipped') && 'border-line text-muted',
            )}
          >
            <Badge appearance={style}>
              {STAGE_WORDS[name]}
              <span className="sr-only">: {style.word}</span>
            </Badge>
            {/* A growing time must not move, so it is aligned at its start. */}
            <div className="text-sm text-muted max-sm:w-24 sm:mt-0.5 sm:pl-[22px]">
              {startedAt && status !== 'skipped' ? <Elapsed from={startedAt} to={completedAt} /> : style.word}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
