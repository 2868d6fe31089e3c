import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { scenarios } from '#kernel/testing';
import { decision } from './decision.decider.ts';
import { inForceFrom, missingIn } from './decision.rules.ts';

const given = scenarios(decision, { subject: 'KP-2013-CF', occurredAt: '2013-05-24T08:00:00Z' });
const chair: Actor = { party: 'KP-CHAIR', participant: 'ZA', roles: ['chair'] };
const authority: Actor = { party: 'SYN-CF-AUTHORITY', participant: 'CF', roles: ['authority'] };
const recorded = { type: 'DecisionRecorded', data: { title: 'Temporary suspension', kind: 'plenary', madeOn: '2013-05-20', document: 'AD 2013/1' } } as const;
const translated = { type: 'DecisionTranslated', data: { language: 'en', on: '2013-05-20' } } as const;

it('is recorded by the Chair, once, when it was made', () => {
  given().when('RecordDecision', recorded.data, chair).then(recorded);
  given().when('RecordDecision', recorded.data, authority).refused('NotItsRecorder', { pointer: '#/kind' });
  given(recorded).when('RecordDecision', recorded.data, chair).refused('AlreadyDecided', { figures: { madeOn: '2013-05-20' } });
  given().when('RecordDecision', { ...recorded.data, madeOn: '2013-05-25' }, chair).refused('StillToCome', { detail: 'It would be made on 2013-05-25; today is 2013-05-24.', pointer: '#/madeOn' });
});

it('of a State about itself is recorded by its authority, too', () => {
  const national = { type: 'DecisionRecorded', data: { ...recorded.data, kind: 'national' } } as const;
  given().when('RecordDecision', national.data, authority).then(national);
  given().when('RecordDecision', national.data, { ...authority, roles: ['trader'] }).refused('NotItsRecorder');
});

it('is translated into each language once, after it was made', () => {
  given(recorded).when('TranslateDecision', translated.data, chair).then(translated);
  given().when('TranslateDecision', translated.data, chair).refused('NoSuchDecision');
  given(recorded).when('TranslateDecision', translated.data, authority).refused('NotItsRecorder');
  given(recorded, translated).when('TranslateDecision', translated.data, chair).refused('TranslatedBefore', { detail: 'It is there in "en" since 2013-05-20; missing are fr, pt, es, ru.', pointer: '#/language' });
  given(recorded).when('TranslateDecision', { ...translated.data, on: '2013-05-19' }, chair).refused('TranslatedBefore', { pointer: '#/on' });
  given(recorded).when('TranslateDecision', { ...translated.data, on: '2013-05-25' }, chair).refused('StillToCome', { pointer: '#/on' });
});

describe('S2 annex 1 ¶15: what the plenary decided', () => {
  const some = { en: '2013-05-20', fr: '2013-05-22', pt: '2013-05-21', es: '2013-05-21' };
  it('is in force on the day of its last translation', () => {
    expect(inForceFrom({ kind: 'plenary', madeOn: '2013-05-20', translations: some })).toBeUndefined();
    expect(missingIn({ kind: 'plenary', translations: some })).toEqual(['ru']);
    expect(inForceFrom({ kind: 'written-procedure', madeOn: '2013-05-20', translations: { ...some, ru: '2013-05-21' } })).toBe('2013-05-22');
  });
  it('differs in that from a notice, a resolution of the Security Council and a national decision', () => {
    for (const kind of ['notice', 'security-council', 'national'] as const) expect(inForceFrom({ kind, madeOn: '2013-05-20', translations: {} })).toBe('2013-05-20');
  });
});
