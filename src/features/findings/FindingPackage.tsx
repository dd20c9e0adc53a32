import { ArrowRight, Flame, TriangleAlert } from 'lucide-react';
import { paths } from '@/lib/paths';
import type { Finding } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { Fact } from '@/ui/Facts';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { PathText } from '@/ui/PathText';
import { linkStyle } from '@/ui/styles';
import { type CodeProps, FileLink } from './FindingCode';

type Vulnerability = NonNullable<Finding['vulnerability']>;

/** The package that a finding is about: how it came in, what fixes it, and how it is exploited. */
export function FindingPackage(props: CodeProps) {
  const { vulnerability, filePath, lineStart } = props.finding;
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
      <div className="flex flex-col items-start gap-1">
        <p className="text-lg wrap-anywhere">
          <span className="font-semibold">{of.name}</span>{' '}
          <span className="font-mono tabular-nums">{upgradeText(vulnerability)}</span>
        </p>
        <UpgradeNote vulnerability={vulnerability} />
      </div>
      <dl className="mt-4 grid grid-cols-[repeat(auto-fit,minmax(min(14rem,100%),1fr))] gap-4">
        <Fact name="Comes in" wide>
          <Chain package={of} />
        </Fact>
        <Fact name="Exploitation">
          <Exploitation vulnerability={vulnerability} />
        </Fact>
        <Fact name="Identifiers">
          <ul className="flex flex-wrap gap-x-4">
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
        <Fact name={`Named in (${of.ecosystem})`} wide>
          <PathText text={`${filePath}:${lineStart}`} />
          <span className="block">
            <FileLink {...props} />
          </span>
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
        <p className="flex gap-1.5">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-medium" />
          The declared range does not allow it: read what has changed first
        </p>
      ) : null}
      {upgrade.through ? (
        <p>
          By raising the direct dependency{' '}
          <span className="font-mono text-sm wrap-anywhere">{upgrade.through}</span>.
        </p>
      ) : null}
    </>
  );
}

/** The chain from a direct dependency to the package itself, which is at its end. */
function Chain({ package: { name, version, direct, path } }: { package: Vulnerability['package'] }) {
  if (direct) return 'The project asks for it itself';
  if (path.length === 0) return direct === false ? 'By another dependency' : 'Not known';
  return (
    <ol aria-label="Comes in by" className="flex flex-wrap items-center gap-x-2 font-mono text-sm">
      {path.map((one) => (
        <li key={one} className="flex min-w-0 items-center gap-2">
          <span className="wrap-anywhere">{one}</span>
          <ArrowRight aria-hidden className="size-3.5 shrink-0 text-muted" />
        </li>
      ))}
      <li className="font-semibold wrap-anywhere">
        {name}@{version}
      </li>
    </ol>
  );
}

function Exploitation({ vulnerability: { epss, isExploited } }: { vulnerability: Vulnerability }) {
  if (epss === null && !isExploited) return 'Not known';
  return (
    <>
      {isExploited ? (
        <span className="block">
          <Badge appearance={{ tone: 'danger', icon: Flame }}>Known to be exploited</Badge>
        </span>
      ) : null}
      {epss === null ? null : (
        <span className="block text-muted">{percent(epss)} likely within 30 days, by EPSS</span>
      )}
    </>
  );
}

function percent(share: number): string {
  return `${(share * 100).toLocaleString('en', { maximumSignificantDigits: 2 })} %`;
}
