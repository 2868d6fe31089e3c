import { setTimeout as wait } from 'node:timers/promises';
import type { Town } from './town.ts';

/** How long an answer may take before the connection is given up, and how long a command may be without one at all. */
const ANSWER_MS = 10_000;
const PATIENCE_MS = 90_000;
const AGAIN_MS = 50;

type Receipt = Readonly<{ position: string; events: readonly Readonly<{ id: string; type: string }>[] }>;
/** What the writers were told. */
export type Told = { readonly acknowledged: string[]; commands: number; retries: number; readonly strange: string[]; slowestMs: number };

const DAY = '2005-02-01T08:00:00Z';
const furnishing = [
  ['chair', 'identity/participants/BW/admit', { name: 'Botswana', kind: 'state', from: '2003-01-01' }],
  ['chair', 'identity/parties/SYN-BW-authority/register', { name: 'An authority (synthetic)', kind: 'authority', participant: 'BW' }],
  ['authority', 'identity/parties/SYN-BW-mine/register', { name: 'A mine (synthetic)', kind: 'producer', participant: 'BW' }],
  ['authority', 'extraction/sites/SYN-BW-site/register', {
    name: 'A pit (synthetic)', participant: 'BW', operator: 'SYN-BW-mine', deposit: 'kimberlite', scale: 'LSM', licence: 'SYN-1', licensedFrom: '2003-01-01', licensedTo: '2030-12-31',
  }],
] as const;

/** Writers that record what a mine finds and blend it, as fast as they are answered, and ask again with the same key whenever they are not. */
export class Load {
  readonly told: Told = { acknowledged: [], commands: 0, retries: 0, strange: [], slowestMs: 0 };
  private readonly bearers = new Map<string, string>();
  private named = 0;

  constructor(private readonly town: Town) {}

  async furnish(): Promise<void> {
    for (const [who, party, participant] of [['chair', 'SYN-chair', 'RU'], ['authority', 'SYN-BW-authority', 'BW'], ['producer', 'SYN-BW-mine', 'BW']] as const) {
      this.bearers.set(who, await this.town.enter(party, participant, who));
    }
    for (const [who, path, body] of furnishing) await this.ask(who, path, { ...body, occurredAt: '2003-01-01T00:00:00Z' }, path);
  }

  /** Until it is told to end; then everybody waits for his last answer. */
  async run(writers: number, end: AbortSignal): Promise<void> {
    const writer = async () => {
      while (!end.aborted) await this.goods();
    };
    await Promise.all(Array.from({ length: writers }, writer));
  }

  /** Two lots from the pit, and one of them. */
  private async goods(): Promise<void> {
    const n = this.named += 1;
    const lots = [`SYN-L-${n}-1`, `SYN-L-${n}-2`];
    for (const lot of lots) {
      const told = await this.ask('producer', `extraction/productions/${lot}/record`, { site: 'SYN-BW-site', from: '2005-01-01', to: '2005-01-31', milliCarats: 1_250, usdCents: 100_000, occurredAt: DAY }, lot);
      if (told && n % 5 === 0) await this.lookFor(lot, told.position);
    }
    await this.ask('producer', `custody/blends/SYN-B-${n}/start`, { lots, occurredAt: DAY }, `blend-${n}`);
  }

  /** One command, with one key, until it is answered. */
  private async ask(who: string, path: string, body: object, key: string): Promise<Receipt | undefined> {
    const beganMs = performance.now();
    this.told.commands += 1;
    while (performance.now() - beganMs < PATIENCE_MS) {
      const answer = await this.send(path, { method: 'POST', body: JSON.stringify(body), headers: { authorization: `Bearer ${this.bearers.get(who)}`, 'content-type': 'application/json', 'idempotency-key': key } });
      if (answer?.status === 201) {
        const receipt = answer.body as Receipt;
        this.told.acknowledged.push(...receipt.events.map(({ id }) => id));
        this.told.slowestMs = Math.max(this.told.slowestMs, performance.now() - beganMs);
        return receipt;
      }
      if (answer && answer.status < 500) {
        this.told.strange.push(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
        return undefined;
      }
      this.told.retries += 1;
      await wait(AGAIN_MS);
    }
    this.told.strange.push(`${path}: no answer within ${PATIENCE_MS} ms`);
    return undefined;
  }

  /** Who says how far he wants to see, sees it, or is told that he does not: never an older state. */
  private async lookFor(lot: string, position: string): Promise<void> {
    const answer = await this.send(`extraction/productions/${lot}`, { headers: { authorization: `Bearer ${this.bearers.get('producer')}`, 'min-position': position } });
    if (answer && answer.status !== 200 && answer.status < 500) this.told.strange.push(`${lot} was recorded at ${position}, and is not seen there: ${answer.status}`);
  }

  private async send(path: string, init: RequestInit): Promise<Readonly<{ status: number; body: unknown }> | undefined> {
    const { url } = this.town;
    if (url === undefined) return undefined;
    try {
      const response = await fetch(`${url}/${path}`, { ...init, signal: AbortSignal.timeout(ANSWER_MS) });
      return { status: response.status, body: await response.json() };
    } catch {
      return undefined;
    }
  }
}
