import { clsx } from 'clsx';
import { useState } from 'react';
import { countOf } from '@/lib/format';
import type { Finding } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { PathText } from '@/ui/PathText';
import { HostLink } from './CommitLink';

/** A step of a flow, or a location beside a finding's own. */
export type Place = Finding['relatedLocations'][number];

type PlaceListProps = {
  /** The accessible name of the list. */
  label: string;
  places: readonly Place[];
  /** The address of a place at its host, if that is known. */
  hrefOf: (place: Place) => string | undefined;
  /** Whether a place is that of the finding itself. */
  isFinding: (place: Place) => boolean;
};

/** Longer lists are folded. */
const SHOWN = 20;

/** Numbered places in their order, each with its file, line and message. */
export function PlaceList({ label, places, hrefOf, isFinding }: PlaceListProps) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? places : places.slice(0, SHOWN);
  return (
    <>
      <ol aria-label={label}>
        {shown.map((place, at) => (
          <Step
            // biome-ignore lint/suspicious/noArrayIndexKey: a place is identified by its number
            key={at}
            number={at + 1}
            place={place}
            href={hrefOf(place)}
            isSameFile={place.filePath === shown[at - 1]?.filePath}
            isFinding={isFinding(place)}
            isLast={at === shown.length - 1}
          />
        ))}
      </ol>
      {shown.length < places.length ? (
        <Button className="mt-3" onClick={() => setWhole(true)}>
          Show {countOf(places.length - shown.length, 'more step')}
        </Button>
      ) : null}
    </>
  );
}

type StepProps = {
  number: number;
  place: Place;
  href: string | undefined;
  isSameFile: boolean;
  isFinding: boolean;
  isLast: boolean;
};

function Step({ number, place, href, isSameFile, isFinding, isLast }: StepProps) {
  const { filePath, line, message } = place;
  const where = isSameFile ? (
    <span className="text-sm tabular-nums">Line {line}</span>
  ) : (
    <PathText text={`${filePath}:${line}`} />
  );
  return (
    <li className={clsx('relative flex gap-3', !isLast && 'pb-4')}>
      {isLast ? null : (
        <span aria-hidden className="absolute top-7 bottom-1 left-[11.5px] w-px bg-control/50" />
      )}
      <span aria-hidden className={clsx(NUMBER, isFinding ? 'bg-critical text-on-accent' : 'bg-sunken')}>
        {number}
      </span>
      <div className="min-w-0 grow pt-0.5">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          {href ? <HostLink href={href}>{where}</HostLink> : where}
          {isFinding ? <span className="text-sm text-critical">The finding</span> : null}
        </p>
        {message ? <p className="mt-0.5 break-words text-muted">{message}</p> : null}
      </div>
    </li>
  );
}

const NUMBER =
  'z-10 inline-flex h-6 min-w-6 shrink-0 items-center justify-center rounded-full px-1 text-xs tabular-nums';
