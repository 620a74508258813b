import {countSlips} from '../text/nearest.ts';
import {defaultHost, hostKind} from './host.ts';

/** Letters and digits that look like others, and those others. */
const lookAlikes: Readonly<Record<string, string>> = {'0': 'o', '1': 'i', l: 'i', rn: 'm', vv: 'w'};

const seen = (host: string): string =>
	host.replaceAll(/0|1|l|rn|vv/g, letters => lookAlikes[letters] ?? letters);

/**
 * Whether a host that is not GitHub's has a name that looks like github.com: `github.com.example.net`,
 * `github-com.example.net`, `githud.com`, `g1thub.com`, `github.co`. The server of a company does not:
 * `github.example.com`. `host` is in the spelling that `readHost` returns.
 */
export const imitatesGitHub = (host: string): boolean => {
	const name = host.replace(/:\d+$/, '').replace(/^www\./, '');
	if (name === defaultHost || hostKind(name) === 'ghe.com' || /(?:^|\.)ghe\.com$/.test(name)) {
		return false;
	}
	const domain = name.split('.').slice(-2).join('.');
	return (
		/github[.-]?com(?:[.-]|$)/.test(name) ||
		/(?:^|[.-])ghe[.-]com[.-]/.test(name) ||
		(domain.length <= 20 &&
			(countSlips(seen(domain), seen(defaultHost)) <= 1 ||
				/^github-\w+\.|^github\.\w{2,6}$/.test(domain)))
	);
};
