import { expect, it } from '@jest/globals';
import { StoreUnavailable } from '#platform/event-store';
import { eventsReader } from './event-query.ts';
import type { Request } from './wire.ts';

const END = '0000000000000007';
/** A log of which the last event is not here while it is away. */
const feed = (away: boolean) => ({
  end: async () => (away ? '0000000000000006' : END),
  hasPlace: async (place: string) => {
    if (away && place >= END) throw new StoreUnavailable('no leader');
    return place <= END && /^\d{16}$/.test(place);
  },
});
const request = (query: object, headers: object = {}) => ({ query, headers }) as unknown as Request;
const stream = { accept: 'text/event-stream' };
const read = eventsReader(new Set(['A']));

it('reads on after the place that is named, and a stream after the last event it was told of', async () => {
  expect(await read(request({ after: END, types: 'A', limit: '5' }), feed(false))).toMatchObject({ after: END, types: new Set(['A']), limit: 5, isStream: false, end: END });
  expect(await read(request({ after: '0000000000000001' }, { ...stream, 'last-event-id': END }), feed(false))).toMatchObject({ after: END, isStream: true });
  for (const beginning of [{}, { after: '0' }]) expect(await read(request(beginning), feed(true))).toMatchObject({ after: '' });
});

it('refuses a place that is none by name', async () => {
  for (const bad of ['0000000000000008', '8', 'x', `${END}\0`]) {
    await expect(read(request({ after: bad }), feed(false))).rejects.toMatchObject({ complaints: [{ in: 'query', pointer: '#/after' }] });
    await expect(read(request({}, { ...stream, 'last-event-id': bad }), feed(false))).rejects.toMatchObject({ complaints: [{ in: 'header', pointer: '#/Last-Event-ID' }] });
  }
  await expect(read(request({ after: [END, END] }), feed(false))).rejects.toMatchObject({ complaints: [{ pointer: '#/after' }] });
});

it('does not call a place wrong that only the log itself could tell, and it is away', async () => {
  await expect(read(request({ after: END }), feed(true))).rejects.toThrow(StoreUnavailable);
  await expect(read(request({}, { ...stream, 'last-event-id': END }), feed(true))).rejects.toThrow(StoreUnavailable);
});
