import { Command } from 'cmdk';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** Entries of the command palette of one kind. */
export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-sm [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

type PaletteItemProps = {
  icon: LucideIcon;
  label: string;
  detail?: string;
  value?: string;
  /** Further words that describe it. */
  keywords?: string[];
  onSelect: () => void;
};

/** An entry of the command palette, found by any letters of its value. */
export function PaletteItem({ icon: Icon, label, detail, value, keywords, onSelect }: PaletteItemProps) {
  return (
    <Command.Item
      value={value ?? label}
      keywords={keywords}
      onSelect={onSelect}
      className="flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 aria-selected:bg-sunken"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="truncate">{label}</span>
      {detail ? <span className="flex-1 truncate pl-4 text-right text-sm text-muted">{detail}</span> : null}
    </Command.Item>
  );
}
