/** Something the owner of the machine can mend. Its message is one sentence: what is wrong, and the way on. No stack is shown. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
}
