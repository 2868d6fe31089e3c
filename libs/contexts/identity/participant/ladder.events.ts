/**
 * How a Participant, a flow or a zone of it may stand. `clarification`: it was asked to explain. `vigilance`: others look twice. `supervised`: each export is examined.
 * Those are open; `suspended`, `self-suspended` and `removed` are closed. They are on disk: add, never rename.
 */
export const STANDINGS = ['participant', 'clarification', 'vigilance', 'supervised', 'suspended', 'self-suspended', 'removed'] as const;
export type Standing = (typeof STANDINGS)[number];

const CLOSED: ReadonlySet<Standing | 'none'> = new Set(['suspended', 'self-suspended', 'removed', 'none']);
/** Does trade go on under this standing, with more or less care? Who was never admitted stands as `none`. */
export const isOpen = (standing: Standing | 'none'): boolean => !CLOSED.has(standing);
