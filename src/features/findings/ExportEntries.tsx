'use client';

import { Braces, FileText, type LucideIcon, Share2, Table } from 'lucide-react';
import type { ExportFormat } from '@/domain/findings/schema';
import type { OpenMenu } from '@/ui/Menu';
import { MenuContent } from '@/ui/MenuContent';
import { showDone } from '@/ui/toast';
import { type ExportOf, exportLink } from './exportLinks';

export type ExportEntriesProps = {
  of: ExportOf;
  /** Such as `120 findings`. */
  what: string;
};

const FORMATS: readonly { format: ExportFormat; label: string; icon: LucideIcon }[] = [
  { format: 'html', label: 'Report to print (HTML)', icon: FileText },
  { format: 'csv', label: 'Table (CSV)', icon: Table },
  { format: 'json', label: 'Data (JSON)', icon: Braces },
  { format: 'sarif', label: 'For other tools (SARIF)', icon: Share2 },
];

/** The formats of an export. The browser downloads the file, and shows how far it is. */
export function ExportEntries({ of, what, ...menu }: ExportEntriesProps & OpenMenu) {
  const entries = FORMATS.map(({ format, label, icon }) => ({
    label,
    icon,
    download: exportLink(format, of),
    onSelect: () => showDone('The export has begun. The browser shows its progress.'),
  }));
  return <MenuContent {...menu} heading={`Export ${what}`} entries={entries} />;
}
