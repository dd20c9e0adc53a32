'use client';

import { clsx } from 'clsx';
import { memo } from 'react';
import { paths } from '@/lib/paths';
import type { FindingRow as Row } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { SEVERITY_STYLES, SEVERITY_TEXT } from '@/ui/severityStyles';
import { Time } from '@/ui/Time';
import { FILE_ROLE_WORDS, STATUS_STYLES } from './findingStyles';

type FindingRowProps = {
  finding: Row;
  /** The path of the list. */
  from: string;
  withRepo: boolean;
  selected: boolean;
  onSelect: (id: string) => void;
};

/** One row of a list: a finding with all its occurrences in a repository. */
export const FindingRow = memo(function FindingRow(props: FindingRowProps) {
  const { finding, from, withRepo, selected, onSelect } = props;
  const { word, icon: Icon } = SEVERITY_STYLES[finding.severity];
  return (
    <li
      data-finding={finding.id}
      className={clsx(
        'relative flex flex-wrap items-center gap-x-3 border-b border-line pr-4 pl-20 py-1.5 last:border-0 focus-within:bg-sunken hover:bg-sunken',
        // Only where rows have one height: others would move what is below them once they are rendered.
        'lg:h-9 lg:flex-nowrap lg:py-0 lg:[contain-intrinsic-size:auto_36px] lg:[content-visibility:auto]',
        selected && 'bg-accent-soft!',
      )}
    >
      <label className="absolute top-0 left-0 flex h-9 w-11 items-center justify-center">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={selected}
          onChange={() => onSelect(finding.id)}
        />
        <span className="sr-only">Select {finding.title}</span>
      </label>
      <span className={`absolute top-2.5 left-12 ${SEVERITY_TEXT[finding.severity]}`} title={word}>
        <Icon aria-hidden className="size-4" />
        <span className="sr-only">{word}</span>
      </span>
      <div className="flex min-w-0 items-center gap-x-2 gap-y-1 max-lg:basis-full max-lg:flex-wrap lg:flex-[3.3_1_0]">
        <PageLink
          href={paths.finding(finding.id, from)}
          data-row
          title={finding.title}
          className="min-w-0 truncate rounded font-medium -outline-offset-1 hover:underline lg:min-w-24"
        >
          {finding.title}
        </PageLink>
        <Badges finding={finding} />
      </div>
      <Location path={finding.filePath} line={finding.lineStart} />
      {withRepo ? (
        <PageLink
          href={paths.repo(finding.repoId)}
          title={finding.repoName}
          className="max-w-40 min-w-0 truncate rounded text-sm text-muted hover:underline lg:max-w-none lg:flex-[1.1_1_0]"
        >
          {finding.repoName}
        </PageLink>
      ) : null}
      <span className="shrink-0 text-sm text-muted lg:w-26 lg:text-right">
        <Time value={finding.firstSeenAt} />
      </span>
      <Assignee email={finding.assignee?.email} />
    </li>
  );
});

/** What is unusual about a finding. */
function Badges({ finding }: { finding: Row }) {
  const { status, occurrences, inTree, fileRole, confidence, isRechecked } = finding;
  const words = [
    status === 'open' ? '' : STATUS_STYLES[status].word,
    occurrences > 1 ? `${occurrences} places` : '',
    inTree ? '' : 'History only',
    fileRole === 'product' ? '' : FILE_ROLE_WORDS[fileRole],
    confidence === 'low' ? 'Low confidence' : '',
    isRechecked ? '' : 'Not re-checked',
  ].filter(Boolean);
  return words.map((word) => (
    <span
      key={word}
      className="shrink-0 rounded border border-line px-1.5 text-xs whitespace-nowrap text-muted"
    >
      {word}
    </span>
  ));
}

function Assignee({ email }: { email: string | undefined }) {
  if (!email) return <span className="size-5 shrink-0 max-lg:hidden" />;
  return (
    <span
      title={`Assigned to ${email}`}
      className="flex size-5 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-medium text-accent uppercase"
    >
      <span aria-hidden>{email[0]}</span>
      <span className="sr-only">Assigned to {email}</span>
    </span>
  );
}

/** As many characters of a long file name are always shown. */
const TAIL = 16;

/** A path and a line in one row. A long path is cut before its end, so that the file and the line stay. */
function Location({ path, line }: { path: string; line: number }) {
  const cut = Math.max(path.lastIndexOf('/') + 1, path.length - TAIL);
  return (
    <div
      className="flex min-w-0 font-mono text-sm text-muted max-lg:basis-full lg:flex-[1.8_1_0] 2xl:flex-[2.6_1_0]"
      title={`${path}:${line}`}
    >
      <span className="truncate">{path.slice(0, cut)}</span>
      <span className="shrink-0">
        {path.slice(cut)}:{line}
      </span>
    </div>
  );
}
