import { formatCount } from '@/lib/format';
import { panelStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';
import { type EcosystemRow, FRESHNESS_WORDS, SOURCE_WORDS } from './advisoryText';

/** The ecosystems that Heimdall reads: how many advisories each has, how old they are, and where they came from. */
export function SourceTable({ rows }: { rows: readonly EcosystemRow[] }) {
  return (
    <div className={panelStyle}>
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
    </div>
  );
}

function SourceRow({ ecosystem, source, freshness }: EcosystemRow) {
  const warning = freshness && FRESHNESS_WORDS[freshness];
  return (
    <tr className="h-9 border-b border-line last:border-0">
      <th scope="row" className="px-4 text-left font-medium">
        {ecosystem}
      </th>
      <td className="px-3 text-right tabular-nums">
        {source ? formatCount(source.count) : <span className="text-muted">–</span>}
      </td>
      <td className="px-3 py-1.5">
        {source ? (
          <>
            <Time value={source.updatedAt} />
            {warning ? <span className="text-medium"> ({warning})</span> : null}
          </>
        ) : (
          <span className="text-muted">No advisories: its packages are not checked</span>
        )}
      </td>
      <td className="px-3 text-muted max-sm:hidden">{source ? SOURCE_WORDS[source.source] : ''}</td>
    </tr>
  );
}
