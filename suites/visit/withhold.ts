/** How long an answer is withheld from a client, in ms, where nothing else tells what it does meanwhile. */
export const withholdMs = 1500
