export * from './calendar.ts';
export * from './carats.ts';
export * from './context.ts';
export * from './decider.ts';
export * from './refusal.ts';
export * from './shape.ts';
export * from './view.ts';
export * from './words.ts';
