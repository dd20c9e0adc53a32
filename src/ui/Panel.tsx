import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';
import { panelStyle } from './styles';

type PanelProps = {
  title: string;
  description?: ReactNode;
  action?: ReactNode;
  danger?: boolean;
  /** Takes the height that others beside it leave. */
  grows?: boolean;
  children: ReactNode;
};

/** A titled part of a page. */
export function Panel({ title, description, action, danger = false, grows = false, children }: PanelProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={clsx(panelStyle, 'p-5', danger && 'border-critical/50', grows && 'flex grow flex-col')}
    >
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 id={id} className="text-lg font-semibold">
            {title}
          </h2>
          {description ? <div className="mt-1 max-w-2xl text-muted">{description}</div> : null}
        </div>
        {action}
      </div>
      <div className={clsx('mt-4', grows && 'flex grow flex-col')}>{children}</div>
    </section>
  );
}
