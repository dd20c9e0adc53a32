import { ECOSYSTEMS } from '@/engines/dependencies/package';
import { requireAdmin, requireScope } from '../actor';
import type { ActorContext } from '../context';
import { DomainError, notFound } from '../errors';
import type { ById } from '../fields';
import { isId } from '../ids';
import { send } from '../jobs/lifecycle';
import type { Page } from '../page';
import { MOST_WAITING_IMPORTS, present } from './rules';
import type { AdvisoryImport, AdvisoryOverview, AdvisorySourceRow } from './schema';
import * as store from './store';

/** The ecosystems with advisories, by name. Throws missing_scope. */
export async function listAdvisorySources({ db, actor }: ActorContext): Promise<Page<AdvisorySourceRow>> {
  requireScope(actor, 'findings:read');
  return { items: await store.listSources(db), nextCursor: null };
}

/** How many imports are listed. */
const LISTED_IMPORTS = 10;

/** What the advisories page shows to admins. Throws missing_scope; admin_only. */
export async function getAdvisoryOverview(ctx: ActorContext): Promise<AdvisoryOverview> {
  const { db, actor, settings } = ctx;
  requireScope(actor, 'findings:read');
  requireAdmin(actor);
  const [sources, imports, exploitation] = await Promise.all([
    store.listSources(db),
    store.listImports(db, LISTED_IMPORTS),
    store.countExploitation(db),
  ]);
  return {
    mode: settings.advisories.mode,
    ecosystems: [...ECOSYSTEMS],
    sources,
    imports: imports.map(present),
    exploitation,
  };
}

/** Refuses those who may not import advisories, before a file is read. Throws missing_scope; admin_only; invalid_input. */
export async function requireAdvisoryImporter({ actor, settings }: ActorContext): Promise<void> {
  requireScope(actor, 'scans:write');
  requireAdmin(actor);
  if (settings.advisories.mode === 'off') {
    throw new DomainError(
      'invalid_input',
      'Advisories are switched off; an operator can switch them on with HEIMDALL_ADVISORIES=import',
    );
  }
}

const RETRY_SECONDS = 30;

/**
 * Queues the import of a file that has been received. Any worker on its machine reads it.
 * @param input.id the name of the file, and the id of the import
 * @throws DomainError missing_scope; admin_only; rate_limited while several others wait
 */
export async function requestAdvisoryImport(ctx: ActorContext, { id }: ById): Promise<AdvisoryImport> {
  const { db, now } = ctx;
  await requireAdvisoryImporter(ctx);
  await db.$transaction(async (tx) => {
    await store.lockAdvisories(tx);
    if (!(await store.insertUpload(tx, id, MOST_WAITING_IMPORTS, now))) throw tooManyWait();
    await send(tx, 'advisories.import');
  });
  return requireImport(ctx, id);
}

function tooManyWait(): DomainError {
  const message = `${MOST_WAITING_IMPORTS} imports of advisories wait already; try again when one is done`;
  return new DomainError('rate_limited', message, undefined, RETRY_SECONDS);
}

/** How far an import is. Throws missing_scope; admin_only; not_found. */
export async function getAdvisoryImport(ctx: ActorContext, { id }: ById): Promise<AdvisoryImport> {
  requireScope(ctx.actor, 'findings:read');
  requireAdmin(ctx.actor);
  return requireImport(ctx, id);
}

async function requireImport({ db }: ActorContext, id: string): Promise<AdvisoryImport> {
  const found = isId(id) ? await store.findImport(db, id) : undefined;
  if (!found) throw notFound('Import', id);
  return present(found);
}
