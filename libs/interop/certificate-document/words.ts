import { LANGUAGES, type Language } from './languages.ts';

type Said = Readonly<Record<Language, string>>;
/** The same in each language, in the order of LANGUAGES. */
const said = (...texts: readonly [string, string, string, string, string, string]): Said =>
  Object.fromEntries(LANGUAGES.map((language, i) => [language, texts[i]])) as Said;

/** Everything that is printed on the form itself. The statement is that of KPCS Annex I.A 1, word for word in English. */
export const words = {
  title: said('Kimberley Process Certificate', 'Certificat du Processus de Kimberley', 'Certificado do Processo de Kimberley', 'Certificado del Proceso de Kimberley', 'Сертификат Кимберлийского процесса', '金伯利进程证书'),
  statement: said(
    'The rough diamonds in this shipment have been handled in accordance with the provisions of the Kimberley Process Certification Scheme for rough diamonds.',
    'Les diamants bruts contenus dans cette expédition ont été traités conformément aux dispositions du Système de certification du Processus de Kimberley pour les diamants bruts.',
    'Os diamantes em bruto contidos nesta remessa foram tratados em conformidade com as disposições do Sistema de Certificação do Processo de Kimberley para os diamantes em bruto.',
    'Los diamantes en bruto contenidos en esta remesa han sido tratados de conformidad con las disposiciones del Sistema de Certificación del Proceso de Kimberley para los diamantes en bruto.',
    'Обращение с необработанными алмазами, входящими в состав этой партии груза, осуществлялось в соответствии с положениями Схемы сертификации Кимберлийского процесса для необработанных алмазов.',
    '本批货运中的毛坯钻石已按照金伯利进程毛坯钻石证书制度的规定处理。'),
  number: said('Certificate number', 'Numéro du certificat', 'Número do certificado', 'Número del certificado', 'Номер сертификата', '证书编号'),
  second: said('Second number', 'Second numéro', 'Segundo número', 'Segundo número', 'Второй номер', '第二编号'),
  technical: said('Technical certificate: not trade', 'Certificat technique : hors commerce', 'Certificado técnico: não comercial', 'Certificado técnico: no comercial', 'Технический сертификат: не для торговли', '技术证书：非贸易'),
  confiscated: said(
    'Provenance: confiscated, and sold by the State', 'Provenance : confisqués, puis vendus par l’État', 'Proveniência: confiscados e vendidos pelo Estado', 'Procedencia: confiscados y vendidos por el Estado',
    'Провенанс: конфискованы и проданы государством', '货物来历：没收后由国家出售'),
  unknown: said('origin unknown', 'origine inconnue', 'origem desconhecida', 'origen desconocido', 'происхождение неизвестно', '原产地不明'),
  origin: said('Country of origin', 'Pays d’origine', 'País de origem', 'País de origen', 'Страна происхождения', '原产国'),
  mixed: said('mixed origin', 'origine mixte', 'origem mista', 'origen mixto', 'смешанное происхождение', '混合原产地'),
  origins: said('Mixed origin: the known countries and their shares', 'Origine mixte : pays connus et leurs parts', 'Origem mista: países conhecidos e respetivas quotas', 'Origen mixto: países conocidos y sus cuotas', 'Смешанное происхождение: известные страны и их доли', '混合原产地：已知国家及其份额'),
  provenance: said('Country of provenance', 'Pays de provenance', 'País de proveniência', 'País de procedencia', 'Страна отправления', '来源国'),
  destination: said('Country of destination', 'Pays de destination', 'País de destino', 'País de destino', 'Страна назначения', '目的地国'),
  exporter: said('Exporter', 'Exportateur', 'Exportador', 'Exportador', 'Экспортёр', '出口商'),
  importer: said('Importer', 'Importateur', 'Importador', 'Importador', 'Импортёр', '进口商'),
  authority: said('Issuing authority', 'Autorité de délivrance', 'Autoridade emissora', 'Autoridad expedidora', 'Орган, выдавший сертификат', '签发机关'),
  issued: said('Date of issuance', 'Date de délivrance', 'Data de emissão', 'Fecha de expedición', 'Дата выдачи', '签发日期'),
  expires: said('Date of expiry', 'Date d’expiration', 'Data de validade', 'Fecha de vencimiento', 'Действителен до', '失效日期'),
  parcels: said('Number of parcels', 'Nombre de lots', 'Número de lotes', 'Número de lotes', 'Количество партий', '包数'),
  carats: said('Carat weight', 'Poids en carats', 'Peso em quilates', 'Peso en quilates', 'Масса в каратах', '克拉重量'),
  value: said('Value in US dollars', 'Valeur en dollars des États-Unis', 'Valor em dólares dos EUA', 'Valor en dólares de los EE. UU.', 'Стоимость в долларах США', '价值（美元）'),
  heading: said('Harmonized System classification', 'Classification du Système harmonisé', 'Classificação do Sistema Harmonizado', 'Clasificación del Sistema Armonizado', 'Код по Гармонизированной системе', '协调制度编码'),
  unsorted: said('unsorted', 'non triés', 'não selecionados', 'sin clasificar', 'несортированные', '未分级'),
  industrial: said('industrial, unworked or simply sawn, cleaved or bruted', 'industriels, bruts ou simplement sciés, clivés ou débrutés', 'industriais, em bruto ou simplesmente serrados, clivados ou desbastados', 'industriales, en bruto o simplemente aserrados, exfoliados o desbastados', 'промышленные, необработанные или просто распиленные, расколотые, подвергнутые черновой обработке', '工业用，未加工或经简单锯开、劈开或粗磨'),
  gem: said('non-industrial, unworked or simply sawn, cleaved or bruted', 'non industriels, bruts ou simplement sciés, clivés ou débrutés', 'não industriais, em bruto ou simplesmente serrados, clivados ou desbastados', 'no industriales, en bruto o simplemente aserrados, exfoliados o desbastados', 'непромышленные, необработанные или просто распиленные, расколотые, подвергнутые черновой обработке', '非工业用，未加工或经简单锯开、劈开或粗磨'),
  total: said('Total', 'Total', 'Total', 'Total', 'Итого', '合计'),
  validation: said('Validation by the Exporting Authority', 'Validation par l’autorité exportatrice', 'Validação pela autoridade exportadora', 'Validación por la autoridad exportadora', 'Заверено экспортирующим органом', '出口主管机关验证'),
  date: said('Date', 'Date', 'Data', 'Fecha', 'Дата', '日期'),
  name: said('Name', 'Nom', 'Nome', 'Nombre', 'Имя', '姓名'),
  signature: said('Signature and stamp', 'Signature et cachet', 'Assinatura e carimbo', 'Firma y sello', 'Подпись и печать', '签名及盖章'),
  check: said('Check this number', 'Vérifier ce numéro', 'Verificar este número', 'Verificar este número', 'Проверить этот номер', '核对此编号'),
  annex: said('Annex to certificate', 'Annexe au certificat', 'Anexo ao certificado', 'Anexo al certificado', 'Приложение к сертификату', '证书附件'),
  contents: said('Parcels', 'Lots', 'Lotes', 'Lotes', 'Партии', '包裹'),
  parcel: said('Parcel', 'Lot', 'Lote', 'Lote', 'Партия', '包'),
  seal: said('Seal', 'Scellé', 'Selo', 'Precinto', 'Пломба', '封志'),
  imports: said('Re-export: certificates of import', 'Réexportation : certificats d’importation', 'Reexportação: certificados de importação', 'Reexportación: certificados de importación', 'Реэкспорт: сертификаты ввоза', '再出口：进口证书'),
  documents: said('Documents', 'Documents', 'Documentos', 'Documentos', 'Документы', '文件'),
  valuation: said('Valuation', 'Évaluation', 'Avaliação', 'Valoración', 'Оценка стоимости', '估价'),
  replaces: said('Replaces certificate', 'Remplace le certificat', 'Substitui o certificado', 'Reemplaza al certificado', 'Взамен сертификата', '替代证书'),
  confirmation: said('Import confirmation', 'Confirmation d’importation', 'Confirmação de importação', 'Confirmación de importación', 'Подтверждение ввоза', '进口确认书'),
  received: said('Date of receipt', 'Date de réception', 'Data de receção', 'Fecha de recepción', 'Дата получения', '收货日期'),
  authentication: said('Authentication by the Importing Authority', 'Authentification par l’autorité importatrice', 'Autenticação pela autoridade importadora', 'Autenticación por la autoridad importadora', 'Удостоверено импортирующим органом', '进口主管机关认证'),
  void: said('Void', 'Annulé', 'Anulado', 'Anulado', 'Аннулирован', '作废'),
  expired: said('Expired', 'Expiré', 'Caducado', 'Vencido', 'Истёк', '已失效'),
  lost: said('Reported lost', 'Déclaré perdu', 'Dado como perdido', 'Declarado perdido', 'Заявлен утраченным', '已挂失'),
  replaced: said('Replaced', 'Remplacé', 'Substituído', 'Reemplazado', 'Заменён', '已替换'),
  subdivided: said('Subdivided', 'Subdivisé', 'Subdividido', 'Subdividido', 'Разделён', '已分拆'),
  used: said('Used', 'Utilisé', 'Utilizado', 'Utilizado', 'Использован', '已使用'),
  invoice: said('invoice', 'facture', 'fatura', 'factura', 'счёт-фактура', '发票'),
  'import-certificate': said('certificate of import', 'certificat d’importation', 'certificado de importação', 'certificado de importación', 'сертификат ввоза', '进口证书'),
  purchase: said('purchase slip', 'bordereau d’achat', 'talão de compra', 'comprobante de compra', 'документ о покупке', '采购单'),
  production: said('production record', 'relevé de production', 'registo de produção', 'registro de producción', 'запись о добыче', '生产记录'),
  order: said('order', 'ordre', 'ordem', 'orden', 'распоряжение', '命令'),
  'price-book': said('price book', 'barème de prix', 'tabela de preços', 'lista de precios', 'прейскурант', '价格手册'),
  tender: said('tender', 'appel d’offres', 'concurso', 'licitación', 'тендер', '招标'),
  transaction: said('transaction', 'transaction', 'transação', 'transacción', 'сделка', '交易'),
  government: said('government valuator', 'évaluateur de l’État', 'avaliador do Estado', 'valuador oficial', 'государственный оценщик', '政府估价员'),
  declared: said('declared', 'déclarée', 'declarada', 'declarado', 'заявленная', '申报'),
} satisfies Record<string, Said>;

export type Word = keyof typeof words;

export const isWord = (text: string): text is Word => Object.hasOwn(words, text);
