export interface Question {
  title: string;
  text: string;
  yes: string;
  danger?: boolean;
}

class Confirm {
  asked = $state.raw<(Question & { answer: (yes: boolean) => void }) | null>(null);

  /** Resolves true only when the person presses the button that says what will happen. */
  ask(question: Question): Promise<boolean> {
    this.asked?.answer(false);
    return new Promise((resolve) => {
      this.asked = {
        ...question,
        answer: (yes) => {
          this.asked = null;
          resolve(yes);
        },
      };
    });
  }
}

export const confirm = new Confirm();
