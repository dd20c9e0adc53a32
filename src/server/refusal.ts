/** A process can't run until the operator changes something. Its message is one sentence for the operator. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
}
