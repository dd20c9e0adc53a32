import {
  retentionFields,
  retentionInput,
  retentionPreview,
  retentionPreviewInput,
} from '@/domain/retention/schema';
import { getRetention, previewRetention, setRetention } from '@/domain/retention/service';
import { previewInTurn } from '../turns';
import { operation } from './operation';

export const get = operation('/api/retention', {
  summary: 'How long scans are kept (admins)',
  doing: 'get retention',
  who: 'user',
  output: retentionFields,
  run: getRetention,
});

export const set = operation('/api/retention', {
  summary: 'Set after how many days scans are deleted, or keep them all (admins)',
  doing: 'set retention',
  who: 'user',
  input: retentionInput,
  output: retentionFields,
  run: setRetention,
});

export const preview = operation('/api/retention/preview', {
  summary: 'Count what a number of days would delete; nothing is deleted (admins)',
  doing: 'preview retention',
  who: 'user',
  input: retentionPreviewInput,
  output: retentionPreview,
  run: previewInTurn(previewRetention),
});
