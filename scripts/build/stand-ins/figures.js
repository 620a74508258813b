/** Stands in for figures: the one sign of it that ink-select-input draws with its own Indicator. */
// biome-ignore lint/style/noDefaultExport: it is what ink-select-input imports of figures.
export default {pointer: '❯'};
