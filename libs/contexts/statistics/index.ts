import { context } from '#kernel';
import { period } from './period/period.decider.ts';
import { periods } from './periods/periods.view.ts';
import { reconciliation } from './reconciliation/reconciliation.view.ts';
import { productionReturn } from './return/return.decider.ts';
import { returns } from './returns/returns.view.ts';

export const statistics = context('statistics', { deciders: [productionReturn, period], views: [returns, reconciliation, periods], reactions: [] });
