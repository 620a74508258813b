/**
 * The links to operations on developer.github.com/v3 until 2020, which older programs still print. Each row has the
 * last part of the page's address, some with the section before it, the part after `#`, and the operation. GitHub
 * no longer publishes these pages: the rows come from links in reported errors.
 */

// biome-ignore format: one line of data a link
/** Operations by their former links: `hooks#create-a-hook`, `pulls/comments#create-a-comment`. */
export const formerSlugs: {readonly [pageAndSlug: string]: string} = {
	'statuses#create-a-status': 'POST /repos/{owner}/{repo}/statuses/{sha}',
	'issues#edit-an-issue': 'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
	'issues#list-issues-for-a-repository': 'GET /repos/{owner}/{repo}/issues',
	'issues#get-a-single-issue': 'GET /repos/{owner}/{repo}/issues/{issue_number}',
	'comments#create-a-comment': 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
	'pulls/comments#create-a-comment': 'POST /repos/{owner}/{repo}/pulls/{pull_number}/comments',
	'comments#edit-a-comment': 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
	'comments#delete-a-comment': 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}',
	'comments#list-comments-on-an-issue': 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
	'labels#list-all-labels-for-this-repository': 'GET /repos/{owner}/{repo}/labels',
	'pulls#merge-a-pull-request-merge-button': 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
	'pulls#get-a-single-pull-request': 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
	'reviews#create-a-pull-request-review': 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
	'review_requests#create-a-review-request': 'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
	'repos#create': 'POST /user/repos',
	'repos#edit': 'PATCH /repos/{owner}/{repo}',
	'repos#get': 'GET /repos/{owner}/{repo}',
	'repos#list-tags': 'GET /repos/{owner}/{repo}/tags',
	'repos#list-contributors': 'GET /repos/{owner}/{repo}/contributors',
	'repos#list-your-repositories': 'GET /user/repos',
	'contents#create-a-file': 'PUT /repos/{owner}/{repo}/contents/{path}',
	'contents#create-or-update-a-file': 'PUT /repos/{owner}/{repo}/contents/{path}',
	'contents#update-a-file': 'PUT /repos/{owner}/{repo}/contents/{path}',
	'contents#get-contents': 'GET /repos/{owner}/{repo}/contents/{path}',
	'releases#edit-a-release': 'PATCH /repos/{owner}/{repo}/releases/{release_id}',
	'releases#list-releases-for-a-repository': 'GET /repos/{owner}/{repo}/releases',
	'hooks#create-a-hook': 'POST /repos/{owner}/{repo}/hooks',
	'hooks#list-hooks': 'GET /repos/{owner}/{repo}/hooks',
	'hooks#edit-a-hook': 'PATCH /repos/{owner}/{repo}/hooks/{hook_id}',
	'hooks#delete-a-hook': 'DELETE /repos/{owner}/{repo}/hooks/{hook_id}',
	'keys#add-a-new-deploy-key': 'POST /repos/{owner}/{repo}/keys',
	'keys#create-a-public-key': 'POST /user/keys',
	'keys#list-your-public-keys': 'GET /user/keys',
	'collaborators#add-user-as-a-collaborator': 'PUT /repos/{owner}/{repo}/collaborators/{username}',
	'collaborators#list-collaborators': 'GET /repos/{owner}/{repo}/collaborators',
	'traffic#views': 'GET /repos/{owner}/{repo}/traffic/views',
	'traffic#clones': 'GET /repos/{owner}/{repo}/traffic/clones',
	'traffic#list-referrers': 'GET /repos/{owner}/{repo}/traffic/popular/referrers',
	'merging#perform-a-merge': 'POST /repos/{owner}/{repo}/merges',
	'members#members-list': 'GET /orgs/{org}/members',
	'gists#edit-a-gist': 'PATCH /gists/{gist_id}',
	'notifications#list-your-notifications': 'GET /notifications',
	'starring#star-a-repository': 'PUT /user/starred/{owner}/{repo}',
	'users#get-the-authenticated-user': 'GET /user',
};
