import { CircleAlert } from 'lucide-react';
import { HostIcon } from './HostIcon';
import type { RemoteLine } from './remoteLines';

type LineListProps = {
  lines: readonly RemoteLine[];
  /** Why the server has refused lines. */
  refusals: ReadonlyMap<string, string>;
};

/** What each line of a list was recognized as, or what is wrong with it. */
export function LineList({ lines, refusals }: LineListProps) {
  if (lines.length === 0) return null;
  return (
    <ol aria-label="What the lines name" className="max-h-80 overflow-y-auto rounded-md border border-line">
      {lines.map(({ line, remote, problem }, index) => {
        const wrong = refusals.get(line) ?? problem;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines may be equal, and are identified by their place
          <li key={index} className="border-b border-line px-3 py-2 last:border-0">
            <div className="flex min-w-0 items-center gap-2.5">
              <HostIcon remoteUrl={remote.url} />
              {remote.name ? <span className="shrink-0 font-medium">{remote.name}</span> : null}
              <span className="min-w-0 truncate font-mono text-sm text-muted" title={line}>
                {remote.host && remote.path ? `${remote.host}/${remote.path}` : line}
              </span>
            </div>
            {wrong ? (
              <p className="mt-0.5 flex gap-1.5 pl-[26px] text-sm text-critical">
                <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                {wrong}
              </p>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
