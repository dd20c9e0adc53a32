import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/react';

const REPOS_SHOWN = 8;
/** As many repositories are found by any letters. Of more, the server finds those with the whole text. */
const REPOS_SEARCHED = 100;
const FINDINGS_SHOWN = 6;
const RULES_SHOWN = 5;
const SHORTEST_TEXT = 2;

/** The repositories, findings and rules that the command palette offers for a text. */
export function usePaletteResults(q: string) {
  const trpc = useTRPC();
  const options = { placeholderData: keepPreviousData };
  const isText = q.length >= SHORTEST_TEXT && q.length <= 255;
  const newest = useQuery(trpc.repo.list.queryOptions({ limit: REPOS_SEARCHED }));
  const found = useQuery(
    trpc.repo.list.queryOptions({ q, limit: REPOS_SHOWN }, { ...options, enabled: isText }),
  );
  const findings = useQuery(
    trpc.finding.list.queryOptions(
      { q, limit: FINDINGS_SHOWN, grouped: true },
      { ...options, enabled: isText },
    ),
  );
  const rules = useQuery(
    trpc.rule.list.queryOptions({ q, limit: RULES_SHOWN }, { ...options, enabled: isText }),
  );
  const known = newest.data?.items ?? [];
  const others = (found.data?.items ?? []).filter(({ id }) => known.every((repo) => repo.id !== id));
  return {
    repos: q === '' ? known.slice(0, REPOS_SHOWN) : [...known, ...others],
    findings: isText ? (findings.data?.items ?? []) : [],
    rules: isText ? (rules.data?.items ?? []) : [],
    isFetching: newest.isFetching || found.isFetching || findings.isFetching || rules.isFetching,
    error: newest.error ?? found.error ?? findings.error ?? rules.error,
  };
}
