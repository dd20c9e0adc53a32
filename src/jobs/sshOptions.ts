import { openKey, pinHostKey } from '@/domain/deployKeys/lifecycle';
import type { SshOptions } from '@/git/connect';
import { isSshRemote } from '@/lib/isSshRemote';
import type { ScanOptions } from './scanOptions';

/** How git reads a repo over ssh, with its deploy key. Undefined for a remote of another kind, and a deleted repo. */
export async function sshOptionsFor(
  { makeContext, sshDir }: Pick<ScanOptions, 'makeContext' | 'sshDir'>,
  { id, remoteUrl }: { id: string; remoteUrl: string | null },
): Promise<SshOptions | undefined> {
  const key = isSshRemote(remoteUrl) ? await openKey(makeContext(), id) : undefined;
  if (!key) return undefined;
  const { privateKey, hostKey } = key;
  return { directory: sshDir, privateKey, hostKey, pin: (shown) => pinHostKey(makeContext(), key, shown) };
}
