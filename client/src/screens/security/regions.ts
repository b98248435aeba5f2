/** Where a Region is, as people call the place; its own name where none is known. */
const places: Record<string, string> = {
  'ap-northeast-1': 'Tokyo',
  'ap-northeast-2': 'Seoul',
  'ap-northeast-3': 'Osaka',
  'ap-southeast-1': 'Singapore',
  'eu-central-1': 'Frankfurt',
  'eu-west-1': 'Ireland',
  'eu-west-2': 'London',
  'eu-west-3': 'Paris',
  'us-east-1': 'Virginia',
  'us-east-2': 'Ohio',
  'us-west-2': 'Oregon',
};

export function placeOf(region: string): string {
  return places[region] ?? region;
}
