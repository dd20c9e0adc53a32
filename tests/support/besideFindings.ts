import { newNeighbours } from './neighbours';
import { lineWith, newSecret } from './scans';

/** Values that no output may show, and files with them: each beside a finding, in files of several kinds. */
export function planted(folder: string): { files: Record<string, string>; values: string[] } {
  const values: string[] = [];
  const contents = ['config.txt', 'main.py', 'deploy.sh', 'app.yml', 'tests/app.json', 'guide.md'].map(
    (name) => {
      const parts = newNeighbours().map((neighbour) => {
        const secret = newSecret();
        values.push(secret, ...neighbour.values);
        return `${neighbour.text}\n${lineWith(secret)}`;
      });
      return [`${folder}/${name}`, parts.join('')] as const;
    },
  );
  return { files: Object.fromEntries(contents), values };
}

/** Unchanged, in base64 and in a URL. */
const formsOf = (value: string) => [value, Buffer.from(value).toString('base64'), encodeURIComponent(value)];

/** A number of 24 bits for the three characters at a position. */
const startAt = (text: string, at: number) =>
  ((text.charCodeAt(at) << 16) ^ (text.charCodeAt(at + 1) << 8) ^ text.charCodeAt(at + 2)) & 0xffffff;

/** Each value that occurs in one of these texts, with the location of that text. */
export function leaksIn(
  places: readonly (readonly [place: string, text: string])[],
  values: readonly string[],
): string[] {
  // A database has many megabytes. They are read once, and compared where one of the values may begin.
  const isStart = new Uint8Array(2 ** 24);
  const byStart = new Map<number, { form: string; value: string }[]>();
  for (const value of values) {
    for (const form of formsOf(value)) {
      const start = startAt(form, 0);
      isStart[start] = 1;
      byStart.set(start, [...(byStart.get(start) ?? []), { form, value }]);
    }
  }
  return places.flatMap(([place, text]) => {
    const found = new Set<string>();
    for (let at = 0; at < text.length; at++) {
      const start = startAt(text, at);
      if (isStart[start] === 0) continue;
      for (const { form, value } of byStart.get(start) ?? []) if (text.startsWith(form, at)) found.add(value);
    }
    return [...found].map((value) => `${value} in ${place}`);
  });
}
