/** The version of the Unleash client specification that is spoken, sent as `Unleash-Client-Spec` (strict semver). */
export const SPEC_VERSION = '6.1.0';
