import { allPages, nextPageOf } from './answers';
import { type Ask, ONCE, PER_PAGE, partsOf } from './githubAsk';
import {
  type HostIssue,
  type IssueChange,
  type IssueClient,
  type IssuePlace,
  MOST_ISSUE_PAGES,
  type NewIssue,
} from './provider';

/** Issues by GitHub's REST API. Source: https://docs.github.com/en/rest/issues. */

type Issue = {
  number: number;
  html_url: string;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  state_reason?: string | null;
  pull_request?: object;
};

export function githubIssues(ask: Ask, host: string): IssueClient {
  return {
    listIssues: (place) => allPages(host, MOST_ISSUE_PAGES, (page) => readPage(ask, place, page)),
    createIssue: async ({ fullName }, { title, body, label }: NewIssue) => {
      const parameters = { ...partsOf(fullName), title, body, labels: [label], ...ONCE };
      return issueOf((await ask<Issue>('POST /repos/{owner}/{repo}/issues', parameters)).data);
    },
    updateIssue: ({ fullName }, number, change) => updateIssue(ask, fullName, number, change),
  };
}

/** Not by its label, which GitHub drops where the token may not push, and which anybody there can remove. */
async function readPage(ask: Ask, { fullName, account }: IssuePlace, page: number) {
  const { data, headers } = await ask<Issue[]>('GET /repos/{owner}/{repo}/issues', {
    ...partsOf(fullName),
    ...{ creator: account, state: 'all', sort: 'created', direction: 'asc', per_page: PER_PAGE, page },
  });
  // GitHub lists pull requests as issues, too.
  const items = data.filter((issue) => issue.pull_request === undefined).map(issueOf);
  return { items, nextPage: nextPageOf(String(headers.link ?? ''), page) };
}

async function updateIssue(
  ask: Ask,
  fullName: string,
  number: number,
  { comment, state, ...change }: IssueChange,
): Promise<void> {
  const one = { ...partsOf(fullName), issue_number: number, ...ONCE };
  const reason = state && { state, state_reason: state === 'open' ? 'reopened' : 'completed' };
  await ask('PATCH /repos/{owner}/{repo}/issues/{issue_number}', { ...one, ...change, ...reason });
  if (comment === undefined) return;
  await ask('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { ...one, body: comment });
}

function issueOf({ number, html_url: url, title, body, state, state_reason: reason }: Issue): HostIssue {
  const isUnplanned = state === 'closed' && (reason === 'not_planned' || reason === 'duplicate');
  return { number, url, title, body: body ?? '', state: isUnplanned ? 'not_planned' : state };
}
