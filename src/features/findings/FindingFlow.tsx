import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Finding } from '@/trpc/types';
import { IconButton } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import type { HostLinks } from './hostLinks';
import { type Place, PlaceList } from './PlaceList';

type PlacesProps = {
  finding: Finding;
  links: HostLinks | undefined;
  /** The commit that its last scan has scanned. */
  scannedCommit: string | null;
};

/** The steps of a finding's data flows, one flow at a time. */
export function FindingFlow(props: PlacesProps) {
  const { flows } = props.finding;
  const [at, setAt] = useState(0);
  const steps = flows[at];
  if (!steps) return null;
  const pager =
    flows.length > 1 ? (
      <div className="-my-1 flex items-center gap-1">
        <IconButton label="Previous flow" aria-disabled={at === 0} onClick={() => setAt(Math.max(at - 1, 0))}>
          <ChevronLeft aria-hidden className="size-4" />
        </IconButton>
        <span aria-live="polite" className="text-sm text-muted tabular-nums">
          {at + 1} of {flows.length}
        </span>
        <IconButton
          label="Next flow"
          aria-disabled={at === flows.length - 1}
          onClick={() => setAt(Math.min(at + 1, flows.length - 1))}
        >
          <ChevronRight aria-hidden className="size-4" />
        </IconButton>
      </div>
    ) : undefined;
  return (
    <Panel title="Data flow" action={pager}>
      <PlaceList key={at} label="Data flow" places={steps} {...placesOf(props)} />
    </Panel>
  );
}

/** What its tool names beside a finding's own location. */
export function RelatedLocations(props: PlacesProps) {
  const { relatedLocations } = props.finding;
  if (relatedLocations.length === 0) return null;
  return (
    <Panel title="Related locations">
      <PlaceList label="Related locations" places={relatedLocations} {...placesOf(props)} />
    </Panel>
  );
}

function placesOf({ finding, links, scannedCommit }: PlacesProps) {
  const { filePath, lineStart, lineEnd } = finding;
  return {
    hrefOf: (place: Place) =>
      links && scannedCommit ? links.file(scannedCommit, place.filePath, place.line) : undefined,
    isFinding: ({ filePath: path, line }: Place) =>
      path === filePath && line >= lineStart && line <= (lineEnd ?? lineStart),
  };
}
