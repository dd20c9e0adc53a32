import { allPages, nextPageOf, orLacking, orWithoutIssues } from './answers';
import { type Ask, encoded, PER_PAGE } from './giteaAsk';
import {
  type HostIssue,
  type IssueChange,
  type IssueClient,
  type IssuePlace,
  MOST_ISSUE_PAGES,
  type NewIssue,
} from './provider';

/** Issues by the API of Gitea and Forgejo. Source: https://docs.gitea.com/api/1.24/#tag/issue. */

type Issue = {
  number: number;
  html_url: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
};

export function giteaIssues(ask: Ask, host: string): IssueClient {
  return {
    listIssues: (place) =>
      orWithoutIssues(
        allPages(host, MOST_ISSUE_PAGES, (page) => readPage(ask, place, page)),
        host,
      ),
    createIssue: ({ fullName }, issue) => orWithoutIssues(createIssue(ask, fullName, issue), host),
    updateIssue: ({ fullName }, number, change) => updateIssue(ask, fullName, number, change),
  };
}

async function readPage(ask: Ask, { fullName, account }: IssuePlace, page: number) {
  const which = { state: 'all', type: 'issues', created_by: account };
  const { data, link } = await ask<Issue[]>(`/repos/${encoded(fullName)}/issues`, {
    ...which,
    ...{ limit: PER_PAGE, page },
  });
  return { items: data.map(issueOf), nextPage: nextPageOf(link, page) };
}

async function createIssue(ask: Ask, fullName: string, { title, body, label }: NewIssue): Promise<HostIssue> {
  const path = `/repos/${encoded(fullName)}`;
  const id = await labelOf(ask, path, label);
  const issue = { title, body, ...(id !== undefined && { labels: [id] }) };
  return issueOf((await ask<Issue>(`${path}/issues`, {}, { method: 'POST', body: issue })).data);
}

/** The id of a label, which is made if it is missing. Without the right to do so, the issue has none. */
async function labelOf(ask: Ask, path: string, name: string): Promise<number | undefined> {
  const { data } = await ask<{ id: number; name: string }[]>(`${path}/labels`, { limit: PER_PAGE });
  const known = data.find((it) => it.name === name);
  if (known) return known.id;
  const made = { method: 'POST', body: { name, color: '#1d4ed8' } } as const;
  return (await orLacking(ask<{ id: number }>(`${path}/labels`, {}, made)))?.data.id;
}

async function updateIssue(
  ask: Ask,
  fullName: string,
  number: number,
  { comment, ...change }: IssueChange,
): Promise<void> {
  const path = `/repos/${encoded(fullName)}/issues/${number}`;
  await ask(path, {}, { method: 'PATCH', body: change });
  if (comment !== undefined) await ask(`${path}/comments`, {}, { method: 'POST', body: { body: comment } });
}

function issueOf({ number, html_url: url, title, body, state }: Issue): HostIssue {
  return { number, url, title, body, state: state === 'open' ? 'open' : 'not_planned' };
}
