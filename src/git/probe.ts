import { type ConnectOptions, connectRemote, type RemoteAccess } from './connect';
import { DETACHED_MESSAGE, noBranchMessage } from './remoteMessages';

export type ProbeOptions = ConnectOptions;

/** What a probe of a remote came to; a refusal's sentence is for people, and holds nothing that the remote said. */
export type Probe =
  | { type: 'found'; branch: string; sha: string }
  | { type: 'empty'; branch: string | null }
  | { type: 'refused'; sentence: string };

/**
 * Asks for a remote's branch and newest commit with `git ls-remote`, without fetching anything.
 * @param url as it was registered: it is judged again, since the operator's policy may have changed
 * @param branch the branch to look for, or null for the remote's own default
 */
export async function probeRemote(url: string, branch: string | null, options: ProbeOptions): Promise<Probe> {
  return (await probeWithAccess(url, branch, options)).seen;
}

type Found = Extract<Probe, { type: 'found' }>;

/** Probes as probeRemote does, and also tells how git may go on to fetch what was seen. */
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

/** Lines are `ref: refs/heads/main<TAB>HEAD` and `<sha><TAB><ref>`; a pattern also matches refs that only end like it. */
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

function refused(sentence: string): Probe {
  return { type: 'refused', sentence };
}
