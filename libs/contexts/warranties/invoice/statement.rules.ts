import { because, refusals, type Refusal } from '#kernel';
import type { StatementLanguage } from './invoice.events.ts';

export type Version = '2002' | '2021';

/** The texts of the warranty, and the first and last day on which each may stand on an invoice for rough (the old one was accepted for three years more). */
const TEXTS = { '2002': { first: '2003-01-01', last: '2024-09-30' }, '2021': { first: '2021-09-01', last: '9999-12-31' } } as const;

/** Where the text of 2021 may be made to say more: `{sourced}`, and after `{laws}` where the invoice is made out. */
const WORDS: Readonly<Record<StatementLanguage, Readonly<Record<Version | 'sourced' | 'laws', string>>>> = {
  en: {
    '2002': 'The diamonds herein invoiced have been purchased from legitimate sources not involved in funding conflict and in compliance with United Nations resolutions. The seller hereby guarantees that these diamonds are conflict free, based on personal knowledge and/or written guarantees provided by the supplier of these diamonds.',
    '2021': 'The diamonds herein invoiced have been {sourced}purchased from legitimate sources not involved in funding conflict, in compliance with United Nations Resolutions and corresponding national laws{laws}. The seller hereby guarantees that these diamonds are conflict free and confirms adherence to the WDC SoW Guidelines.',
    sourced: 'sourced and/or ', laws: ' where the invoice is generated',
  },
  fr: {
    '2002': 'Les diamants faisant l’objet de la présente facture ont été achetés auprès de sources légitimes, étrangères au financement de conflits, et dans le respect des résolutions des Nations Unies. Le vendeur garantit par la présente que ces diamants ne sont pas liés à des conflits, sur la base de ses connaissances personnelles et/ou de garanties écrites de leur fournisseur.',
    '2021': 'Les diamants faisant l’objet de la présente facture ont été {sourced}achetés auprès de sources légitimes, étrangères au financement de conflits, dans le respect des résolutions des Nations Unies et des lois nationales correspondantes{laws}. Le vendeur garantit par la présente que ces diamants ne sont pas liés à des conflits et confirme son adhésion aux lignes directrices du système de garanties du WDC.',
    sourced: 'extraits et/ou ', laws: ' du pays où la facture est établie',
  },
  pt: {
    '2002': 'Os diamantes aqui faturados foram comprados de fontes legítimas não envolvidas no financiamento de conflitos e em conformidade com as resoluções das Nações Unidas. O vendedor garante pela presente que estes diamantes são livres de conflitos, com base no seu conhecimento pessoal e/ou em garantias escritas prestadas pelo fornecedor destes diamantes.',
    '2021': 'Os diamantes aqui faturados foram {sourced}comprados de fontes legítimas não envolvidas no financiamento de conflitos, em conformidade com as resoluções das Nações Unidas e as leis nacionais correspondentes{laws}. O vendedor garante pela presente que estes diamantes são livres de conflitos e confirma a sua adesão às diretrizes do Sistema de Garantias do WDC.',
    sourced: 'extraídos e/ou ', laws: ' do país onde a fatura é emitida',
  },
  es: {
    '2002': 'Los diamantes aquí facturados han sido comprados a fuentes legítimas no implicadas en la financiación de conflictos y en cumplimiento de las resoluciones de las Naciones Unidas. El vendedor garantiza por la presente que estos diamantes están libres de conflicto, sobre la base de su conocimiento personal y/o de garantías escritas del proveedor de estos diamantes.',
    '2021': 'Los diamantes aquí facturados han sido {sourced}comprados a fuentes legítimas no implicadas en la financiación de conflictos, en cumplimiento de las resoluciones de las Naciones Unidas y de las leyes nacionales correspondientes{laws}. El vendedor garantiza por la presente que estos diamantes están libres de conflicto y confirma su adhesión a las directrices del Sistema de Garantías del WDC.',
    sourced: 'extraídos y/o ', laws: ' del país donde se emite la factura',
  },
  ru: {
    '2002': 'Алмазы, указанные в настоящем счёте, приобретены у законных источников, не причастных к финансированию конфликтов, и в соответствии с резолюциями Организации Объединённых Наций. Продавец настоящим гарантирует, что эти алмазы не связаны с конфликтами, на основании собственных сведений и/или письменных гарантий поставщика этих алмазов.',
    '2021': 'Алмазы, указанные в настоящем счёте, {sourced}приобретены у законных источников, не причастных к финансированию конфликтов, в соответствии с резолюциями Организации Объединённых Наций и соответствующими национальными законами{laws}. Продавец настоящим гарантирует, что эти алмазы не связаны с конфликтами, и подтверждает соблюдение руководства Системы гарантий ВАС.',
    sourced: 'добыты и/или ', laws: ' страны, в которой выставлен счёт',
  },
  zh: {
    '2002': '本发票所列钻石购自未参与资助冲突的合法来源，并符合联合国决议。卖方根据其本人所知和（或）这些钻石的供应商出具的书面保证，特此保证这些钻石与冲突无关。',
    '2021': '本发票所列钻石{sourced}购自未参与资助冲突的合法来源，符合联合国决议及相应的{laws}国家法律。卖方特此保证这些钻石与冲突无关，并确认遵守世界钻石理事会保证体系准则。',
    sourced: '开采和（或）', laws: '开票地',
  },
};

/** The words of a statement, as they stand on an invoice: English as the Council gave it, the others translated by us. */
export const statementText = (version: Version, language: StatementLanguage, variant: Readonly<{ sourced?: 'yes'; nationalLaw?: string }> = {}): string => {
  const words = WORDS[language];
  return words[version].replace('{sourced}', variant.sourced ? words.sourced : '').replace('{laws}', variant.nationalLaw ? words.laws : '');
};

export const no = refusals({
  TextNotInForce:   { cites: 'WDC System of Warranties', says: 'This text of the warranty may not stand on an invoice of this day.' },
  StatementHalfMade: { cites: 'warranties/8', says: 'A statement has a text and a language; only that of 2021 can say that goods were sourced, or name the national laws.' },
});

type Stated = Readonly<{ statement?: Version; language?: StatementLanguage; sourced?: 'yes'; nationalLaw?: 'yes' }>;

const halfMade = ({ statement, language }: Stated): Refusal | undefined => {
  if (statement !== undefined && language === undefined) return because(no.StatementHalfMade, `The text is that of ${statement}; its language is not said.`, { statement }, '#/language');
  if (statement === undefined && language !== undefined) return because(no.StatementHalfMade, `The language is ${language}; there is no text.`, { language }, '#/language');
  return undefined;
};

/** Only the text of 2021 can say more. */
const saysMore = ({ statement, sourced, nationalLaw }: Stated): Refusal | undefined => {
  const more = sourced ? 'sourced' : nationalLaw ? 'nationalLaw' : undefined;
  return more === undefined || statement === '2021' ? undefined
    : because(no.StatementHalfMade, `${more} is said of ${statement === undefined ? 'no text' : `the text of ${statement}`}.`, { statement: statement ?? 'none' }, `#/${more}`);
};

/** Why an invoice of this day cannot bear this statement; undefined if it can, or bears none. */
export const wrongText = (stated: Stated, day: string): Refusal | undefined => {
  const { statement } = stated;
  if (statement === undefined) return halfMade(stated) ?? saysMore(stated);
  const { first, last } = TEXTS[statement];
  const refused = (detail: string) => because(no.TextNotInForce, `${detail}; the invoice is of ${day}.`, { statement, first, last, on: day }, '#/statement');
  if (day < first) return refused(`The text of ${statement} may be used from ${first}`);
  if (day > last) return refused(`The text of ${statement} was accepted for rough until ${last}`);
  return halfMade(stated) ?? saysMore(stated);
};
