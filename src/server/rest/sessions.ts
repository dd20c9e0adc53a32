import { byId } from '@/domain/fields';
import { pageInput, pageOf } from '@/domain/page';
import { sessionFields, sessionReceipt } from '@/domain/sessions/schema';
import { endSession, listSessions } from '@/domain/sessions/service';
import { operation } from './operation';

export const list = operation('/api/sessions', {
  summary: 'List your sessions, newest first',
  doing: 'list sessions',
  who: 'user',
  input: pageInput,
  output: pageOf(sessionFields),
  run: listSessions,
});

export const end = operation('/api/sessions/{id}', {
  summary: 'End one of your sessions at once, even the current one',
  doing: 'end session',
  who: 'user',
  input: byId,
  output: sessionReceipt,
  run: endSession,
});
