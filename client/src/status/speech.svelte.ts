import { dictionaries, keep, preferred, type Language, type Word } from './words';

class Speech {
  language = $state<Language>(preferred());

  toggle(): void {
    this.language = this.language === 'vi' ? 'en' : 'vi';
    keep(this.language);
  }

  /** A sentence with its {facts}. */
  say(word: Word, facts: Record<string, string> = {}): string {
    return dictionaries[this.language][word].replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '');
  }

  /** A name the server uses, in words where there are some. */
  name(code: string): string {
    return code in dictionaries.vi ? this.say(code as Word) : code;
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.language).format(value);
  }

  time(at: number, style: Intl.DateTimeFormatOptions = { dateStyle: 'short', timeStyle: 'short' }): string {
    return new Intl.DateTimeFormat(this.language === 'vi' ? 'vi-VN' : 'en-GB', style).format(at);
  }
}

export const speech = new Speech();
