import { byId } from '@/domain/fields';
import { pageInput, pageOf } from '@/domain/page';
import { createViewInput, viewFields, viewReceipt } from '@/domain/views/schema';
import { createView, deleteView, listViews } from '@/domain/views/service';
import { operation } from './operation';

export const list = operation('/api/views', {
  summary: 'List the lists of findings that you have saved, newest first',
  doing: 'list views',
  who: 'user',
  input: pageInput,
  output: pageOf(viewFields),
  run: listViews,
});

export const create = operation('/api/views', {
  summary: 'Save a list of findings: its filter and its order',
  doing: 'create view',
  who: 'user',
  input: createViewInput,
  output: viewFields,
  status: 201,
  run: createView,
});

export const remove = operation('/api/views/{id}', {
  summary: 'Delete a saved list of findings',
  doing: 'delete view',
  who: 'user',
  input: byId,
  output: viewReceipt,
  run: deleteView,
});
