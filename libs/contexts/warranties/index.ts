import { context } from '#kernel';
import { invoice } from './invoice/invoice.decider.ts';
import { invoices } from './invoices/invoices.view.ts';
import { members } from './members/members.view.ts';

export const warranties = context('warranties', { deciders: [invoice], views: [invoices, members], reactions: [] });
