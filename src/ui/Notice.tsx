import { clsx } from 'clsx';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

type Tone = 'fact' | 'good' | 'warning' | 'danger';

const TONES: Record<Tone, { icon: typeof Info; frame: string; mark: string }> = {
  fact: { icon: Info, frame: 'border-line bg-surface', mark: 'text-muted' },
  good: { icon: CircleCheck, frame: 'border-line bg-surface', mark: 'text-good' },
  warning: { icon: TriangleAlert, frame: 'border-medium/40 bg-medium-soft', mark: 'text-medium' },
  danger: { icon: CircleAlert, frame: 'border-critical/40 bg-critical-soft', mark: 'text-critical' },
};

type NoticeProps = { tone: Tone; children: ReactNode; action?: ReactNode; className?: string };

/** A message within a page. Errors are read out when they appear. */
export function Notice({ tone, children, action, className }: NoticeProps) {
  const { icon: Icon, frame, mark } = TONES[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : undefined}
      className={clsx(
        'flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border px-3 py-2',
        frame,
        className,
      )}
    >
      <div className="flex min-w-0 grow basis-48 gap-3">
        <Icon aria-hidden className={clsx('mt-0.5 size-4 shrink-0', mark)} />
        <div className="min-w-0 grow">{children}</div>
      </div>
      {/* Below the text on a phone, and aligned with it. */}
      {action ? <div className="max-sm:pl-7">{action}</div> : null}
    </div>
  );
}
