import { refusedMessage, timeoutMessage } from './remoteMessages';
import type { HostKey, SshRemote } from './sshDirectory';

export const NO_KEY_MESSAGE =
  'This needs a deploy key, which only a server of Heimdall has. Clone the repository yourself, and scan the clone.';

export const UNREADABLE_KEY_MESSAGE =
  'The deploy key can not be decrypted, as the secret key of this installation has changed. Make a new one in the settings of this repository.';

const NO_SSH_MESSAGE =
  'An ssh remote needs the program ssh, which this machine lacks. Its operator can install OpenSSH.';

/** Why ssh gave git no connection. */
export type SshProblem = {
  message: string;
  /** Whether another address of the host may still answer. */
  isUnreachable: boolean;
};

/** A line of ssh's log: how it begins, and a text in the rest of it. */
type Line = readonly [begin: string, rest: string];
type Cause = { lines: readonly Line[]; message: (remote: SshRemote) => string };

/** ssh's messages about an address. Source: OpenSSH 9.2, sshconnect.c and misc.c. */
const UNREACHABLE: readonly Cause[] = [
  { lines: [['ssh: connect to ', ': Connection refused']], message: ({ host }) => refusedMessage(host) },
  {
    lines: [
      ['ssh: connect to ', 'timed out'],
      ['Connection timed out', ''],
    ],
    message: ({ host }) => timeoutMessage(host),
  },
  {
    lines: [['ssh: connect to ', '']],
    message: ({ host }) => `The host ${host} can not be reached. Check the address.`,
  },
];

/** ssh's other messages. Source: OpenSSH 9.2, sshconnect2.c, kex.c and packet.c. */
const CAUSES: readonly Cause[] = [
  {
    lines: [
      ['', ': Permission denied ('],
      ['Received disconnect ', 'Too many authentication'],
    ],
    message: ({ host }) =>
      `Add this repository's deploy key to ${host}, then probe again. Its settings show the key.`,
  },
  {
    lines: [
      ['Unable to negotiate with ', ': no matching '],
      ['Bad server host key', ''],
    ],
    message: ({ host }) =>
      `The host ${host} offers no encryption or key that Heimdall's ssh accepts. Its operator has to update it.`,
  },
  {
    lines: [
      ['Connection to ', ' timed out'],
      ['Timeout, server ', ' not responding'],
    ],
    message: ({ host }) => timeoutMessage(host),
  },
  {
    lines: [
      ['kex_exchange_identification: ', ''],
      ['banner exchange: ', ''],
      ['ssh_dispatch_run_fatal: ', ''],
      ['Connection closed by ', ''],
      ['Connection reset by ', ''],
    ],
    message: ({ host }) =>
      `The host ${host} does not answer as an ssh server. Check the address and its port.`,
  },
];

/** The beginning of lines that only explain. Some of these also have words of the host. */
const DEBUG = 'debug1: ';
const SIGNED_IN = 'Authenticated to ';
const KEY_REFUSED = 'Host key verification failed';
const KEY_SHOWN = `${DEBUG}Server host key: `;

/**
 * @param log ssh's own; undefined if it was not started
 * @returns undefined if ssh has signed in, or was stopped before it had a problem
 */
export function sshProblemOf(
  log: string | undefined,
  remote: SshRemote,
  pinned: HostKey | null,
): SshProblem | undefined {
  if (log === undefined) return { message: NO_SSH_MESSAGE, isUnreachable: false };
  const lines = linesOf(log).filter((line) => !line.startsWith(DEBUG));
  const has = ([begin, rest]: Line) => lines.some((line) => line.startsWith(begin) && line.includes(rest));
  const messageFrom = (causes: readonly Cause[]) =>
    causes.find((cause) => cause.lines.some(has))?.message(remote);
  if (has([SIGNED_IN, ''])) return undefined;
  if (pinned && has([KEY_REFUSED, ''])) {
    return { message: changedMessage(remote, pinned.fingerprint, fingerprintIn(log)), isUnreachable: false };
  }
  const unreachable = messageFrom(UNREACHABLE);
  const message = unreachable ?? messageFrom(CAUSES);
  return message === undefined ? undefined : { message, isUnreachable: unreachable !== undefined };
}

/** The fingerprint of the key that the host has shown, also where ssh refused it. */
export function fingerprintIn(log: string): string | undefined {
  const line = linesOf(log).find((it) => it.startsWith(KEY_SHOWN));
  return line?.slice(KEY_SHOWN.length).split(' ')[1];
}

function linesOf(log: string): string[] {
  return log.split('\n').map((line) => line.trimEnd());
}

/** @param shown undefined if the host has shown no key that ssh can read */
export function changedMessage({ host }: SshRemote, pinned: string, shown: string | undefined): string {
  return `The host key of ${host} has changed from ${pinned} to ${shown ?? 'one of another kind'}, so Heimdall did not connect. If its operator confirms the new key, make a new deploy key in the settings of this repository, which forgets the old host key.`;
}
