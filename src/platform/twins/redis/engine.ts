import type { Connection } from './connection';

/** What stands behind the gateway. */
export interface Engine {
  readonly connection: Connection;
  /** Called before answers leave: what they tell of is with the operating system when it returns. */
  settle(): void;
  close(): Promise<void>;
}

export type EngineOptions = {
  /** The folder for what must survive. */
  dataDir: string;
  /** From which size on the embedded engine's log is started anew now and then. */
  compactFromBytes?: number;
  /** Hears that the engine ended without being asked to. */
  onLost: () => void;
};
