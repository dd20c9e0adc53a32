/** The worker stops, so the scan goes back to the queue. */
export class WorkerStops extends Error {
  override readonly name = 'WorkerStops';
}
