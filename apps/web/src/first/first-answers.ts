/** Sends one question by the name of its operation, and throws if it is refused. */
export type Send = (name: string, variables: object) => Promise<unknown>;

/**
 * What is asked before the page's own code is there, so that the page is drawn once, with what it says. What is not answered by
 * then, or fails, is asked by whoever shows it.
 */
export interface FirstAnswers {
  /** Null: it has failed. */
  ask<Data>(name: string, variables: object): Promise<Data | null>;
  /** What is asked and may still be under way; nobody else gets it. Null: it is not asked. */
  take<Data>(name: string, variables: object): Promise<Data | null> | null;
  /** Undefined: it has not been asked, or not been answered, or the page is drawn. */
  of<Data>(name: string, variables: object): Data | undefined;
  /** The page is drawn: from now on what was answered is of the past. */
  end(): void;
}

export function createFirstAnswers(send: Send): FirstAnswers {
  const asked = new Map<string, Promise<unknown>>();
  const answers = new Map<string, unknown>();
  const keyOf = (name: string, variables: object): string => `${name} ${JSON.stringify(variables)}`;
  return {
    ask<Data>(name: string, variables: object) {
      const key = keyOf(name, variables);
      const answer = send(name, variables).then(
        (data) => {
          if (asked.get(key) === answer) answers.set(key, data);
          return data;
        },
        () => null,
      );
      asked.set(key, answer);
      return answer as Promise<Data | null>;
    },
    take<Data>(name: string, variables: object) {
      const key = keyOf(name, variables);
      const answer = asked.get(key) ?? null;
      asked.delete(key);
      answers.delete(key);
      return answer as Promise<Data | null> | null;
    },
    of: <Data>(name: string, variables: object) => answers.get(keyOf(name, variables)) as Data | undefined,
    end: () => {
      asked.clear();
      answers.clear();
    },
  };
}
