import { context } from '#kernel';
import { reconciliation } from './reconciliation/reconciliation.view.ts';
import { productionReturn } from './return/return.decider.ts';
import { returns } from './returns/returns.view.ts';

export const statistics = context('statistics', { deciders: [productionReturn], views: [returns, reconciliation], reactions: [] });
