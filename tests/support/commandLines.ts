import { readdirSync, readFileSync } from 'node:fs';

/** The processes of this machine whose command line contains all of these texts. */
export function processesWith(...texts: string[]): string[] {
  const commandLine = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
    } catch {
      return '';
    }
  };
  const has = (pid: string) => {
    const line = commandLine(pid);
    return texts.every((text) => line.includes(text));
  };
  return readdirSync('/proc').filter((pid) => /^\d{1,10}$/.test(pid) && has(pid));
}

/** Waits until no process has this text in its command line. @returns how many remain when the time is over */
export async function untilGone(text: string, ms: number): Promise<number> {
  const begun = Date.now();
  while (processesWith(text).length > 0 && Date.now() - begun < ms) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return processesWith(text).length;
}
