import { type ConnectOptions, connectRemote } from './connect';
import { DETACHED_MESSAGE, noBranchMessage, type Refused } from './remoteMessages';
import type { RemoteAccess } from './transfer';

export type ProbeOptions = ConnectOptions;

/** The result of a probe of a remote. A refusal's message is for users, and contains no output of the remote. */
export type Probe =
  | { type: 'found'; branch: string; sha: string }
  | { type: 'empty'; branch: string | null }
  | Refused;

/**
 * Reads a remote's branch and newest commit with `git ls-remote`, without fetching anything.
 * @param url as registered: it is checked again, since the operator's policy may have changed
 * @param branch the branch to find, or null for the remote's default
 */
export async function probeRemote(url: string, branch: string | null, options: ProbeOptions): Promise<Probe> {
  return (await probeWithAccess(url, branch, options)).seen;
}

type Found = Extract<Probe, { type: 'found' }>;

/** As probeRemote, and also returns the access by which git can then fetch what was found. */
export async function probeWithAccess(
  url: string,
  branch: string | null,
  options: ProbeOptions,
): Promise<{ seen: Found; access: RemoteAccess } | { seen: Exclude<Probe, Found>; access: undefined }> {
  const wanted = branch === null ? ['HEAD'] : ['HEAD', `refs/heads/${branch}`];
  const reached = await connectRemote(url, wanted, options);
  if (reached.type === 'refused') return { seen: reached, access: undefined };
  const seen = readRefs(reached.listing, branch);
  return seen.type === 'found' ? { seen, access: reached.access } : { seen, access: undefined };
}

const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Lines are `ref: refs/heads/main<TAB>HEAD` and `<sha><TAB><ref>`. A pattern also matches refs that only end with it. */
function readRefs(output: string, branch: string | null): Probe {
  const shaOf = new Map<string, string>();
  let head: string | null = null;
  for (const line of output.split('\n')) {
    const [value = '', ref = ''] = line.split('\t');
    if (ref === 'HEAD' && value.startsWith('ref: refs/heads/')) head = value.slice('ref: refs/heads/'.length);
    else if (SHA.test(value)) shaOf.set(ref, value);
  }
  const sha = shaOf.get(branch === null ? 'HEAD' : `refs/heads/${branch}`);
  if (sha === undefined)
    return branch !== null && shaOf.size > 0
      ? refused(noBranchMessage(branch))
      : { type: 'empty', branch: head };
  const name = branch ?? head;
  return name === null ? refused(DETACHED_MESSAGE) : { type: 'found', branch: name, sha };
}

function refused(message: string): Probe {
  return { type: 'refused', message };
}
