'use client';

import { useQuery } from '@tanstack/react-query';
import { formatCount } from '@/lib/format';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { Button } from '@/ui/Button';
import { Field, Textarea } from '@/ui/Field';
import { PageLink } from '@/ui/PageLink';
import { ProgressBar } from '@/ui/ProgressBar';
import { linkStyle, panelStyle } from '@/ui/styles';
import { AddedRepos } from './AddedRepos';
import { LineList } from './LineList';
import { readLines } from './remoteLines';
import { useAddList } from './useAddList';

/** Registers several repositories from a pasted list, and shows what becomes of each. */
export function ListForm() {
  const { text, change, refusals, added, run, add } = useAddList();
  const trpc = useTRPC();
  const { data: nameHosts } = useQuery(trpc.connection.nameHosts.queryOptions());
  const lines = readLines(text, nameHosts?.github);
  const ready = lines.filter(({ problem }) => problem === undefined).length;
  const busy = run !== undefined;
  return (
    <div className="flex flex-col gap-6">
      <form
        method="post"
        className={`${panelStyle} flex flex-col gap-4 p-6`}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && ready > 0) void add(lines);
        }}
      >
        <Field
          label="Git URLs, one a line"
          hint={`https addresses, or owner/name for repositories on ${nameHosts?.github ?? 'GitHub'}. What is added leaves the list.`}
        >
          {(control) => (
            <Textarea
              rows={6}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              wrap="off"
              readOnly={busy}
              placeholder={'https://github.com/example/my-web-app.git\nexample/payments-api'}
              className="h-36! font-mono text-sm"
              {...control}
              value={text}
              onChange={({ target }) => change(target.value)}
            />
          )}
        </Field>
        <LineList lines={lines} refusals={refusals} />
        {run ? (
          <ProgressBar
            label="Adding repositories"
            done={run.total === 0 ? 1 : run.done / run.total}
            text={`${formatCount(run.done)} of ${formatCount(run.total)} answered. Stay on this page until all are.`}
          />
        ) : null}
        <div className="flex flex-wrap items-center gap-4">
          <Button
            type="submit"
            variant="primary"
            busy={busy}
            aria-disabled={busy || ready === 0 || undefined}
          >
            {ready > 1 ? `Add ${formatCount(ready)} repositories` : 'Add repository'}
          </Button>
          <PageLink href={paths.newRepo()} className={`${linkStyle} rounded`}>
            Add one, with options
          </PageLink>
        </div>
        <p role="status" className="sr-only">
          {statusOf(busy, added.length, refusals.size)}
        </p>
      </form>
      {added.length > 0 ? <AddedRepos repos={added} /> : null}
    </div>
  );
}

function statusOf(busy: boolean, added: number, refused: number): string {
  if (busy || added + refused === 0) return '';
  return `${formatCount(added)} added, ${formatCount(refused)} refused.`;
}
