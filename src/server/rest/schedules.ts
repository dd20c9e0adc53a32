import { byId } from '@/domain/fields';
import { scheduleFields, setScheduleInput } from '@/domain/schedules/schema';
import { getSchedule, setSchedule } from '@/domain/schedules/service';
import { operation } from './operation';

export const get = operation('/api/repos/{id}/schedule', {
  summary: 'Say how often a repository is scanned by itself, and when next',
  doing: 'get schedule',
  who: 'user',
  input: byId,
  output: scheduleFields,
  run: getSchedule,
});

export const set = operation('/api/repos/{id}/schedule', {
  summary: 'Set how often a repository is scanned by itself: off, daily, weekly, or by a cron expression',
  doing: 'set schedule',
  who: 'user',
  input: setScheduleInput,
  output: scheduleFields,
  run: setSchedule,
});
