import { NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { expect, it } from '@jest/globals';
import { KeyReused, Malformed, Refused, StaleRevision } from '#platform/cqrs';
import { Conflict, StoreBusy, StoreUnavailable, TooLarge } from '#platform/event-store';
import { NotReached } from '#platform/read-models';
import { problemOf } from './problem.ts';
import { sendProblem } from './problem-filter.ts';
import type { Reply } from './wire.ts';

it('every error of the ledger is a problem of one kind', () => {
  const refusal = { refused: 'NotHolder', cites: 'custody/3', says: 'Only the holder may do this.', detail: 'A holds it.', figures: { lots: 1 }, pointer: '#/lot' };
  const errors: [Error, number, object][] = [
    [new Malformed([{ pointer: '#/a', detail: 'must be b' }]), 400, { type: '/problems/malformed', errors: [{ pointer: '#/a', detail: 'must be b' }] }],
    [new Refused(refusal), 422, { type: '/problems/not-holder', code: 'NotHolder', cites: 'custody/3', title: 'Only the holder may do this.', detail: 'A holds it.', figures: { lots: 1 }, pointer: '#/lot' }],
    [new KeyReused('me/secret-key', 'lot-1'), 422, { code: 'KeyReused' }],
    [new StaleRevision(1, 3), 412, { figures: { expected: 1, actual: 3 } }],
    [new Conflict('lot-1', 1, 2), 409, { type: '/problems/conflict' }],
    [new TooLarge('1.2 MB'), 413, {}],
    [new StoreBusy('4096 wait'), 503, { type: '/problems/unavailable' }],
    [new StoreUnavailable('SQLITE_IOERR /data/ledger.db'), 503, {}],
    [new NotReached('2', '1', 'why'), 504, { type: '/problems/not-reached' }],
    [new NotReached('', '', 'being built'), 503, {}],
    [new NotFoundException('Cannot GET /x?token=y'), 404, {}],
    [new PayloadTooLargeException(), 413, {}],
  ];
  for (const [error, status, more] of errors) {
    const problem = problemOf(error);
    expect([error.name, problem]).toMatchObject([error.name, { status, ...more }]);
    expect(JSON.stringify(problem)).not.toMatch(/secret-key|ledger\.db|token=/);
  }
});

it('what nobody expected tells nothing of the inside', () => {
  for (const error of [new TypeError('SELECT * FROM tokens'), 'text', undefined, null, { statusCode: 502 }, Object.assign(new Error('inside'), { statusCode: 500 })])
    expect(problemOf(error)).toEqual({ type: '/problems/internal', title: 'The ledger failed. Nothing is known to be written.', status: 500 });
});

it('who is turned away learns when to come back, or how to say who he is', () => {
  const headersOf = (error: Error) => {
    const headers: Record<string, string> = {};
    const reply = { code: () => reply, header: (name: string, value: string) => { headers[name] = value; return reply; }, send: () => reply } as unknown as Reply;
    sendProblem(reply, problemOf(error));
    return headers;
  };
  expect(headersOf(new StoreBusy(''))['retry-after']).toBe('1');
  expect(headersOf(new Conflict('', 1, 2))).toEqual({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
});
