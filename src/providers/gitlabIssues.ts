import type { IssueNotes, Issues } from '@gitbeaker/rest';
import { allPages, orWithoutIssues } from './answers';
import { type HostIssue, type IssueClient, type IssuePlace, MOST_ISSUE_PAGES } from './provider';

/** Issues by GitLab's REST API. Source: https://docs.gitlab.com/api/issues/. */

const PER_PAGE = 100;

type Issue = { iid: number; web_url: string; title: string; description: string | null; state: string };

export function gitlabIssues(issues: Issues, notes: IssueNotes, host: string): IssueClient {
  return {
    listIssues: (place) =>
      orWithoutIssues(
        allPages(host, MOST_ISSUE_PAGES, (page) => readPage(issues, place, page)),
        host,
      ),
    createIssue: async ({ fullName }, { title, body, label }) => {
      // Only members of the project see where its secrets are.
      const options = { description: body, labels: label, confidential: true };
      return issueOf((await orWithoutIssues(issues.create(fullName, title, options), host)) as Issue);
    },
    updateIssue: async ({ fullName }, number, { comment, state, title, body }) => {
      await issues.edit(fullName, number, {
        ...(title !== undefined && { title }),
        ...(body !== undefined && { description: body }),
        ...(state && { stateEvent: state === 'open' ? 'reopen' : 'close' }),
      });
      if (comment !== undefined) await notes.create(fullName, number, comment);
    },
  };
}

async function readPage(issues: Issues, { fullName, account }: IssuePlace, page: number) {
  const { data, paginationInfo } = await issues.all({
    ...{ projectId: fullName, authorUsername: account, scope: 'all', orderBy: 'created_at', sort: 'asc' },
    ...{ pagination: 'offset', perPage: PER_PAGE, page, showExpanded: true },
  });
  return { items: (data as Issue[]).map(issueOf), nextPage: paginationInfo.next };
}

function issueOf({ iid, web_url: url, title, description, state }: Issue): HostIssue {
  return {
    ...{ number: iid, url, title, body: description ?? '' },
    state: state === 'opened' ? 'open' : 'not_planned',
  };
}
