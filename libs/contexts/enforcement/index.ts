import { context } from '#kernel';
import { alerts } from './alerts/alerts.view.ts';
import { caseFile } from './case/case.decider.ts';
import { cases } from './cases/cases.view.ts';

export const enforcement = context('enforcement', { deciders: [caseFile], views: [cases, alerts], reactions: [] });
