import type { FieldRow } from './operations';

type FieldListProps = {
  title: string;
  rows: readonly FieldRow[];
  /** Folded, as lists of answers are long and seldom needed. */
  folded?: boolean;
};

/** The fields of a request or an answer: name, type, and whether it is required. */
export function FieldList({ title, rows, folded = false }: FieldListProps) {
  if (rows.length === 0) return null;
  const list = (
    <dl className="mt-2 border-t border-line">
      {rows.map(({ name, type, required }) => (
        <div
          key={name}
          className="grid gap-x-4 border-b border-line py-1.5 sm:grid-cols-[16rem_minmax(0,1fr)]"
        >
          <dt className="font-mono text-sm">
            {name}
            {required ? <span className="font-sans text-muted"> required</span> : null}
          </dt>
          <dd className="text-sm text-muted">{type}</dd>
        </div>
      ))}
    </dl>
  );
  if (!folded) {
    return (
      <div>
        <h4 className="font-medium">{title}</h4>
        {list}
      </div>
    );
  }
  return (
    <details>
      <summary className="w-fit rounded font-medium">{title}</summary>
      {list}
    </details>
  );
}
