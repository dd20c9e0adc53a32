/** An event that no user caused. */
export type NewEvent = {
  findingId: string;
  type: 'created' | 'moved' | 'status_changed';
  oldValue: string | null;
  newValue: string;
  comment: string | null;
};
