import { clsx } from 'clsx';

type MaskedCodeProps = {
  text: string;
  /** The number of the text's first line. */
  firstLine: number;
  /** The lines of the finding. */
  from: number;
  to: number;
};

/** The engine's replacement for a secret: see mask.ts. */
const MASKED = /([•*]{4,256})/;

/** The lines around a finding. Its own lines and the masks in them are highlighted. */
export function MaskedCode({ text, firstLine, from, to }: MaskedCodeProps) {
  const lines = text.split('\n');
  // As wide as the last number, as a phone has no room to spare.
  const width = `${String(firstLine + lines.length - 1).length + 2}ch`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre className={FRAME} tabIndex={0}>
      <code className="block w-max min-w-full">
        {lines.map((line, index) => {
          const number = firstLine + index;
          const found = number >= from && number <= to;
          return (
            <span
              key={number}
              className={clsx('flex gap-4 border-l-2 pr-4', found ? FOUND : 'border-transparent')}
            >
              <span
                aria-hidden
                style={{ width }}
                className={clsx(
                  'sticky left-0 shrink-0 text-right text-muted select-none tabular-nums',
                  found ? 'bg-critical-soft' : 'bg-sunken',
                )}
              >
                {number}
              </span>
              <span className="whitespace-pre">{found ? marked(line) : line}</span>
            </span>
          );
        })}
      </code>
    </pre>
  );
}

const FRAME = 'overflow-x-auto rounded-md border border-line bg-sunken py-2 font-mono text-sm';
const FOUND = 'border-critical bg-critical-soft';

/** Splitting at the masks makes each second part a mask. */
function marked(line: string) {
  return line.split(MASKED).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is identified by its position in the line
      <mark key={index} className="rounded-sm bg-critical px-0.5 text-on-accent">
        {part}
      </mark>
    ),
  );
}
