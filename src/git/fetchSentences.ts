import type { GitExit } from './process';
import {
  type HttpRemote,
  knownSentenceOf,
  noBranchSentence,
  nonsenseSentence,
  redirectSentence,
  wasRedirected,
  withoutRemoteSpeech,
} from './remoteSentences';

type Reason = readonly [RegExp, (host: string, branch: string) => string];

const damaged = (host: string) =>
  `The repository on ${host} holds damaged objects. Check it there with git fsck.`;

/** What git says in the C locale of causes that are plain. Source: git 2.39, fetch-pack.c, index-pack.c and wrapper.c. */
const CAUSES: readonly Reason[] = [
  [
    /No space left on device|Disk quota exceeded/,
    () => "The disk that holds Heimdall's repositories is full.",
  ],
  [
    /[Oo]ut of memory|Cannot allocate memory|mmap failed|unable to create thread/,
    () => 'The repository needs more memory than a scan may take.',
  ],
  [/couldn't find remote ref/, (_host, branch) => noBranchSentence(branch)],
  [/fsck error/, damaged],
];

/** What git says whatever the cause was. A transfer that breaks off also damages the pack on its way. */
const CONSEQUENCES: readonly Reason[] = [
  [
    /early EOF|unexpected disconnect|RPC failed|hung up unexpectedly|transfer closed|expected 'packfile'/,
    (host) => `The host ${host} broke the transfer off. Try again later.`,
  ],
  [
    /did not send all necessary objects|unresolved delta|pack (?:is corrupted|has bad|signature)|SHA1 COLLISION|invalid index-pack output/,
    damaged,
  ],
];

/** Says what a failed fetch means to a person; nothing that the remote said is in it. */
export function fetchSentenceOf(exit: GitExit, remote: HttpRemote, branch: string): string {
  if (wasRedirected(exit)) return redirectSentence(remote);
  const said = withoutRemoteSpeech(exit.stderr);
  const sentence = (reasons: readonly Reason[]) =>
    reasons.find(([pattern]) => pattern.test(said))?.[1](remote.host, branch);
  return (
    sentence(CAUSES) ?? knownSentenceOf(exit, remote) ?? sentence(CONSEQUENCES) ?? nonsenseSentence(remote)
  );
}

/** @param isOwn whether the limit is the fetch's, rather than what was left of the scan's */
export function timeSentence(timeoutMs: number, isOwn: boolean): string {
  const seconds = Math.max(1, Math.round(timeoutMs / 1000));
  const limit = seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
  const advice = isOwn ? ' Try again later, or raise HEIMDALL_GIT_FETCH_MINUTES.' : '';
  return `The repository could not be fetched within the limit of ${limit}.${advice}`;
}

export function bytesSentence(maxBytes: number): string {
  const megabytes = Math.max(1, Math.round(maxBytes / 1e6)).toLocaleString('en');
  return `The repository is larger than the limit of ${megabytes} MB.`;
}
