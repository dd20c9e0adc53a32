'use client';

import { Braces, FileText, type LucideIcon, Share2, Table } from 'lucide-react';
import { useState } from 'react';
import type { ExportFormat } from '@/domain/findings/schema';
import type { OpenMenu } from '@/ui/Menu';
import { MenuContent } from '@/ui/MenuContent';
import { type ExportOf, exportLink } from './exportLinks';

export type ExportEntriesProps = {
  of: ExportOf;
  /** Such as `120 findings`. */
  what: string;
  /** Called with the name by which the server knows how far the export is. */
  onBegun: (name: string) => void;
};

const FORMATS: readonly { format: ExportFormat; label: string; icon: LucideIcon }[] = [
  { format: 'html', label: 'Report to print (HTML)', icon: FileText },
  { format: 'csv', label: 'Table (CSV)', icon: Table },
  { format: 'json', label: 'Data (JSON)', icon: Braces },
  { format: 'sarif', label: 'For other tools (SARIF)', icon: Share2 },
];

/** The formats of an export, whose file the browser saves. */
export function ExportEntries({ of, what, onBegun, ...menu }: ExportEntriesProps & OpenMenu) {
  const [name] = useState(newName);
  const entries = FORMATS.map(({ format, label, icon }) => ({
    label,
    icon,
    download: exportLink(format, of, name),
    onSelect: () => onBegun(name),
  }));
  return <MenuContent {...menu} heading={`Export ${what}`} entries={entries} />;
}

/** Letters and digits that no other export of the user has. Without TLS, browsers have no randomUUID. */
function newName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(36)).join('');
}
