import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** How Git identifies itself at one origin, and nowhere else. */
export type Credential = { readonly origin: string; readonly username: string; readonly password: string };

/** A credential while Git may ask for it. */
export type OpenCredential = {
  readonly origin: string;
  /** The value of `credential.helper`, which names a program. */
  readonly helper: string;
  /** Whether Git has asked for it. It does so only if the host does not answer without. */
  readonly wasAsked: () => boolean;
  readonly remove: () => Promise<void>;
};

const PREFIX = 'heimdall-credential-';

/**
 * Answers Git's question for a credential if it is for the one origin. It uses nothing but the shell itself, so no other
 * process sees the secret. Source: git-credential(1), gitcredentials(7).
 */
const HELPER = `
[ "$1" = get ] || exit 0
directory=\${0%/*}
while IFS='=' read -r name value && [ -n "$name" ]; do
  case $name in protocol) protocol=$value ;; host) host=$value ;; esac
done
read -r wanted <"$directory/origin"
[ "$protocol://$host" = "$wanted" ] || exit 0
: >"$directory/asked"
while IFS= read -r line; do printf '%s\\n' "$line"; done <"$directory/answer"
`;

/** The directories that this process has made and not removed. */
const present = new Set<string>();

/**
 * Puts a credential where Git's helper reads it. That is a private directory, so it is in no argument, URL or
 * environment.
 * The caller removes it.
 */
export async function openCredential({ origin, username, password }: Credential): Promise<OpenCredential> {
  const directory = await mkdtemp(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
  present.add(path.basename(directory));
  const put = (name: string, text: string) => writeFile(path.join(directory, name), text, { mode: 0o600 });
  const remove = async () => {
    await rm(directory, { recursive: true, force: true });
    present.delete(path.basename(directory));
  };
  try {
    await put('helper', HELPER);
    await put('origin', `${origin}\n`);
    await put('answer', `username=${username}\npassword=${password}\n`);
  } catch (error) {
    await remove();
    throw error;
  }
  const helper = `!/bin/sh ${quoted(path.join(directory, 'helper'))}`;
  return { origin, helper, wasAsked: () => existsSync(path.join(directory, 'asked')), remove };
}

/** A word of the shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Removes what killed processes have left. */
export async function removeLostCredentials(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  const lost = names.filter((name) => !present.has(name) && !isOfRunning(name));
  // Those of other users stay.
  for (const name of lost)
    await rm(path.join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
}

/** Whether another process that runs has made it. Numbers are used again, as by the first process of a container. */
function isOfRunning(name: string): boolean {
  const pid = Number(name.slice(PREFIX.length).split('-')[0]);
  if (pid === process.pid || !(pid > 0)) return false;
  try {
    // Signal 0 only asks.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
