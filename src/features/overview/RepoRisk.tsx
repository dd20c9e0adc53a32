'use client';

import { SEVERITIES, type Severity } from '@/engines/engine';
import { formatCount } from '@/lib/format';
import { paths } from '@/lib/paths';
import type { Overview } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { SeverityBar } from '@/ui/SeverityBar';
import { SEVERITY_STYLES, SEVERITY_TEXT } from '@/ui/severityStyles';

type Risk = Overview['repos'][number];

const totalOf = (repo: Risk) => SEVERITIES.reduce((sum, severity) => sum + repo[severity], 0);

/** The repositories with the most severe open findings, with their numbers and as bars. */
export function RepoRisk({ repos }: { repos: Overview['repos'] }) {
  const most = Math.max(...repos.map(totalOf), 1);
  return (
    <Panel title="Repositories by risk">
      <table className="w-full">
        <caption className="sr-only">Open findings of each repository, by severity</caption>
        <thead>
          <tr className="text-sm text-muted">
            <th scope="col" className="w-full pb-1">
              <span className="sr-only">Repository</span>
            </th>
            {SEVERITIES.map((severity) => (
              <th key={severity} scope="col" className="min-w-8 pb-1 pl-2.5 sm:min-w-11">
                <Heading severity={severity} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {repos.map((repo) => (
            <tr key={repo.repoId}>
              <th scope="row" className="max-w-0 py-1.5 pr-1 lg:py-2.5">
                <PageLink
                  href={paths.repo(repo.repoId)}
                  title={repo.name}
                  className="block truncate rounded font-medium hover:underline"
                >
                  {repo.name}
                </PageLink>
                <div className="mt-1 flex" style={{ width: `${(totalOf(repo) / most) * 100}%` }}>
                  <SeverityBar counts={repo} />
                </div>
              </th>
              {SEVERITIES.map((severity) => (
                <td
                  key={severity}
                  className={`py-1.5 pl-2.5 text-right align-top whitespace-nowrap tabular-nums lg:py-2.5 ${repo[severity] > 0 ? '' : 'text-muted'}`}
                >
                  {formatCount(repo[severity])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Heading({ severity }: { severity: Severity }) {
  const { word, icon: Icon } = SEVERITY_STYLES[severity];
  return (
    <span title={word} className="flex justify-end">
      <Icon aria-hidden className={`size-4 ${SEVERITY_TEXT[severity]}`} />
      <span className="sr-only">{word}</span>
    </span>
  );
}
