/** Stands in for debug: what https-proxy-agent would log holds the request's headers, and so the token. */
// biome-ignore lint/style/noDefaultExport: it is what https-proxy-agent imports of debug.
export default () => () => {};
