const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Mac OS X/, 'Mac'],
  [/Linux/, 'Linux'],
];

/** What a passkey made here is called until its owner says otherwise. */
export function deviceName(agent = navigator.userAgent): string {
  return systems.find(([sign]) => sign.test(agent))?.[1] ?? 'Passkey';
}
