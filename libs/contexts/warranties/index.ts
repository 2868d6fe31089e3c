import { context } from '#kernel';
import { assessments } from './assessments/assessments.view.ts';
import { selfAssessment } from './assessments/self-assessment.inquiry.ts';
import { chain } from './chain/chain.inquiry.ts';
import { links } from './chain/links.view.ts';
import { claims } from './claims/claims.inquiry.ts';
import { invoice } from './invoice/invoice.decider.ts';
import { invoices } from './invoices/invoices.view.ts';
import { statement } from './invoices/statement.inquiry.ts';
import { member } from './member/member.decider.ts';
import { members } from './members/members.view.ts';
import { publishedQuestionsReplace } from './questions/published-questions-replace.reaction.ts';
import { questions } from './questions/questions.decider.ts';
import { versions } from './questions/questions.view.ts';
import { memberships } from './registry/memberships.view.ts';
import { registry } from './registry/registry.view.ts';
import { standing } from './standing/standing.inquiry.ts';
import { year } from './year/year.inquiry.ts';

export const warranties = context('warranties', {
  deciders: [invoice, member, questions],
  views: [invoices, links, members, registry, memberships, versions, assessments],
  reactions: [publishedQuestionsReplace],
  inquiries: [chain, claims, standing, year, selfAssessment, statement],
});
