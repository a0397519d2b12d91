/** What survives a trip through JSON unchanged. A step's result is stored as JSON, so a Date, a Map or a class would come back as something else. */
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

/** The parts of a durable job. What a step returned is remembered; after a retry or a restart the job goes on from there. */
export interface Step {
  /**
   * Runs `work` once it has not succeeded before, and remembers its result. `id` is unique in the job and never changes once deployed.
   * A retry may repeat the outside call, so `work` must be idempotent by a durable key of ours.
   */
  run(id: string, work: () => Promise<void>): Promise<void>;
  run<Result extends Json>(id: string, work: () => Promise<Result>): Promise<Result>;
  /** Lets the job rest, without holding anything. At least a second. */
  sleep(id: string, milliseconds: number): Promise<void>;
  sleepUntil(id: string, instant: Date): Promise<void>;
}

/** Steps that simply happen, one after the other, with nothing remembered and no rest: for calling a handler without a runner. */
export const stepInPlace: Step = {
  async run<Result>(_id: string, work: () => Promise<Result>): Promise<Result> {
    const result = await work();
    return result === undefined ? result : JSON.parse(JSON.stringify(result));
  },
  sleep: async () => {},
  sleepUntil: async () => {},
};
