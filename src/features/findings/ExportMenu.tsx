'use client';

import { Download } from 'lucide-react';
import { Menu, type OpenMenu } from '@/ui/Menu';
import type { Part } from '@/ui/OnDemand';
import { buttonStyle } from '@/ui/styles';
import type { ExportEntriesProps } from './ExportEntries';

const entries: Part<ExportEntriesProps & OpenMenu> = {
  fetch: async () => (await import('./ExportEntries')).ExportEntries,
};

/** Exports the findings of a list or a scan in the format that is chosen. */
export function ExportMenu(props: ExportEntriesProps) {
  return (
    <Menu label="Export" className={buttonStyle('secondary')} menu={entries} with={props}>
      <Download aria-hidden className="size-4" />
      Export
    </Menu>
  );
}
