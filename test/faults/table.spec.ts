import { describe, expect, it } from '@jest/globals';
import { TABLE } from './table.ts';
import { trial } from './trial.ts';

describe('the event store on EventStoreDB, when', () => {
  it.each(TABLE.map((row) => [row.fault, row] as const))('%s: loses nothing, doubles nothing, hangs nowhere', async (_, row) => {
    const outcome = await trial(row);
    expect(outcome).toMatchObject({ sees: row.sees, stored: row.stored, recovers: true, lost: 0, doubled: 0, hangs: 0 });
  }, 20_000);
});
