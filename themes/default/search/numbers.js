// Owns the numbers that decide what is fetched and what comes first; the same stand in the modules of src/render/index/.

/** Marks of a posting: the term stands in the title, in another form, in a heading or the opening. */
export const TITLE = 8;
export const WEAK = 16;
export const LEAD = 32;

// What matches are worth.
export const WEAK_WORTH = 0.8;
export const PREFIX_WORTH = 0.7;
export const LONGER_WORTH = 0.5;
export const ALIAS_WORTH = 0.9;
export const TYPO_WORTH = 0.7;
export const NEXT_TYPO_WORTH = 0.56;
export const NEAR_WORTH = 0.6;
export const RARER_WORTH = 2;
export const JOINED_WORTH = 0.4;
export const CODE_WORTH = 2.5;
export const BODY_WORTH = 0.4;
export const LEAD_WORTH = 0.9;
export const TITLE_WORTH = 0.6;
export const FILL_WORTH = 0.2;
export const LEAD_FILL_WORTH = 0.1;

/** How many files a query may fetch: with the program and the manifest, ten. */
export const REQUESTS = 8;
/** More of a kind cost a reader more time than they save. */
export const WORD_BLOCKS = 4;
export const GRAM_BLOCKS = 5;
export const SPARE_BLOCKS = 2;
export const PAIR_BLOCKS = 3;
export const LONGEST_QUERY = 200;
export const CANDIDATES = 4;
export const DOC_BLOCKS = 3;
export const SHOWN = 5;

/** Longer terms are cut: nobody types them. */
export const LONGEST = 48;
/** How many characters around the hit are shown. */
export const WINDOW = 170;
/** Fewer results than this in the reader's language, and others are asked as well. */
export const FEW = 3;
/** How long a reader who types may pause, in milliseconds, before results are looked for. */
export const PAUSE = 90;
