import { ChevronRight } from 'lucide-react';
import { Badge } from '@/ui/Badge';
import { WORK_STYLES } from '@/ui/workStyles';

type Group = {
  name: string;
  amount: string;
  /** Whether it makes the scan partial. */
  cutsShort: boolean;
  /** The first few of its files or places. */
  examples: readonly string[];
};

/** Groups of files or findings, each with an amount. Their examples are folded. */
export function CoverageGroups(props: { title: string; none: string; groups: readonly Group[] }) {
  return (
    <div>
      <h3 className="mb-1 font-medium">{props.title}</h3>
      {props.groups.length === 0 ? <p className="text-muted">{props.none}</p> : null}
      <ul>
        {props.groups.map((group) => (
          <li key={group.name} className="border-b border-line last:border-0">
            <details className="group">
              <summary className="flex min-h-10 flex-wrap items-center justify-between gap-x-4 rounded py-1.5">
                <span className="flex flex-wrap items-center gap-x-3">
                  <span className="flex items-center gap-x-1.5">
                    <ChevronRight aria-hidden className="size-4 shrink-0 text-muted group-open:rotate-90" />
                    <span>{group.name}</span>
                  </span>
                  {group.cutsShort ? (
                    <Badge appearance={WORK_STYLES.partial}>Makes the scan partial</Badge>
                  ) : null}
                </span>
                <span className="ml-auto text-muted tabular-nums">{group.amount}</span>
              </summary>
              <ul className="pb-3 pl-5.5 font-mono text-sm text-muted">
                {group.examples.map((example) => (
                  <li key={example}>{example}</li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}
