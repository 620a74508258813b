/**
 * Replaces debug, which would log the headers of requests and so the token, and figures, of which ink-select-input
 * uses one sign.
 */
// biome-ignore lint/style/noDefaultExport: the packages import it.
export default Object.assign(() => () => {}, {pointer: '❯'});
