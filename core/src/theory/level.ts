/** Family-wise level of a study: the probability that any verdict decided by a test is wrong. */
export const familyLevel = 0.01;
