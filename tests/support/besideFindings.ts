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

/** Each value that occurs in one of these texts, with the location of that text. */
export function leaksIn(
  places: readonly (readonly [place: string, text: string])[],
  values: readonly string[],
): string[] {
  return places.flatMap(([place, text]) =>
    values
      .filter((value) => formsOf(value).some((form) => text.includes(form)))
      .map((value) => `${value} in ${place}`),
  );
}
