import { requireAdmin, requireSession } from '../actor';
import type { ActorContext } from '../context';
import { cutOff } from './rules';
import type { Retention, RetentionInput, RetentionPreview, RetentionPreviewInput } from './schema';
import * as store from './store';

/** How long scans are kept. Throws session_only; admin_only. */
export async function getRetention({ db, actor }: ActorContext): Promise<Retention> {
  requireSession(actor);
  requireAdmin(actor);
  return store.findRule(db);
}

/** Sets how long scans are kept; null keeps them all. Throws session_only; admin_only. */
export async function setRetention(
  { db, actor, now }: ActorContext,
  input: RetentionInput,
): Promise<Retention> {
  requireSession(actor);
  requireAdmin(actor);
  return store.saveRule(db, input.days, now);
}

/** Counts what a rule would delete now, without deleting it. Throws session_only; admin_only. */
export async function previewRetention(
  { longDb, actor, now }: ActorContext,
  { days }: RetentionPreviewInput,
): Promise<RetentionPreview> {
  requireSession(actor);
  requireAdmin(actor);
  return store.countOld(longDb, cutOff(now, days));
}
