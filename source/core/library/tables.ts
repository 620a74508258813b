export {permissions} from '../catalog/permissions.ts';
export {scopes} from '../catalog/scopes.ts';
