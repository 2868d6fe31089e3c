/** Where an exploration sample is, and what was found in it. Of one on its way the holder is the sender. */
export type Sample = Readonly<{ status: 'none' }>
  | (Readonly<{ site: string; holder: string; grams: number; lastOn: string }>
    & (Readonly<{ status: 'held' }> | Readonly<{ status: 'sent'; to: string; stones?: number | undefined }> | Readonly<{ status: 'reported'; stones: number }>));
