'use client';

import { ChartArea, Table2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { IconButton } from '@/ui/Button';
import { OnDemand, type Part } from '@/ui/OnDemand';
import { Panel } from '@/ui/Panel';

type ChartPanelProps<Props> = {
  title: string;
  chart: Part<Props>;
  with: Props;
  legend: ReactNode;
  /** The same numbers, for readers who can't see the chart. */
  table: ReactNode;
  /** A sentence about the numbers. */
  note?: ReactNode;
};

/** A chart that loads after its page, and the same numbers as a table. */
export function ChartPanel<Props extends object>(props: ChartPanelProps<Props>) {
  const { title, chart, with: data, legend, table, note } = props;
  const [asTable, setAsTable] = useState(false);
  const Icon = asTable ? ChartArea : Table2;
  return (
    <Panel
      title={title}
      grows
      action={
        <IconButton
          className="-my-1"
          label={asTable ? `${title} as a chart` : `${title} as a table`}
          onClick={() => setAsTable(!asTable)}
        >
          <Icon aria-hidden className="size-4" />
        </IconButton>
      }
    >
      {asTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
        <section aria-label={`${title}, table`} tabIndex={0} className="h-64 grow overflow-y-auto">
          {table}
        </section>
      ) : (
        <div aria-hidden className="flex min-h-64 grow flex-col gap-3">
          {legend}
          <div className="relative grow">
            <div className="absolute inset-0">
              <OnDemand part={chart} with={data} onMissing={() => setAsTable(true)} />
            </div>
          </div>
        </div>
      )}
      {note ? <p className="mt-3 text-sm text-muted">{note}</p> : null}
    </Panel>
  );
}

type NumberTableProps = {
  caption: string;
  columns: readonly string[];
  /** The first cell of a row names it. */
  rows: readonly (readonly string[])[];
};

/** The numbers of a chart. */
export function NumberTable({ caption, columns, rows }: NumberTableProps) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="sticky top-0 bg-surface text-muted">
        <tr className="border-b border-line">
          {columns.map((column, at) => (
            <th key={column} scope="col" className={at === 0 ? 'py-1' : 'py-1 pl-3 text-right'}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...numbers]) => (
          <tr key={name} className="border-b border-line last:border-0">
            <th scope="row" className="py-1 whitespace-nowrap">
              {name}
            </th>
            {numbers.map((number, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is identified by its column
              <td key={at} className="py-1 pl-3 text-right tabular-nums">
                {number}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
