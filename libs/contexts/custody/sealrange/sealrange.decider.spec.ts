import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { MOST_SEALS } from './sealrange.events.ts';
import { sealrange } from './sealrange.decider.ts';

const given = scenarios(sealrange, { subject: 'SYN-BW-A' });
const authority: Actor = { party: 'SYN-BW-GDV', participant: 'BW', roles: ['authority'] };
const federation: Actor = { party: 'SYN-BW-FED', participant: 'BW', roles: ['industry-body'] };
const home = { recipient: { participant: 'BW' } };
const seals = { to: 'SYN-BW-EXP', kind: 'seal', first: 1, last: 500 } as const;
const bags = { ...seals, kind: 'bag' } as const;
const issued = (data: object = seals, issuer = authority.party) => ({ type: 'SealsIssued' as const, data: { ...seals, ...data, issuer } });

describe('a range of seals', () => {
  it('is given to a registered party by its authority, bags also by an industry body', () => {
    given().when('IssueSeals', seals, authority, home).then(issued());
    given().when('IssueSeals', bags, authority, home).then(issued(bags));
    given().when('IssueSeals', bags, federation, home).then(issued(bags, federation.party));
    given().when('IssueSeals', seals, federation, home).refused('NotIssuer');
    given().when('IssueSeals', bags, { ...federation, roles: ['trader'] }, home).refused('NotIssuer');
  });

  it('stays in the territory', () => {
    for (const by of [authority, federation]) given().when('IssueSeals', bags, by, { recipient: { participant: 'EU' } }).refused('NotIssuer', { figures: { territory: 'EU' } });
    given().when('IssueSeals', seals, authority, { recipient: {} }).refused('UnknownRecipient', { pointer: '#/to' });
  });

  it('is issued once', () => given(issued()).when('IssueSeals', seals, authority, home).refused('RangeTaken'));

  it('counts up, and not without end', () => {
    given().when('IssueSeals', { ...seals, first: 7, last: 7 }, authority, home).then(issued({ first: 7, last: 7 }));
    given().when('IssueSeals', { ...seals, first: 8, last: 7 }, authority, home).refused('WrongNumbers', { detail: 'From 8 to 7 are 0 numbers.' });
    given().when('IssueSeals', { ...seals, first: 1, last: MOST_SEALS }, authority, home).then(issued({ first: 1, last: MOST_SEALS }));
    given().when('IssueSeals', { ...seals, first: 0, last: MOST_SEALS }, authority, home).refused('WrongNumbers', { figures: { last: MOST_SEALS } });
  });

  it('has numbers that fit on a seal', () => {
    const long = (characters: number) => ({ subject: `SYN-${'A'.repeat(characters - 4)}` });
    given().when('IssueSeals', seals, authority, home, long(60)).then(issued());
    given().when('IssueSeals', seals, authority, home, long(61)).refused('WrongNumbers', { figures: { characters: 65 } });
  });
});

it('asks for the party to whom they go', () => {
  expect(sealrange.facts!.recipient.subjects({ to: 'SYN-BW-EXP' }, undefined, {} as never)).toEqual(['SYN-BW-EXP']);
});
