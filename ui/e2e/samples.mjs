// @ts-check
/** The article that the journeys mark: everything in it that offsets could stumble over. */

/** Its title. */
export const TITLE = "Letters from everywhere";

/** As a browser would put it on the clipboard. */
export const HTML = `<html><head><title>${TITLE}</title></head><body><article>
<h1>${TITLE}</h1>
<p>The first letter was short, and the second one was written in a hurry before the boat left; both were kept in a
tin box under the stairs, where the damp could not reach them and nobody thought of looking.</p>
<p>In the third letter the whole family 👩‍👩‍👧‍👦 waves from the beach 👋🏽, and the writer sits in a cafe\u0301 that was
called the Zu\u0308rich, though it never stood there and its owner had never seen a lake in his life.</p>
<p dir="rtl">שלום עולם, כתב הדוד בעברית, והמשיך לספר על הגשם שירד כל הלילה על הגגות של העיר.</p>
<p dir="rtl">مرحبا بالعالم كتبت العمة من القاهرة وتحدثت طويلا عن النهر وعن أصدقاء قدامى.</p>
<table><thead><tr><th>Sender</th><th>Place</th></tr></thead>
<tbody><tr><td>An uncle by marriage</td><td>Haifa harbour</td></tr>
<tr><td>The older aunt</td><td>Cairo station</td></tr></tbody></table>
<p>A cousin who repaired typewriters answered with a program, because he trusted nothing else to stay the same:</p>
<pre><code>def letter(to):
    if to is None:
        return "nobody"
    return f"Dear {to}"
</code></pre>
<p>The last letter has no date. It says that a thing which is kept well enough does not need one, and asks for stamps.</p>
</article></body></html>`;

/** Passages to mark, with the button for each colour and the colour's name. */
export const PASSAGES = /** @type {const} */ ([
  { quote: "the second one was written in a hurry", button: "Yellow", color: "yellow" },
  { quote: "written in a hurry before the boat left", button: "Blue", color: "blue" },
  { quote: "family 👩‍👩‍👧‍👦 waves", button: "Green", color: "green" },
  { quote: "from the beach 👋🏽", button: "Pink", color: "magenta" },
  { quote: "a cafe\u0301 that", button: "Purple", color: "purple" },
  { quote: "שלום עולם", button: "Yellow", color: "yellow" },
  { quote: "مرحبا بالعالم", button: "Green", color: "green" },
  { quote: "Haifa harbour", button: "Blue", color: "blue" },
  { quote: 'return "nobody"', button: "Pink", color: "magenta" },
]);

/** The title of a long article with sections, notes, code, a formula and an image. */
export const ISLAND_TITLE = "The tide tables of an island";

const WALK =
  "<p>The keeper of the tables writes each tide into two books and trusts neither of them, since the sea has never read a word of what he wrote and will not begin now.</p>";

/** A picture of one colour, large enough to be looked at. */
const LAMP =
  "iVBORw0KGgoAAAANSUhEUgAAAHgAAABaAQMAAABJzgCsAAAABlBMVEW+oG4AAAAuedRsAAAAFElEQVR42mNgGAWjYBSMglEwGAEABaAAAdrNUzwAAAAASUVORK5CYII=";

/** Everything that a reader helps with. */
export const ISLAND = `<html lang="en"><head><title>${ISLAND_TITLE}</title></head><body><article>
<h1>${ISLAND_TITLE}</h1>
<p>The lens came from Paris<a href="#n1" class="ref">[1]</a> and a café keeper carried it over the ice on a sledge with eleven men, which took them most of a day.</p>
${WALK.repeat(3)}
<h2>The two tables</h2>${WALK.repeat(4)}
<h3>The older one</h3>${WALK.repeat(4)}
<figure><img src="data:image/png;base64,${LAMP}" alt="A lamp" width="120" height="90"><figcaption>The lamp of the northern tower</figcaption></figure>
<h2>Numbers</h2>
<p>The range follows from the height of the lamp, as <script type="math/tex">d = 3.57 \\sqrt{h}</script> says when both are given in the usual units of the trade.</p>
<pre><code class="language-python">def tide(hour):
    """Height in metres."""
    return 3.5 if hour is None else hour * 2  # as in the older table
</code></pre>
${WALK.repeat(3)}
<h2>The storm</h2>${WALK.repeat(5)}
<p>In the end the cafe keeper was right, and the lens went back over the same ice in the spring of the year.</p>
<ol><li id="n1">A lens of the second order.</li></ol>
</article></body></html>`;
