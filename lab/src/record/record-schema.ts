/** Version of the form of run folders and records. Older forms stay readable; newer ones are refused with a sentence. */
export const recordSchema = 1;
