import type { OAuthProblem } from '@/domain/connections/rules';
import { Notice } from '@/ui/Notice';

const WORDS: Record<OAuthProblem, string> = {
  cancelled: 'You have cancelled it at the host, so nothing was connected.',
  mismatch:
    'The answer of the host does not belong to what this browser began, or came too late. Connect the host once more.',
  stale:
    'The host no longer accepted its own code, as it was too old or used before. Connect the host once more.',
  client:
    'The host does not accept Heimdall as it is registered there. An operator has to check its client id, its secret and its callback address.',
  private: 'The host is at a private address. An operator can allow it with HEIMDALL_GIT_ALLOWED_HOSTS.',
  unreachable: 'The host gave no usable answer. Try again later.',
  lacking: 'The host did not allow all that was asked for, so nothing was connected. Connect it once more.',
  full: 'You have as many connections as a user can have. Disconnect one first.',
};

/** Why a host could not be connected, as the address of the page says it. The server renders it once. */
export function ConnectProblem({ problem }: { problem: string | string[] | undefined }) {
  const known = typeof problem === 'string' && Object.hasOwn(WORDS, problem);
  return known ? <Notice tone="danger">{WORDS[problem as OAuthProblem]}</Notice> : null;
}
