import { Flame, TriangleAlert } from 'lucide-react';
import { paths } from '@/lib/paths';
import type { Finding } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { CodeBlock } from '@/ui/CodeBlock';
import { Fact } from '@/ui/Facts';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { linkStyle } from '@/ui/styles';

type Vulnerability = NonNullable<Finding['vulnerability']>;

/** The package that a finding is about: how it came in, what fixes it, and how it is exploited. */
export function FindingPackage({ finding: { vulnerability } }: { finding: Finding }) {
  if (vulnerability === null) return null;
  const { package: of, identifiers, symbols } = vulnerability;
  return (
    <Panel
      title="Package"
      action={
        <PageLink href={paths.packages(`q=${encodeURIComponent(of.name)}`)} className={linkStyle}>
          Who uses it
        </PageLink>
      }
    >
      <p className="text-base font-medium break-words">
        {of.name} <span className="font-mono tabular-nums">{upgradeText(vulnerability)}</span>
      </p>
      <UpgradeNote vulnerability={vulnerability} />
      <dl className="mt-4 grid grid-cols-[repeat(auto-fit,minmax(10rem,1fr))] gap-4">
        <Fact name="Ecosystem">{of.ecosystem}</Fact>
        <Fact name="Comes in">
          <Chain package={of} />
        </Fact>
        <Fact name="Exploitation">
          <Exploitation vulnerability={vulnerability} />
        </Fact>
        <Fact name="Identifiers">
          <ul>
            {identifiers.map((id) => (
              <li key={id}>
                <a
                  href={`https://osv.dev/vulnerability/${encodeURIComponent(id)}`}
                  rel="noreferrer"
                  target="_blank"
                  className={`${linkStyle} font-mono text-sm`}
                >
                  {id}
                </a>
              </li>
            ))}
          </ul>
        </Fact>
        {symbols.length > 0 ? (
          <Fact name="Vulnerable functions" wide>
            <span className="font-mono text-sm wrap-anywhere">{symbols.join(', ')}</span>
          </Fact>
        ) : null}
      </dl>
    </Panel>
  );
}

function upgradeText({ package: { version }, upgrade }: Vulnerability): string {
  return upgrade === null ? version : `${version} → ${upgrade.to}`;
}

function UpgradeNote({ vulnerability: { upgrade } }: { vulnerability: Vulnerability }) {
  if (upgrade === null)
    return <p className="text-muted">No version without known vulnerabilities is known.</p>;
  return (
    <>
      {upgrade.isMajor ? (
        <Badge appearance={{ tone: 'warning', icon: TriangleAlert }}>
          The declared range does not allow it: read what has changed first
        </Badge>
      ) : null}
      {upgrade.through ? (
        <p>
          By raising the direct dependency <span className="font-mono">{upgrade.through}</span>.
        </p>
      ) : null}
    </>
  );
}

function Chain({ package: { direct, path } }: { package: Vulnerability['package'] }) {
  if (direct) return 'The project asks for it itself';
  if (path.length > 0) return <span className="font-mono text-sm wrap-anywhere">{path.join(' → ')}</span>;
  return direct === false ? 'By another dependency' : 'Not known';
}

function Exploitation({ vulnerability: { epss, isExploited } }: { vulnerability: Vulnerability }) {
  return (
    <>
      {isExploited ? <Badge appearance={{ tone: 'danger', icon: Flame }}>Known to be exploited</Badge> : null}
      <span className="block">
        {epss === null ? (isExploited ? '' : 'Not known') : `${percent(epss)} within 30 days (EPSS)`}
      </span>
    </>
  );
}

function percent(share: number): string {
  return `${(share * 100).toLocaleString('en', { maximumSignificantDigits: 2 })} %`;
}

/** A change that fixes it, as a diff. */
export function SuggestedPatch({ patch }: { patch: string }) {
  return (
    <div className="mt-4 border-t border-line pt-3">
      <h3 className="mb-2 font-medium">Suggested change</h3>
      <CodeBlock text={patch.trimEnd()} label="Copy the change" />
    </div>
  );
}
