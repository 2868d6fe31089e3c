import type { Context, Decider, View } from '#kernel';

/** HandOver → hand-over, NotAParticipant → not-a-participant */
export const kebab = (name: string): string => name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();

/** party → parties, case → cases; questions stay questions */
export const plural = (noun: string): string => `${kebab(noun).replace(/y$/, 'ie').replace(/s$/, '')}s`;

/** SplitLot, of a lot → split; ConfirmImport, of a certificate → confirm-import */
const verb = (type: string, noun: string): string => kebab(type).replace(new RegExp(`-${kebab(noun)}$`), '');

/** The path of a kind of thing: custody/lots. The view of that name, if there is one, shows it. */
export const homeOf = (context: Context, decider: Decider): string => `${kebab(context.name)}/${plural(decider.noun)}`;

/** Where a command is asked: custody/lots/:id/split */
export const addressOf = (context: Context, decider: Decider, type: string): string => `${homeOf(context, decider)}/:id/${verb(type, decider.noun)}`;

/** CustodyLots, for the view custody/lots; of an inquiry likewise */
export const schemaNameOf = ({ name }: Pick<View, 'name'>): string => name.replace(/(?:^|[/-])([a-z])/g, (_, letter: string) => letter.toUpperCase());
