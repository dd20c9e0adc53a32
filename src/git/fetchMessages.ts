import {
  knownMessageOf,
  noBranchMessage,
  notGitMessage,
  redirectMessage,
  type TransferExit,
  wasRedirected,
  withoutRemoteOutput,
} from './remoteMessages';
import type { RemoteUrl } from './remoteUrl';

type CauseMessage = readonly [RegExp, (host: string, branch: string) => string];

const damaged = (host: string) =>
  `The repository on ${host} holds damaged objects. Check it there with git fsck.`;

/** git's messages in the C locale that name a cause. Source: git 2.39, fetch-pack.c, index-pack.c and wrapper.c. */
const CAUSES: readonly CauseMessage[] = [
  [
    /No space left on device|Disk quota exceeded/,
    () => "The disk that holds Heimdall's repositories is full.",
  ],
  [
    /[Oo]ut of memory|Cannot allocate memory|mmap failed|unable to create thread/,
    () => 'The repository needs more memory than a scan may take.',
  ],
  [/couldn't find remote ref/, (_host, branch) => noBranchMessage(branch)],
  [/fsck error/, damaged],
];

/** git's messages that follow from many causes. A transfer that breaks off also damages the received pack. */
const CONSEQUENCES: readonly CauseMessage[] = [
  [
    /early EOF|unexpected disconnect|RPC failed|hung up unexpectedly|transfer closed|expected 'packfile'/,
    (host) => `The host ${host} ended the transfer early. Try again later.`,
  ],
  [
    /did not send all necessary objects|unresolved delta|pack (?:is corrupted|has bad|signature)|SHA1 COLLISION|invalid index-pack output/,
    damaged,
  ],
];

/** Returns the message to users for a failed fetch. It holds none of the remote's output. */
export function fetchMessageOf(exit: TransferExit, remote: RemoteUrl, branch: string): string {
  if (remote.kind === 'http' && wasRedirected(exit)) return redirectMessage(remote);
  const output = withoutRemoteOutput(exit.stderr);
  const messageFrom = (causes: readonly CauseMessage[]) =>
    causes.find(([pattern]) => pattern.test(output))?.[1](remote.host, branch);
  return (
    messageFrom(CAUSES) ?? knownMessageOf(exit, remote) ?? messageFrom(CONSEQUENCES) ?? notGitMessage(remote)
  );
}

/** @param isOwn whether the limit is the fetch's own, rather than the remaining time of the scan */
export function timeLimitMessage(timeoutMs: number, isOwn: boolean): string {
  const seconds = Math.max(1, Math.round(timeoutMs / 1000));
  const limit = seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
  const advice = isOwn ? ' Try again later, or raise HEIMDALL_GIT_FETCH_MINUTES.' : '';
  return `The repository could not be fetched within the limit of ${limit}.${advice}`;
}

export function sizeLimitMessage(maxBytes: number): string {
  const megabytes = Math.max(1, Math.round(maxBytes / 1e6)).toLocaleString('en');
  return `The repository is larger than the limit of ${megabytes} MB.`;
}
