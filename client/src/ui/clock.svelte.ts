/** The minute it is: what shows a relative time or a due date reads it and stays true while the page is open. */
class Clock {
  now = $state(Date.now());

  run(): () => void {
    const tick = () => (this.now = Date.now());
    const timer = setInterval(tick, 60_000);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }
}

export const clock = new Clock();
