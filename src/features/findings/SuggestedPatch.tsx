import { clsx } from 'clsx';
import { CopyButton } from '@/ui/CopyButton';
import { PathText } from '@/ui/PathText';
import { type DiffLine, diffLines } from './diffLines';

/** A change that fixes a finding, as a diff. What goes and what comes is marked by a sign, a word and a colour. */
export function SuggestedPatch({ patch }: { patch: string }) {
  const lines = diffLines(patch);
  const files = lines.flatMap((line) => (line.kind === 'file' ? [line.text] : []));
  const [only] = files.length === 1 ? files : [];
  // As wide as the last number, as a phone has no room to spare.
  const most = Math.max(1, ...lines.map((line) => ('number' in line ? line.number : 0)));
  const width = `${String(most).length + 2}ch`;
  return (
    <div className="mt-4">
      <h3 className="mb-2 font-medium">Suggested change</h3>
      <figure
        aria-label="Suggested change"
        className="overflow-hidden rounded-md border border-line bg-sunken"
      >
        <figcaption className="flex min-h-9 items-center justify-between gap-2 border-b border-line bg-surface pr-1.5 pl-3">
          {only === undefined ? <span className="text-sm text-muted">Diff</span> : <PathText text={only} />}
          <CopyButton text={patch} label="Copy the change" />
        </figcaption>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <pre className="overflow-x-auto py-2 font-mono text-sm" tabIndex={0}>
          <code className="block w-max min-w-full">
            {lines
              .filter(({ kind }) => only === undefined || kind !== 'file')
              .map((line, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a line is identified by its place in the diff
                <Line key={at} line={line} width={width} />
              ))}
          </code>
        </pre>
      </figure>
    </div>
  );
}

/** `width`: of the numbers. */
function Line({ line, width }: { line: DiffLine; width: string }) {
  if (!('number' in line)) return <span className="block px-3 text-muted">{line.text}</span>;
  const { sign, tag: Tag, row, mark } = STYLES[line.kind];
  return (
    <Tag className={clsx('flex border-l-2 pr-4 no-underline', row)}>
      <span
        aria-hidden
        style={{ width }}
        className="sticky left-0 shrink-0 bg-inherit text-right text-muted select-none tabular-nums"
      >
        {line.number}
      </span>
      <span className={clsx('w-[3ch] shrink-0 text-center font-semibold', mark)}>{sign}</span>
      <span className="whitespace-pre">{line.text}</span>
    </Tag>
  );
}

const STYLES = {
  removed: { sign: '-', tag: 'del', row: 'border-critical bg-critical-soft', mark: 'text-critical' },
  added: { sign: '+', tag: 'ins', row: 'border-good bg-good-soft', mark: 'text-good' },
  kept: { sign: ' ', tag: 'span', row: 'border-transparent bg-sunken', mark: undefined },
} as const;
