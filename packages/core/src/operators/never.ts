/** The test of what is malformed: it never passes, also when inverted (rule 12). */
export const never = (): false => false;
