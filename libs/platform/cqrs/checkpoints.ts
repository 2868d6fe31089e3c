import type { Position } from '#kernel';

/** The port. How far a consumer of the log has come. Losing it costs a repetition, never an effect. */
export abstract class Checkpoints {
  abstract load(consumer: string): Promise<Position>;
  abstract save(consumer: string, position: Position): Promise<void>;
  abstract close(): Promise<void>;
}
