'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { Menu, type OpenMenu } from '@/ui/Menu';
import { OnDemand, type Part } from '@/ui/OnDemand';
import { buttonStyle } from '@/ui/styles';
import type { ExportEntriesProps } from './ExportEntries';
import type { ExportProgressProps } from './ExportProgress';

const entries: Part<ExportEntriesProps & OpenMenu> = {
  fetch: async () => (await import('./ExportEntries')).ExportEntries,
};
const progress: Part<ExportProgressProps> = {
  fetch: async () => (await import('./ExportProgress')).ExportProgress,
};

type ExportMenuProps = Omit<ExportEntriesProps, 'onBegun'> & {
  /** How many findings that are, where it is known. */
  total: number | undefined;
};

/** Exports the findings of a list or a scan in the chosen format, and shows how far that is. */
export function ExportMenu({ total, ...props }: ExportMenuProps) {
  const [begun, setBegun] = useState<{ name: string; total: number | undefined }>();
  return (
    <div className="relative">
      <Menu
        label="Export"
        className={buttonStyle('secondary')}
        menu={entries}
        with={{ ...props, onBegun: (name: string) => setBegun({ name, total }) }}
      >
        <Download aria-hidden className="size-4" />
        Export
      </Menu>
      {begun ? (
        <OnDemand
          key={begun.name}
          part={progress}
          onMissing={() => setBegun(undefined)}
          with={{ ...begun, onOver: () => setBegun(undefined) }}
        />
      ) : null}
    </div>
  );
}
