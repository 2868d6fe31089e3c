import { IsCertificateNumber, IsMilliCarats, IsUsdCents } from '#kernel';

// Names and fields below are on disk: add, never rename.
/** The certificate under which goods came in, what they weighed then and were worth: as long as nobody sorted, treated or mixed them. Their parts say it of the whole. */
export class ImportedAt { @IsCertificateNumber() certificate!: string; @IsMilliCarats() milliCarats!: number; @IsUsdCents() usdCents!: number }
