// @ts-check
/* Stories by their words or their uids. */

import { asker } from "desk/body/named";

/** @typedef {import("desk/body/named").Named} Story */

const { find, of } = asker("findStories", "nameStories");

export { find as findStories, of as storyOf };
