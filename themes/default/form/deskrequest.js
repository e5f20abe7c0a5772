// Requests to the desk of precept serve, from a form's page.

export const token =
  new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src).searchParams.get("token") || "";

/**
 * Asks the desk. What it refuses is an error with its words.
 *
 * @param {string} what
 * @param {FormData} [body]
 */
export async function ask(what, body) {
  const answer = await fetch("/-/desk/" + what, {
    method: body ? "POST" : "GET",
    body,
    headers: { "X-Precept-Token": token },
    credentials: "same-origin",
    cache: "no-store",
  });
  if (/^text\/plain/.test(answer.headers.get("Content-Type") || "")) throw new Error(await answer.text());
  return answer;
}

/**
 * Posts fields and gives what became of it.
 *
 * @param {string} what
 * @param {{[name: string]: string}} fields
 * @param {File[]} [files]
 * @returns {Promise<import('./outcome.js').Outcome>}
 */
export async function post(what, fields, files = []) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  for (const file of files) data.append("file", file, file.name);
  return (await ask(what, data)).json();
}
