import {
  retentionFields,
  retentionInput,
  retentionPreview,
  retentionPreviewInput,
} from '@/domain/retention/schema';
import { getRetention, previewRetention, setRetention } from '@/domain/retention/service';
import { operation } from './operation';

export const get = operation({
  summary: 'How long scans are kept (admins)',
  doing: 'get retention',
  who: 'user',
  output: retentionFields,
  run: ({ ctx }) => getRetention(ctx),
});

export const set = operation({
  summary: 'Have scans deleted after a number of days, or keep them all (admins)',
  doing: 'set retention',
  who: 'user',
  input: retentionInput,
  output: retentionFields,
  run: ({ ctx, input }) => setRetention(ctx, input),
});

export const preview = operation({
  summary: 'Count what a number of days would delete; nothing is deleted (admins)',
  doing: 'preview retention',
  who: 'user',
  input: retentionPreviewInput,
  output: retentionPreview,
  run: ({ ctx, input }) => previewRetention(ctx, input),
});
