import { clsx } from 'clsx';
import type { CodeLines } from '@/trpc/types';

type MaskedCodeProps = {
  code: CodeLines;
  /** The number of the code's first line. */
  firstLine: number;
  /** The lines of the finding. */
  from: number;
  to: number;
};

type Token = CodeLines[number][number];

/** The engine's replacement for a secret: see mask.ts. */
const MASKED = /([•*]{4,256})/;

/** The lines around a finding, in the colours of their language. Its own lines and the masks in them are marked. */
export function MaskedCode({ code, firstLine, from, to }: MaskedCodeProps) {
  // As wide as the last number, as a phone has no room to spare.
  const width = `${String(firstLine + code.length - 1).length + 2}ch`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre className={FRAME} tabIndex={0}>
      <code className="block w-max min-w-full">
        {code.map((tokens, index) => {
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
                  'sticky left-0 shrink-0 text-right select-none tabular-nums',
                  found ? 'bg-critical-soft font-semibold text-critical' : 'bg-sunken text-muted',
                )}
              >
                {number}
              </span>
              <span className="whitespace-pre">
                {tokens.map((token, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a token is identified by its place in the line
                  <span key={place} className={COLOURS[token.kind]}>
                    {found ? marked(token.text) : token.text}
                  </span>
                ))}
              </span>
            </span>
          );
        })}
      </code>
    </pre>
  );
}

const FRAME = 'overflow-x-auto rounded-md border border-line bg-sunken py-2 font-mono text-sm';
const FOUND = 'border-critical bg-critical-soft';

const COLOURS: Record<Token['kind'], string | undefined> = {
  plain: undefined,
  comment: 'text-muted italic',
  keyword: 'text-code-keyword',
  string: 'text-code-string',
  constant: 'text-code-constant',
  name: 'text-code-name',
};

/** Splitting at the masks makes each second part a mask. */
function marked(text: string) {
  return text.split(MASKED).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <mark
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is identified by its place in the token
        key={index}
        title="The secret is hidden"
        className="rounded-full bg-critical px-1.5 text-on-accent not-italic"
      >
        {part}
      </mark>
    ),
  );
}
