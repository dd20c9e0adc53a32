'use client';

import { clsx } from 'clsx';
import {
  CircleCheck,
  CircleDot,
  CircleSlash,
  Copy,
  FolderInput,
  GitCommitVertical,
  type LucideIcon,
  RotateCcw,
  ScanSearch,
  Trash2,
} from 'lucide-react';
import { dayOf, exactTime } from '@/lib/format';
import type { Finding } from '@/trpc/types';
import { Panel } from '@/ui/Panel';
import { PathText } from '@/ui/PathText';
import { Time } from '@/ui/Time';
import { CommitLink } from './CommitLink';
import type { HostLinks } from './hostLinks';
import { type LifeStep, lifeOf } from './life';
import { useFindingEvents } from './useFindingEvents';

/** The life of a finding as a line of time: from the commit that introduced it to its present state. */
export function FindingLife({ finding, links }: { finding: Finding; links: HostLinks | undefined }) {
  const { events } = useFindingEvents(finding.id);
  const steps = lifeOf(finding, events);
  return (
    <Panel title="Life">
      <ol aria-label="Life">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is identified by its place in the line
          <Step key={index} step={step} links={links} isLast={index === steps.length - 1} />
        ))}
      </ol>
    </Panel>
  );
}

const ICONS: Record<LifeStep['kind'], LucideIcon> = {
  introduced: GitCommitVertical,
  found: ScanSearch,
  places: Copy,
  moved: FolderInput,
  reopened: RotateCcw,
  removed: Trash2,
  fixed: CircleCheck,
  unsettled: CircleDot,
  settled: CircleSlash,
};

type StepProps = { step: LifeStep; links: HostLinks | undefined; isLast: boolean };

function Step({ step, links, isLast }: StepProps) {
  const { kind, title, commit, by, path, detail, at } = step;
  const Icon = ICONS[kind];
  return (
    <li className={clsx('relative flex gap-3', !isLast && 'pb-4')}>
      {isLast ? null : (
        <span aria-hidden className="absolute top-6 bottom-1 left-[9.5px] w-px bg-control/50" />
      )}
      <Icon aria-hidden className={clsx('size-5 shrink-0', (isLast && END[kind]) || 'text-muted')} />
      <div className="flex min-w-0 grow flex-col justify-between gap-x-4 sm:flex-row">
        <div className="min-w-0">
          <p className={clsx(isLast && 'font-medium')}>
            {title}
            {commit ? (
              <>
                {' in '}
                <CommitLink sha={commit} links={links} />
              </>
            ) : null}
            {by ? ` by ${by}` : null}
          </p>
          {path ? (
            <p className="text-sm text-muted">
              <PathText text={path} />
            </p>
          ) : null}
          {detail ? <p className="text-sm text-muted">{detail}</p> : null}
        </div>
        {at ? (
          <span className="shrink-0 text-sm text-muted">
            {kind === 'introduced' ? <Day value={at} /> : <Time value={at} />}
          </span>
        ) : null}
      </div>
    </li>
  );
}

/** What was long ago is shown by its day, as "last year" says too little. */
function Day({ value }: { value: string }) {
  const moment = new Date(value);
  return (
    <time dateTime={value} title={exactTime(moment)} className="tabular-nums">
      {dayOf(moment)}
    </time>
  );
}

/** What the last step shows, if it is not settled. */
const END: Partial<Record<LifeStep['kind'], string>> = { fixed: 'text-good', unsettled: 'text-medium' };
