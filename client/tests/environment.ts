/** Node, but with modules built as for a browser: the runes under test are then the ones people get. */
export default {
  name: 'browser-modules',
  viteEnvironment: 'client',
  setup() {
    return { teardown() {} };
  },
};
