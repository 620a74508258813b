/**
 * Stands in for debug, which would log the headers of requests and so the token, and for figures, of which
 * ink-select-input takes one sign.
 */
// biome-ignore lint/style/noDefaultExport: it is what the packages import.
export default Object.assign(() => () => {}, {pointer: '❯'});
