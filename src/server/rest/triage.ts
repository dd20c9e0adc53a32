import { addCommentInput, eventFields, listEventsInput } from '@/domain/events/schema';
import { byId } from '@/domain/fields';
import { findingFields } from '@/domain/findings/schema';
import { addComment, listEvents } from '@/domain/findings/service';
import { pageOf } from '@/domain/page';
import {
  assignInput,
  jobFields,
  setSeverityInput,
  setStatusInput,
  severityChange,
  statusChange,
  triageAnswer,
  triageInput,
  undoAnswer,
  undoInput,
} from '@/domain/triages/schema';
import { assign, getTriageJob, setSeverity, setStatus, triage, undoTriage } from '@/domain/triages/service';
import { operation } from './operation';

export const status = operation('/api/findings/{id}/status', {
  summary: 'Set the status of a finding: open, confirmed, dismissed or false_positive',
  doing: 'set the status',
  who: 'user',
  input: setStatusInput,
  output: statusChange,
  run: setStatus,
});

export const severity = operation('/api/findings/{id}/severity', {
  summary: 'Set the severity of a finding, which scans then keep',
  doing: 'set the severity',
  who: 'user',
  input: setSeverityInput,
  output: severityChange,
  run: setSeverity,
});

export const assignee = operation('/api/findings/{id}/assignee', {
  summary: 'Assign a finding to a user who may see its repository, or to nobody',
  doing: 'assign the finding',
  who: 'user',
  input: assignInput,
  output: findingFields,
  run: assign,
});

export const comment = operation('/api/findings/{id}/comment', {
  summary: 'Comment on a finding',
  doing: 'add the comment',
  who: 'user',
  input: addCommentInput,
  output: eventFields,
  status: 201,
  run: addComment,
});

export const events = operation('/api/findings/{id}/events', {
  summary: "List a finding's history, newest first",
  doing: 'list events',
  who: 'user',
  input: listEventsInput,
  output: pageOf(eventFields),
  run: listEvents,
});

export const many = operation('/api/findings/triage', {
  summary: 'Set the status of several findings: of listed ones, or of all that a filter matches',
  doing: 'triage findings',
  who: 'user',
  input: triageInput,
  output: triageAnswer,
  mayTakeLonger: true,
  run: triage,
  reply: ({ jobId }) => (jobId === undefined ? {} : { status: 202 }),
});

export const undo = operation('/api/findings/triage/undo', {
  summary: 'Undo a change of several findings, within ten minutes',
  doing: 'undo the change',
  who: 'user',
  input: undoInput,
  output: undoAnswer,
  mayTakeLonger: true,
  run: undoTriage,
  reply: ({ jobId }) => (jobId === undefined ? {} : { status: 202 }),
});

export const job = operation('/api/jobs/{id}', {
  summary: 'Follow a change of many findings',
  doing: 'get job',
  who: 'user',
  input: byId,
  output: jobFields,
  run: getTriageJob,
});
