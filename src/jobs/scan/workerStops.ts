/** The worker is told to stop: the scan goes back to the queue. */
export class WorkerStops extends Error {
  override readonly name = 'WorkerStops';
}
