import { BEFORE_ALL, type Position } from '#kernel';
import { Checkpoints, Superseded, type Holding, type Lease } from './checkpoints.ts';

/** Forgets everything with the process: each start repeats the whole log, harmlessly. */
export class MemoryCheckpoints extends Checkpoints {
  private readonly positions = new Map<string, Position>();
  private readonly taken = new Map<string, Holding>();
  private readonly held = new Set<string>();
  private ledgerId: string | undefined;

  async load(consumer: string): Promise<Position> { return this.positions.get(consumer) ?? BEFORE_ALL; }

  async save(consumer: string, position: Position, token?: number): Promise<void> {
    if (token !== undefined && token < (this.taken.get(consumer)?.token ?? 0)) throw new Superseded(`Somebody else has taken ${consumer}.`);
    if (position > await this.load(consumer)) this.positions.set(consumer, position);
  }

  async take(work: string, holder: string): Promise<Lease | undefined> {
    if (this.held.has(work)) return undefined;
    const token = (this.taken.get(work)?.token ?? 0) + 1;
    this.held.add(work);
    this.taken.set(work, { work, holder, token, since: new Date().toISOString() });
    const isHeld = () => this.held.has(work) && this.taken.get(work)?.token === token;
    return { work, token, isHeld, release: async () => { if (isHeld()) this.held.delete(work); } };
  }

  async holdings(): Promise<readonly Holding[]> { return [...this.taken.values()]; }
  async belongTo(ledgerId: string): Promise<string> { return this.ledgerId ??= ledgerId; }
  async close(): Promise<void> { this.positions.clear(); }
}
