import { expect, it } from '@jest/globals';
import type { QueryBus } from '@nestjs/cqrs';
import { IsPartyId, IsText, type Context, type View } from '#kernel';
import { busesOf, Malformed } from '#platform/cqrs';
import { OwnWrites } from './own-writes.ts';
import { paperRoute } from './paper-route.ts';
import { problemOf } from './problem.ts';
import { cursorOf, listReader } from './view-query.ts';
import { viewRoute, walkRoute } from './view-route.ts';
import type { Request } from './wire.ts';

class Row { @IsPartyId() holder!: string; @IsText() from!: string; @IsText() to!: string }
const view = { name: 'test/boxes', version: 1, row: Row, index: ['holder'], edges: { from: 'from', to: 'to', order: 'to' }, on: {} } as unknown as View;
const context = { name: 'test', deciders: [], views: [view], inquiries: [], reactions: [], watches: [] } as unknown as Context;
const buses = busesOf([context]);

const request = (asked: Partial<Pick<Request, 'params' | 'query'>>) =>
  ({ headers: {}, params: {}, query: {}, bearer: { actor: { party: 'SYN-A', participant: 'BW', roles: [] } }, ...asked }) as unknown as Request;
const wrongWith = (ask: () => unknown) => {
  try {
    ask();
  } catch (error) {
    return (error as Malformed).complaints;
  }
  return [];
};

it('a parameter with what no engine can keep is refused by name, before any engine is asked', () => {
  const read = listReader(view);
  for (const [name, value] of [['holder', 'SYN-A\0'], ['holderFrom', '\ud800'], ['fromTo', 'a\0b'], ['cursor', cursorOf('a\0b')], ['knownAt', '1\0'], ['limit', '1\0'], ['minPosition', '\0']] as const)
    expect([name, wrongWith(() => read(request({ query: { [name]: value } })))]).toMatchObject([name, [{ in: 'query', pointer: `#/${name}` }]]);
  expect(read(request({ query: { holder: 'SYN-A', from: 'lot:é💎', cursor: cursorOf('lot:é💎') } })).wanted).toEqual({ where: { holder: 'SYN-A', from: 'lot:é💎' }, ranges: {}, limit: 100, after: 'lot:é💎' });
});

type Route = Readonly<Record<string, (asked: Request, reply: object) => unknown>>;
const routeOf = (of: ReturnType<typeof viewRoute>): Route => {
  const asked = { execute: async () => { throw new Error('the rows were asked'); } } as unknown as QueryBus;
  return new of(asked, new OwnWrites()) as Route;
};
const answered = async (ask: () => unknown) => problemOf(await Promise.resolve().then(ask).catch((error: unknown) => error));

it.each(['a\0b', '\0', 'a\ud800'])('an address with the key or the node %j is of nothing, before any engine is asked', async (bad) => {
  const [one] = buses.queries;
  const paper = { of: view.name, name: 'document', says: '', mediaType: 'application/pdf' as const, asks: class {}, print: async () => undefined };
  expect(await answered(() => routeOf(viewRoute(one!))['page']!(request({ params: { key: bad } }), {}))).toMatchObject({ status: 404, detail: expect.stringContaining('key') });
  expect(await answered(() => routeOf(paperRoute(paper, buses))['print']!(request({ params: { key: bad } }), {}))).toMatchObject({ status: 404, detail: expect.stringContaining('key') });
  for (const way of ['back', 'forward'])
    expect(await answered(() => routeOf(walkRoute(one!))[way]!(request({ params: { node: bad } }), {}))).toMatchObject({ status: 400, errors: [{ pointer: '#/node' }] });
});
