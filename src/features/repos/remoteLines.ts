import { GITHUB, type RemoteText, recognizeRemote } from './remoteText';

/** As many repositories are added at once. The server answers for as many in one call. */
export const MOST_LINES = 100;

/** A line of a pasted list: the repository that it names, or what is wrong with it. */
export type RemoteLine = {
  readonly line: string;
  readonly remote: RemoteText;
  readonly problem: string | undefined;
};

/** Whether a pasted text is a list. */
export function isList(text: string): boolean {
  return textLines(text).length > 1;
}

/**
 * Reads a list of remotes, one a line. Empty lines do not count.
 * @param nameHost the host of names such as `owner/name`
 */
export function readLines(text: string, nameHost: string = GITHUB): RemoteLine[] {
  const seen = new Set<string>();
  return textLines(text).map((line, index) => {
    const recognized = recognizeRemote(line);
    const remote = recognized.kind === 'shorthand' ? { ...recognized, host: nameHost } : recognized;
    const key = remote.kind === 'ssh' ? remote.url : `${remote.host}/${remote.path}`;
    const problem = problemOf(remote, seen.has(key), index);
    seen.add(key);
    return { line, remote, problem };
  });
}

/** A list without some of its lines. */
export function withoutLine(text: string, line: string): string {
  return textLines(text)
    .filter((other) => other !== line)
    .join('\n');
}

function problemOf({ kind, path }: RemoteText, isRepeated: boolean, index: number): string | undefined {
  if (kind === 'other' || path === '') return 'This names no repository.';
  if (isRepeated) return 'It is in the list already.';
  return index < MOST_LINES ? undefined : `At most ${MOST_LINES} are added at once. Add it after the others.`;
}

function textLines(text: string): string[] {
  return text
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .filter(Boolean);
}
