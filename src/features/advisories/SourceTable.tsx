import { clsx } from 'clsx';
import { formatCount } from '@/lib/format';
import { panelStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';
import { type EcosystemRow, missingText, SOURCE_WORDS, warningOf } from './advisoryText';

type KnownRow = EcosystemRow & { source: NonNullable<EcosystemRow['source']> };

/** How many advisories each ecosystem has, how old they are, and where they came from; below, what has none. */
export function SourceTable({ rows }: { rows: readonly EcosystemRow[] }) {
  const known = rows.flatMap((row): KnownRow[] => (row.source ? [{ ...row, source: row.source }] : []));
  const missing = missingText(rows);
  return (
    <div className={panelStyle}>
      {known.length > 0 ? <KnownTable rows={known} /> : null}
      {missing ? (
        <p className={clsx('px-4 py-2.5 text-muted', known.length > 0 && 'border-t border-line')}>
          {missing}
        </p>
      ) : null}
    </div>
  );
}

function KnownTable({ rows }: { rows: readonly KnownRow[] }) {
  return (
    <table className="w-full table-fixed">
      <caption className="sr-only">Advisories by ecosystem</caption>
      <thead>
        <tr className="h-9 border-b border-line text-sm text-muted">
          <th scope="col" className="w-36 px-4 text-left max-sm:w-28">
            Ecosystem
          </th>
          <th scope="col" className="w-28 px-3 text-right max-sm:w-24">
            Advisories
          </th>
          <th scope="col" className="px-3 text-left">
            Age
          </th>
          <th scope="col" className="w-28 px-3 text-left max-sm:hidden">
            Source
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <SourceRow key={row.ecosystem} {...row} />
        ))}
      </tbody>
    </table>
  );
}

function SourceRow(row: KnownRow) {
  const { ecosystem, source } = row;
  const warning = warningOf(row);
  return (
    <tr className="h-9 border-b border-line last:border-0">
      <th scope="row" className="px-4 text-left font-medium">
        {ecosystem}
      </th>
      <td className="px-3 text-right tabular-nums">{formatCount(source.count)}</td>
      <td className="px-3 py-1.5">
        <Time value={source.updatedAt} />
        {warning ? <span className="text-medium"> ({warning})</span> : null}
      </td>
      <td className="px-3 text-muted max-sm:hidden">{SOURCE_WORDS[source.source]}</td>
    </tr>
  );
}
