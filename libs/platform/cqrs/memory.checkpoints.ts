import { BEFORE_ALL, type Position } from '#kernel';
import { Checkpoints } from './checkpoints.ts';

/** Forgets everything with the process: each start repeats the whole log, harmlessly. */
export class MemoryCheckpoints extends Checkpoints {
  private readonly positions = new Map<string, Position>();
  async load(consumer: string): Promise<Position> { return this.positions.get(consumer) ?? BEFORE_ALL; }
  async save(consumer: string, position: Position): Promise<void> { this.positions.set(consumer, position); }
  async close(): Promise<void> { this.positions.clear(); }
}
