import { clsx } from 'clsx';

type MaskedCodeProps = {
  text: string;
  /** The number of the text's first line. */
  firstLine: number;
  /** The lines that the finding stands on. */
  from: number;
  to: number;
};

/** What the engine puts in the place of a secret: see its mask. */
const MASKED = /([•*]{4,256})/;

/** The lines around a finding, its own marked, and what is masked in them marked once more. */
export function MaskedCode({ text, firstLine, from, to }: MaskedCodeProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <pre className={FRAME} tabIndex={0}>
      <code className="block w-max min-w-full">
        {text.split('\n').map((line, index) => {
          const number = firstLine + index;
          const found = number >= from && number <= to;
          return (
            <span
              key={number}
              className={clsx('flex gap-4 border-l-2 pr-4', found ? FOUND : 'border-transparent')}
            >
              <span aria-hidden className="w-12 shrink-0 text-right text-muted select-none tabular-nums">
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

/** Each second part of what is split at the masks is a mask. */
function marked(line: string) {
  return line.split(MASKED).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the line
      <mark key={index} className="rounded-sm bg-critical px-0.5 text-on-accent">
        {part}
      </mark>
    ),
  );
}
