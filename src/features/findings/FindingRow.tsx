'use client';

import { clsx } from 'clsx';
import { type MouseEvent, memo, type Ref } from 'react';
import { paths } from '@/lib/paths';
import type { FindingRow as Row } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { SelectBox } from '@/ui/SelectBox';
import { SEVERITY_STYLES, SEVERITY_TEXT } from '@/ui/severityStyles';
import { Time } from '@/ui/Time';
import { FILE_ROLE_WORDS, STATUS_STYLES } from './findingStyles';

type FindingRowProps = {
  ref: Ref<HTMLLIElement> | undefined;
  /** Its position, and how many rows there are; -1 if that is unknown. */
  index: number;
  count: number;
  /** Its position among the rows that the page has, by which it is measured. */
  at: number;
  /** In pixels from the list's top, if it is outside of the flow. */
  top: number | undefined;
  finding: Row;
  /** The path of the list. */
  from: string;
  withRepo: boolean;
  selected: boolean;
  /** Whether it is open beside the list. */
  open: boolean;
  onSelect: (id: string, asRange: boolean) => void;
  /** Opens it beside the list. @returns false if its page is to be opened */
  onOpen: (id: string) => boolean;
  onEnter: (id: string) => void;
};

/** One row of a list: a finding with all its occurrences in a repository. */
export const FindingRow = memo(function FindingRow(props: FindingRowProps) {
  const { ref, index, count, at, top, finding, from, withRepo, selected, open } = props;
  const { onSelect, onOpen, onEnter } = props;
  const { id, repoId, repoName } = finding;
  const title = titleOf(finding);
  const { word, icon: Icon } = SEVERITY_STYLES[finding.severity];
  const follow = (event: MouseEvent) => {
    const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (isPlain && onOpen(id)) event.preventDefault();
  };
  return (
    <li
      ref={ref}
      data-index={at}
      data-item={id}
      aria-setsize={count}
      aria-posinset={index + 1}
      style={top === undefined ? undefined : { position: 'absolute', top, left: 0, right: 0 }}
      className={clsx(
        'relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line py-1.5 pr-4 pl-18 focus-within:bg-sunken hover:bg-sunken',
        // Three lines on a phone, two beside a finding, and one of a known height where there is room.
        '@3xl:flex @3xl:h-9 @3xl:py-0',
        selected && 'bg-accent-soft!',
        open && 'shadow-[inset_3px_0_var(--color-accent)] bg-sunken',
      )}
    >
      <SelectBox
        label={`Select ${title}`}
        className="absolute top-0 left-0 z-1 h-9 w-10 justify-center"
        checked={selected}
        onSelect={(asRange) => onSelect(id, asRange)}
      />
      <span className={`absolute top-2.5 left-11 ${SEVERITY_TEXT[finding.severity]}`} title={word}>
        <Icon aria-hidden className="size-4" />
        <span className="sr-only">{word}</span>
      </span>
      <div className="col-span-2 flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 @sm:col-span-1 @3xl:flex-[2.5_1_0] @3xl:flex-nowrap">
        <PageLink
          href={paths.finding(id, from)}
          data-row
          title={title}
          aria-current={open || undefined}
          onClick={follow}
          onFocus={() => onEnter(id)}
          // The whole row can be clicked.
          className="min-w-0 truncate rounded font-medium -outline-offset-1 after:absolute after:inset-0 hover:underline @3xl:min-w-24"
        >
          {title}
        </PageLink>
        <Badges finding={finding} />
      </div>
      <Location path={finding.filePath} line={finding.lineStart} wide={!withRepo} />
      {withRepo ? (
        <PageLink
          href={paths.repo(repoId)}
          title={repoName}
          className="relative z-1 max-w-full min-w-0 justify-self-start truncate rounded text-sm text-muted hover:underline @sm:max-w-36 @sm:justify-self-end @3xl:max-w-none @3xl:flex-[1.1_1_0]"
        >
          {repoName}
        </PageLink>
      ) : null}
      <span className="col-start-2 row-start-3 flex h-5 shrink-0 items-center justify-end gap-2 self-start text-sm text-muted @sm:row-start-1 @3xl:w-32 @3xl:self-auto">
        <Time value={finding.firstSeenAt} />
        <Assignee email={finding.assignee?.email} />
      </span>
    </li>
  );
});

/** A row is a group: what one upgrade fixes has that as its title. */
function titleOf({ title, upgrade, occurrences }: Row): string {
  if (upgrade === null || occurrences === 1) return title;
  return `${upgrade.name} ${upgrade.from} → ${upgrade.to} fixes ${occurrences}`;
}

/** What is unusual about a finding. */
function Badges({ finding }: { finding: Row }) {
  const { status, occurrences, inTree, fileRole, confidence, isRechecked, upgrade } = finding;
  const words = [
    status === 'open' ? '' : STATUS_STYLES[status].word,
    occurrences > 1 && upgrade === null ? `${occurrences} places` : '',
    occurrences === 1 && upgrade !== null ? `Upgrade to ${upgrade.to}` : '',
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
  if (!email) return <span className="hidden size-5 shrink-0 @3xl:block" />;
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
function Location({ path, line, wide }: { path: string; line: number; wide: boolean }) {
  const cut = Math.max(path.lastIndexOf('/') + 1, path.length - TAIL);
  return (
    <div
      className={clsx(
        'row-start-2 flex min-w-0 font-mono text-sm text-muted @3xl:flex-[2.3_1_0]',
        wide ? 'col-span-2' : 'col-span-2 @sm:col-span-1',
      )}
      title={`${path}:${line}`}
    >
      <span className="truncate">{path.slice(0, cut)}</span>
      <span className="shrink-0">
        {path.slice(cut)}:{line}
      </span>
    </div>
  );
}
