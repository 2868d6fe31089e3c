import { context } from '#kernel';
import { alerts } from './alerts/alerts.view.ts';
import { caseFile } from './case/case.decider.ts';
import { cases } from './cases/cases.view.ts';
import { incident } from './incident/incident.decider.ts';
import { incidents } from './incidents/incidents.view.ts';
import { openIncidents } from './incidents/open-incidents.inquiry.ts';

export const enforcement = context('enforcement', { deciders: [caseFile, incident], views: [cases, alerts, incidents], inquiries: [openIncidents] });
