import type { ScopeNeed } from '@/providers/provider';

type NeedsProps = { intro: string; kinds: readonly { token: string; scopes: readonly ScopeNeed[] }[] };

/** The least that each kind of token needs, and what for. */
export function Needs({ intro, kinds }: NeedsProps) {
  return (
    <div className="rounded-md bg-sunken px-3 py-2 text-sm">
      <p>{intro}</p>
      <dl className="mt-1 flex flex-col gap-1">
        {kinds.map(({ token, scopes }) => (
          <div key={token}>
            <dt className="font-medium">{token}</dt>
            {scopes.map(({ scope, why }) => (
              <dd key={scope} className="text-muted">
                <code className="text-text">{scope}</code> {why}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </div>
  );
}
