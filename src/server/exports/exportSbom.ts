import type { ActorContext } from '@/domain/context';
import type { ById } from '@/domain/fields';
import { newId } from '@/domain/ids';
import type { SbomFormat } from '@/domain/packages/schema';
import { readPackages } from '@/domain/packages/service';
import { cycloneDx, spdx } from '@/engines/sbom/write';
import type { Download } from '../rest/download';

export const SBOM_MEDIA = {
  cyclonedx: 'application/vnd.cyclonedx+json; version=1.6',
  spdx: 'application/spdx+json',
} as const satisfies Record<SbomFormat, string>;

const ENDINGS = { cyclonedx: 'cdx.json', spdx: 'spdx.json' } as const satisfies Record<SbomFormat, string>;

/**
 * The packages of a repo as a bill of materials, piece by piece.
 * @throws DomainError missing_scope; not_found, no_access of the repo
 */
export async function exportSbom(
  ctx: ActorContext,
  { id, format = 'cyclonedx' }: ById & { format?: SbomFormat | undefined },
): Promise<Download> {
  const { repo, packages } = await readPackages(ctx, { id });
  const bill = {
    name: repo.name,
    url: repo.remoteUrl,
    id: newId(),
    madeAt: ctx.now,
    version: null,
    packages,
  };
  const pieces = format === 'spdx' ? spdx(bill) : cycloneDx(bill);
  return {
    media: SBOM_MEDIA[format],
    fileName: `${repo.name.slice(0, 60).replace(/[^\w.-]/g, '-')}.${ENDINGS[format]}`,
    pieces: later(pieces),
  };
}

async function* later(pieces: Iterable<string>): AsyncGenerator<string> {
  yield* pieces;
}
