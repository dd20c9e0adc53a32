import { panelStyle } from '@/ui/styles';

type MissingRulesProps = { total: number; missing: readonly { gitleaks: string; reason: string }[] };

/** The rules of gitleaks' public list that have no counterpart, with the reasons. */
export function MissingRules({ total, missing }: MissingRulesProps) {
  return (
    <details className={`${panelStyle} mt-6 px-4 py-3`}>
      <summary className="rounded font-medium">
        {total - missing.length} of the {total} rules in gitleaks’ public list have a counterpart here
      </summary>
      <dl className="mt-3 grid gap-x-4 gap-y-2 sm:grid-cols-[16rem_minmax(0,1fr)]">
        {missing.map(({ gitleaks, reason }) => (
          <div key={gitleaks} className="contents">
            <dt className="font-mono text-sm wrap-anywhere">{gitleaks}</dt>
            <dd className="text-muted">{reason}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
