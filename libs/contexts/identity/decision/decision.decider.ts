import { because, dayOf, IsDecisionId, refusals, type Decider } from '#kernel';
import { decisionEvents } from './decision.events.ts';
import { isToCome, missingIn, type Decision } from './decision.rules.ts';

const commands = { RecordDecision: decisionEvents.DecisionRecorded, TranslateDecision: decisionEvents.DecisionTranslated };

const no = refusals({
  NotItsRecorder:   { forbids: true, cites: 'KPCS VI', says: 'The Chair records decisions; the authority of a Participant records those of its own State, which are national.' },
  AlreadyDecided:   { cites: 'identity/11', says: 'A decision is recorded once.' },
  StillToCome:      { cites: 'identity/12', says: 'A decision, or its translation, is recorded when it is there.' },
  NoSuchDecision:   { cites: 'identity/13', says: 'Only a recorded decision is translated.' },
  TranslatedBefore: { cites: 'identity/14', says: 'A decision is translated into a language once, and not before it was made.' },
});

/**
 * What the plenary, the Chair, the Security Council or a State decided, with its document (S2 ¶22.14). What the plenary decided, together or in writing, is in force once it is
 * there in all five languages of the plenary (S2 annex 1 ¶15); the others on the day on which they were made.
 */
export const decision: Decider<Decision, typeof decisionEvents, typeof commands> = {
  noun: 'decision',
  id: IsDecisionId,
  events: decisionEvents,
  commands,
  refusals: no,
  initial: { recorded: false, madeOn: '', translations: {} },

  evolve: {
    DecisionRecorded:   (now, { kind, title, document, madeOn }) => ({ ...now, recorded: true, kind, title, document, madeOn }),
    DecisionTranslated: (now, { language, on }) => ({ ...now, translations: { ...now.translations, [language]: on } }),
  },

  decide: {
    RecordDecision: ({ recorded, madeOn }, data, { by, occurredAt }) => {
      const national = data.kind === 'national' && by.roles.includes('authority');
      if (!by.roles.includes('chair') && !national) return because(no.NotItsRecorder, `${by.party} does not record decisions of this kind: ${data.kind}.`, { kind: data.kind }, '#/kind');
      if (recorded) return because(no.AlreadyDecided, `This decision is recorded already, as made on ${madeOn}.`, { madeOn });
      if (isToCome(data.madeOn, occurredAt)) {
        return because(no.StillToCome, `It would be made on ${data.madeOn}; today is ${dayOf(occurredAt)}.`, { madeOn: data.madeOn, today: dayOf(occurredAt) }, '#/madeOn');
      }
      return [{ type: 'DecisionRecorded', data }];
    },

    TranslateDecision: (now, data, { by, occurredAt }) => {
      const { language, on } = data;
      if (!by.roles.includes('chair')) return because(no.NotItsRecorder, 'Translations are the Chair’s to record.');
      if (!now.recorded) return no.NoSuchDecision;
      const before = now.translations[language];
      if (before !== undefined) return because(no.TranslatedBefore, `It is there in "${language}" since ${before}; missing are ${missingIn(now).join(', ') || 'none'}.`, { language, since: before }, '#/language');
      if (on < now.madeOn) return because(no.TranslatedBefore, `It was made on ${now.madeOn}; it cannot be translated on ${on}.`, { madeOn: now.madeOn, on }, '#/on');
      if (isToCome(on, occurredAt)) return because(no.StillToCome, `It would be translated on ${on}; today is ${dayOf(occurredAt)}.`, { on, today: dayOf(occurredAt) }, '#/on');
      return [{ type: 'DecisionTranslated', data }];
    },
  },
};
