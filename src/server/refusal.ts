/** Why a process can't work as things are; its message is one sentence for the operator, who has to change something first. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
}
