export type Theme = 'system' | 'light' | 'dark';

const kept = 'izwork.theme';

function read(): Theme {
  try {
    const value = localStorage.getItem(kept);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
}

class Appearance {
  theme = $state<Theme>(read());

  constructor() {
    this.show();
  }

  choose(theme: Theme): void {
    this.theme = theme;
    try {
      localStorage.setItem(kept, theme);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    this.show();
  }

  private show(): void {
    if (this.theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.theme;
  }
}

export const appearance = new Appearance();
