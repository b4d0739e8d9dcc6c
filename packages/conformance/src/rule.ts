/** One rule of a contract: a sentence, and the check that rejects when it is broken. */
export interface Rule<Subject> {
  readonly title: string;
  readonly check: (subject: Subject) => Promise<void>;
}
