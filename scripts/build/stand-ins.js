/** Replaces figures, of which ink-select-input uses one sign. */
// biome-ignore lint/style/noDefaultExport: the packages import it.
export default {pointer: '❯'};
