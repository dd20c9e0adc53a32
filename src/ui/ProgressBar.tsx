import { clsx } from 'clsx';

type ProgressBarProps = {
  label: string;
  /** From 0 to 1; undefined if the total is unknown. */
  done: number | undefined;
  /** The progress in words. */
  text: string;
  /** Rate and time left. */
  rate?: string;
};

/** A progress bar with a text. */
export function ProgressBar({ label, done, text, rate }: ProgressBarProps) {
  const percent = done === undefined ? undefined : Math.floor(done * 100);
  return (
    <div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={text || undefined}
        className="h-1.5 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={clsx(
            'h-full rounded-full bg-accent transition-[width]',
            percent === undefined && 'w-1/4! animate-pulse',
          )}
          style={{ width: `${percent ?? 0}%` }}
        />
      </div>
      <p className="mt-1.5 flex min-h-5 flex-wrap justify-between gap-x-4 text-sm text-muted tabular-nums">
        <span>{text}</span>
        {/* It has room of its own and begins where it began, so that nothing moves. */}
        {rate === undefined ? null : <span className="min-h-5 w-48 shrink-0 max-sm:w-full">{rate}</span>}
      </p>
    </div>
  );
}
