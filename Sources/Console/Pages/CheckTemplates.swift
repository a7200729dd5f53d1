/// The pages of the border check, as Mustache. Decisions are made before: a template only says how things look.
enum CheckTemplates {
    static let all: [String: String] = [
        "top": top, "bottom": bottom, "form": form, "start": start, "result": result, "evidence": evidence, "proof": proof,
        "proofPage": proofPage, "signIn": signIn, "message": message,
    ]

    static let top = """
        <!doctype html>
        <html lang="{{frame.language}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{{frame.title}}</title>
        <link rel="stylesheet" href="{{frame.stylesheet}}">
        <link rel="icon" href="{{frame.icon}}" type="image/svg+xml">
        <script src="{{frame.script}}" defer></script>
        </head>
        <body>
        <a class="skip" href="#main" lang="en">Skip to the content</a>
        {{#frame.isSandbox}}<p class="synthetic" role="note" lang="en"><strong>SYNTHETIC</strong> <span>Sandbox: every person and record here is invented.</span></p>{{/frame.isSandbox}}
        <header class="bar" lang="en">
        <div class="bar-inner">
        <a class="brand" href="/"><svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path d="M4 6 16 28 28 6" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round"/><path d="M6 18a12 12 0 0 0 20 0" fill="none" stroke="currentColor" stroke-width="2.5"/><circle cx="16" cy="9" r="2.4" fill="currentColor"/></svg><span>Sextant</span></a>
        <nav aria-label="Pages"><a href="/"{{#frame.isCheck}} aria-current="page"{{/frame.isCheck}}>Border check</a>{{#frame.hasLinks}}<a href="/adjudication"{{#frame.isLinks}} aria-current="page"{{/frame.isLinks}}>Links</a>{{/frame.hasLinks}}<a href="/docs">API</a><a href="/docs/rights">Access rights</a></nav>
        {{#frame.officer}}<div class="officer"><span class="officer-name" title="{{authority}}"><span class="visually-hidden">Signed in as </span>{{user}}<span class="officer-authority"> · {{authority}}</span></span>
        {{#isDemo}}<span class="tag">demo officer</span>{{/isDemo}}{{^isDemo}}<form method="post" action="/session/end"><input type="hidden" name="form" value="{{frame.formToken}}"><button class="quiet">Sign out</button></form>{{/isDemo}}</div>{{/frame.officer}}
        </div>
        </header>
        <main id="main" tabindex="-1">

        """

    static let bottom = """
        </main>
        <footer class="foot" lang="en">
        <p>Every question is logged before it is answered, and the log can be proved. <a href="/log/checkpoint">Latest checkpoint</a> · <a href="/log/key">Log’s public key</a> · <a href="/statistics">Statistics</a> · <a href="/rights">Rights of persons</a></p>
        {{#frame.officer}}<div class="shortcuts" data-shortcuts hidden>
        <label class="switch"><input type="checkbox" id="shortcuts-on"> Keyboard shortcuts</label>
        {{^frame.isLinks}}<span class="keys"><kbd>n</kbd> next check <kbd>v</kbd> verdict <kbd>w</kbd> why <kbd>p</kbd> proof</span>
        <label class="switch"><input type="checkbox" id="auto-on"> Ask as soon as a zone is complete</label>{{/frame.isLinks}}
        </div>{{/frame.officer}}
        </footer>
        </body>
        </html>

        """

    static let form = """
        {{#form}}
        <form class="zone-form" method="post" action="/check" data-check>
        <input type="hidden" name="form" value="{{frame.formToken}}">
        <fieldset class="places"><legend>Check</legend>
        <label><input type="radio" name="place" value="entry"{{#isEntry}} checked{{/isEntry}}> <span>On entry</span></label>
        <label><input type="radio" name="place" value="exit"{{#isExit}} checked{{/isExit}}> <span>On exit</span></label>
        <label><input type="radio" name="place" value="inside"{{#isInside}} checked{{/isInside}}> <span>Inside</span></label>
        </fieldset>
        <label class="field-name" for="zone">Machine-readable zone</label>
        <p class="hint" id="zone-hint">Scan or paste two or three lines. <span data-auto-hint hidden>A complete zone is asked at once.</span></p>
        {{#zoneMistake}}<p class="mistake" id="zone-mistake"><strong>Not asked:</strong> {{.}}</p>{{/zoneMistake}}
        <textarea id="zone" name="zone" rows="3" maxlength="2000" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false" wrap="off" aria-describedby="zone-hint zone-state{{#zoneMistake}} zone-mistake{{/zoneMistake}}"{{#zoneMistake}} aria-invalid="true"{{/zoneMistake}}{{#focusZone}} autofocus{{/focusZone}}>
        {{zone}}</textarea>
        <p class="zone-state" id="zone-state" role="status" data-zone-state></p>
        <button class="primary">Ask the systems</button>
        </form>
        <details class="by-data"{{#isByData}} open{{/isByData}}>
        <summary>Search by name or document instead</summary>
        <form method="post" action="/check">
        <input type="hidden" name="form" value="{{frame.formToken}}">
        {{#dataMistake}}<p class="mistake" id="data-mistake" role="alert"><strong>Not asked:</strong> {{.}}</p>{{/dataMistake}}
        <fieldset class="places"><legend>Check</legend>
        <label><input type="radio" name="place" value="entry"{{#isEntry}} checked{{/isEntry}}> <span>On entry</span></label>
        <label><input type="radio" name="place" value="exit"{{#isExit}} checked{{/isExit}}> <span>On exit</span></label>
        <label><input type="radio" name="place" value="inside"{{#isInside}} checked{{/isInside}}> <span>Inside</span></label>
        </fieldset>
        <div class="fields">
        <div class="wide"><label class="field-name" for="surnames">Surnames</label><input id="surnames" name="surnames"{{#bad.surnames}} aria-invalid="true"{{/bad.surnames}} value="{{surnames}}" autocomplete="off" spellcheck="false" maxlength="400" aria-describedby="names-hint{{#bad.surnames}} data-mistake{{/bad.surnames}}"></div>
        <div class="wide"><label class="field-name" for="givenNames">Given names</label><input id="givenNames" name="givenNames"{{#bad.givenNames}} aria-invalid="true"{{/bad.givenNames}} value="{{givenNames}}" autocomplete="off" spellcheck="false" maxlength="400" aria-describedby="names-hint{{#bad.givenNames}} data-mistake{{/bad.givenNames}}">
        <p class="hint" id="names-hint">In any script. Separate alternatives by commas.</p></div>
        <fieldset class="wide date"><legend>Date of birth</legend>
        <label>Day <input id="birthDay" name="birthDay" value="{{birthDay}}" inputmode="numeric" maxlength="2" autocomplete="off"></label>
        <label>Month <input id="birthMonth" name="birthMonth" value="{{birthMonth}}" inputmode="numeric" maxlength="2" autocomplete="off"></label>
        <label>Year <input id="birthYear" name="birthYear"{{#bad.birthYear}} aria-invalid="true" aria-describedby="data-mistake"{{/bad.birthYear}} value="{{birthYear}}" inputmode="numeric" maxlength="4" autocomplete="off"></label>
        </fieldset>
        <div><label class="field-name" for="sex">Sex</label><select id="sex" name="sex"><option value="">not given</option>{{#sexes}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>{{/sexes}}</select></div>
        <div><label class="field-name" for="nationality">Nationality</label><input id="nationality" name="nationality"{{#bad.nationality}} aria-invalid="true" aria-describedby="data-mistake"{{/bad.nationality}} value="{{nationality}}" maxlength="3" autocomplete="off" autocapitalize="characters" placeholder="UKR"></div>
        <div><label class="field-name" for="documentNumber">Document number</label><input id="documentNumber" name="documentNumber"{{#bad.documentNumber}} aria-invalid="true" aria-describedby="data-mistake"{{/bad.documentNumber}} value="{{documentNumber}}" maxlength="40" autocomplete="off" spellcheck="false"></div>
        <div><label class="field-name" for="documentIssuer">Issuer</label><input id="documentIssuer" name="documentIssuer"{{#bad.documentIssuer}} aria-invalid="true" aria-describedby="data-mistake"{{/bad.documentIssuer}} value="{{documentIssuer}}" maxlength="3" autocomplete="off" autocapitalize="characters" placeholder="UKR"></div>
        <div class="wide"><label class="field-name" for="reference">Case or file, if there is one</label><input id="reference" name="reference"{{#bad.reference}} aria-invalid="true" aria-describedby="data-mistake"{{/bad.reference}} value="{{reference}}" maxlength="100" autocomplete="off"></div>
        </div>
        <button class="primary">Ask the systems</button>
        </form>
        </details>
        {{/form}}
        """

    static let start = """
        {{>top}}
        <div class="columns start">
        <section class="card ask" aria-labelledby="ask-title">
        <h1 id="ask-title">Border check</h1>
        {{>form}}
        </section>
        <aside class="side">
        {{#hasExamples}}
        <section class="card" aria-labelledby="examples-title">
        <h2 id="examples-title">Try one</h2>
        <p class="hint">Synthetic travellers and specimens of ICAO Doc 9303.</p>
        <ul class="examples">
        {{#examples}}
        <li><form method="post" action="/check"><input type="hidden" name="form" value="{{frame.formToken}}"><input type="hidden" name="place" value="{{place}}"><input type="hidden" name="zone" value="{{zone}}"><button class="example"><span>{{title}}</span><span class="example-zone" aria-hidden="true">{{firstLine}}</span></button></form></li>
        {{/examples}}
        </ul>
        </section>
        {{/hasExamples}}
        <section class="card plain" aria-labelledby="how-title">
        <h2 id="how-title">What happens</h2>
        <ol class="steps">
        <li>Each system that you may ask for this purpose is asked at the same time.</li>
        <li>One verdict comes back, with what is to be done and why this person was found.</li>
        <li>The question is in the provable log before you see the answer.</li>
        </ol>
        </section>
        </aside>
        </div>
        {{>bottom}}
        """

    static let result = """
        {{>top}}
        <div class="columns">
        <div class="answer">
        {{#verdict}}
        <section class="verdict {{level}}" aria-labelledby="verdict-title">
        <div class="verdict-head">
        <svg class="verdict-icon" viewBox="0 0 48 48" aria-hidden="true">{{#isStop}}<path d="M15 2h18l13 13v18L33 46H15L2 33V15z" class="shape"/><path d="M16 16l16 16M32 16 16 32" class="sign"/>{{/isStop}}{{#isCheckFirst}}<path d="M24 4 46 43H2z" class="shape"/><path d="M24 18v12M24 35.5v1.5" class="sign"/>{{/isCheckFirst}}{{#isProceed}}<circle cx="24" cy="24" r="22" class="shape"/><path d="M14 25l7 7 14-15" class="sign"/>{{/isProceed}}</svg>
        <div>
        <p class="verdict-word">{{word}}</p>
        <h1 id="verdict-title" tabindex="-1" autofocus data-verdict>{{headline}}</h1>
        </div>
        </div>
        {{#hasReasons}}<ul class="reasons">{{#reasons}}<li>{{.}}</li>{{/reasons}}</ul>{{/hasReasons}}
        <p class="next"><a class="button" href="#zone">Next check</a></p>
        </section>
        {{#hasActions}}
        <section class="card" aria-labelledby="actions-title">
        <h2 id="actions-title">To be done</h2>
        <ol class="actions">
        {{#actions}}
        <li>
        <p class="action-title">{{title}}{{#isFirst}} <span class="tag strong">first</span>{{/isFirst}}{{#isDiscreet}} <span class="tag strong">discreet: the person must not notice</span>{{/isDiscreet}}</p>
        {{#hasWarnings}}<p class="warnings"><strong>Beware:</strong> {{warnings}}</p>{{/hasWarnings}}
        {{#hasDetail}}<p>{{detail}}</p>{{/hasDetail}}
        {{#advice}}<p class="hint">{{.}}</p>{{/advice}}
        </li>
        {{/actions}}
        </ol>
        </section>
        {{/hasActions}}
        {{/verdict}}
        <section class="card" aria-labelledby="person-title">
        <h2 id="person-title">Asked about</h2>
        {{#person}}
        <p class="person-name">{{name}}</p>
        <dl class="facts">{{#facts}}<div><dt>{{label}}</dt><dd>{{value}}</dd></div>{{/facts}}</dl>
        {{/person}}
        {{#hasRemarks}}<div class="remarks"><p><strong>Reading of the zone</strong></p><ul>{{#remarks}}<li>{{.}}</li>{{/remarks}}</ul></div>{{/hasRemarks}}
        <ul class="systems" aria-label="Systems asked">{{#systems}}<li class="system {{state}}"><svg viewBox="0 0 16 16" aria-hidden="true">{{#isHit}}<circle cx="8" cy="8" r="6.5"/><path d="M5 8l2.2 2.2L11 6"/>{{/isHit}}{{#isNoHit}}<circle cx="8" cy="8" r="6.5"/><path d="M5 8h6"/>{{/isNoHit}}{{#isSilent}}<path d="M8 1.8 15 14H1z"/><path d="M8 6v4M8 12v.4"/>{{/isSilent}}</svg><strong>{{name}}</strong> {{words}}</li>{{/systems}}</ul>
        </section>
        {{#stay}}
        <section class="card" aria-labelledby="stay-title">
        <h2 id="stay-title">Stay{{#traveller}} <span class="tag">{{.}}</span>{{/traveller}}</h2>
        {{#hasFigures}}<dl class="figures">{{#figures}}<div><dt>{{label}}</dt><dd><span class="figure">{{value}}</span>{{#unit}} <span class="unit">{{.}}</span>{{/unit}}</dd></div>{{/figures}}</dl>
        {{#bar}}<svg class="gauge" viewBox="0 0 90 3" preserveAspectRatio="none" aria-hidden="true"><rect width="90" height="3" class="gauge-rest"/><rect width="{{used}}" height="3" class="gauge-used{{#isOver}} over{{/isOver}}"/></svg>{{/bar}}{{/hasFigures}}
        {{#strip}}
        <figure class="strip-figure">
        <div class="strip" role="img" aria-label="{{summary}}">
        {{#halves}}<svg viewBox="0 0 360 58" aria-hidden="true" focusable="false"><defs><pattern id="hatch{{half}}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" class="hatch-ground"/><rect width="2.4" height="5" class="hatch-line"/></pattern></defs>
        <rect x="0" y="33" width="360" height="5" class="day-away"/>{{#runs}}<rect x="{{x}}" y="{{y}}" width="{{width}}" height="{{height}}" class="day-{{kind}}"{{#fill}} fill="url(#hatch{{half}})"{{/fill}}/>{{/runs}}
        {{#months}}<line x1="{{x}}" x2="{{x}}" y1="38" y2="45" class="tick"/>{{#label}}<text x="{{textX}}" y="54" class="tick-label">{{.}}</text>{{/label}}{{/months}}{{#isLast}}<path d="M358 38v8" class="today"/><text x="360" y="54" text-anchor="end" class="tick-label today-label">today</text>{{/isLast}}</svg>{{/halves}}
        </div>
        <figcaption><ul class="legend">{{#legend}}<li><svg viewBox="0 0 14 14" aria-hidden="true"><rect x="0" y="{{y}}" width="14" height="{{height}}" class="day-{{kind}}"{{#isHatched}} fill="url(#hatch0)"{{/isHatched}}/></svg>{{words}}</li>{{/legend}}</ul></figcaption>
        </figure>
        <details><summary>The 180 days as a table</summary>
        <div class="scroll" tabindex="0" role="region" aria-label="The 180 days"><table aria-label="The 180 days"><thead><tr><th scope="col">From</th><th scope="col">To</th><th scope="col" class="number">Days</th><th scope="col">What</th></tr></thead><tbody>{{#rows}}<tr><td>{{from}}</td><td>{{to}}</td><td class="number">{{days}}</td><td>{{what}}</td></tr>{{/rows}}</tbody></table></div></details>
        {{/strip}}
        {{#hasStays}}<details><summary>Last crossings</summary>
        <div class="scroll" tabindex="0" role="region" aria-label="Last crossings"><table aria-label="Last crossings"><thead><tr><th scope="col">Entry</th><th scope="col">At</th><th scope="col">Exit</th><th scope="col">At</th><th scope="col">Lawful until</th></tr></thead><tbody>{{#stays}}<tr><td>{{entry}}</td><td>{{entryPoint}}</td><td>{{exit}}</td><td>{{exitPoint}}</td><td>{{authorisedEnd}}{{#overstay}} <span class="tag strong">exceeded</span>{{/overstay}}</td></tr>{{/stays}}</tbody></table></div></details>{{/hasStays}}
        </section>
        {{/stay}}
        {{#hasHits}}
        <section class="card" aria-labelledby="why-title">
        <h2 id="why-title" tabindex="-1" data-why>Why this person</h2>
        {{#hits}}
        {{>evidence}}
        {{/hits}}
        </section>
        {{/hasHits}}
        {{>proof}}
        </div>
        <aside class="side">
        <section class="card ask" aria-labelledby="ask-title">
        <h2 id="ask-title">Next check</h2>
        {{>form}}
        </section>
        </aside>
        </div>
        {{>bottom}}
        """

    static let evidence = """
        <details class="hit">
        <summary><span class="hit-title">{{title}}</span> <span class="tag{{#isExact}} exact{{/isExact}}">{{likeness}}</span></summary>
        <div class="hit-body">
        {{#hasIdentities}}<ul class="identities">{{#identities}}<li>{{#isMatched}}<strong>{{name}}</strong>{{/isMatched}}{{^isMatched}}{{name}}{{/isMatched}} <span class="hint">{{words}}</span></li>{{/identities}}</ul>{{/hasIdentities}}
        <dl class="facts">{{#facts}}<div><dt>{{label}}</dt><dd>{{value}}</dd></div>{{/facts}}</dl>
        <div class="scroll" tabindex="0" role="region" aria-label="Evidence for {{title}}"><table><caption>{{weights}}</caption><thead><tr><th scope="col">What</th><th scope="col">Asked</th><th scope="col">On file</th><th scope="col">How they meet</th><th scope="col" class="number">Bits</th></tr></thead><tbody>{{#evidence}}<tr><th scope="row">{{kind}}</th><td>{{asked}}</td><td>{{found}}</td><td>{{rule}}</td><td class="number{{#isAgainst}} against{{/isAgainst}}">{{bits}}</td></tr>{{/evidence}}</tbody></table></div>
        </div>
        </details>
        """

    static let proof = """
        {{#proof}}
        <section class="card proof" id="proof" aria-labelledby="proof-title"{{#isWaiting}} data-proof="/proof/{{entry}}"{{/isWaiting}}>
        <h2 id="proof-title" tabindex="-1">Log proof {{#proved}}{{#holds}}<span class="tag exact">verified</span>{{/holds}}{{^holds}}<span class="tag strong">not verified</span>{{/holds}}{{/proved}}</h2>
        <dl class="facts"><div><dt>Entry</dt><dd><code>{{entry}}</code></dd></div>{{#facts}}<div><dt>{{label}}</dt><dd>{{value}}</dd></div>{{/facts}}</dl>
        {{#isWaiting}}<p class="hint" role="status" data-proof-state>The question is logged. Its place is being signed; <a href="/proof/{{entry}}">show the proof</a>.</p>{{/isWaiting}}
        {{#proved}}
        {{#failure}}<p class="mistake" role="alert">The proof does not hold: {{.}}. Report this.</p>{{/failure}}
        <p class="downloads"><a class="button" href="/proof/{{entry}}/tlog-proof" download>Proof file</a> <a class="button" href="/proof/{{entry}}/entry" download>Logged entry</a></p>
        <details><summary>Hashes from the entry to the signed root</summary>
        <p class="hint">Leaf, then {{count}} siblings up to the root (RFC 6962, SHA-256, base64).</p>
        <ol class="hashes" start="0">{{#hashes}}<li><code>{{.}}</code></li>{{/hashes}}</ol>
        <p class="hint">Root</p><p><code class="long">{{root}}</code></p>
        </details>
        <details><summary>Signed checkpoint</summary><pre class="scroll" tabindex="0">{{checkpoint}}</pre>
        <p class="hint">Public key</p><p><code class="long">{{key}}</code></p>
        <p class="hint">Check the two files anywhere: <code class="long">sextant log check {{entry}} --key {{key}}</code></p></details>
        {{/proved}}
        </section>
        {{/proof}}
        """

    static let proofPage = """
        {{>top}}
        <div class="columns single"><div class="answer">
        <h1 class="visually-hidden">Log proof</h1>
        {{>proof}}
        <p><a href="/">Next check</a></p>
        </div></div>
        {{>bottom}}
        """

    static let signIn = """
        {{>top}}
        <div class="columns single">
        <section class="card ask" aria-labelledby="ask-title">
        <h1 id="ask-title">Sign in</h1>
        {{#mistake}}<p class="mistake" id="mistake" role="alert" tabindex="-1">{{.}}</p>{{/mistake}}
        <form method="post" action="/session">
        <input type="hidden" name="form" value="{{frame.formToken}}">
        <div class="fields">
        <div class="wide"><label class="field-name" for="client">Client</label><input id="client" name="client" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="200" autofocus></div>
        <div class="wide"><label class="field-name" for="secret">Secret</label><input id="secret" name="secret" type="password" autocomplete="current-password" maxlength="400"></div>
        </div>
        <button class="primary">Sign in</button>
        </form>
        <details class="by-data"><summary>Use an access token instead</summary>
        <form method="post" action="/session">
        <input type="hidden" name="form" value="{{frame.formToken}}">
        <label class="field-name" for="token">Access token</label><p class="hint" id="token-hint">As <code>sextant token</code> prints it.</p>
        <textarea id="token" name="token" rows="4" maxlength="4096" autocomplete="off" spellcheck="false" aria-describedby="token-hint"></textarea>
        <button class="primary">Sign in</button>
        </form></details>
        </section>
        </div>
        {{>bottom}}
        """

    static let message = """
        {{>top}}
        <div class="columns">
        <div class="answer">
        <section class="verdict neutral" aria-labelledby="verdict-title">
        <h1 id="verdict-title" tabindex="-1" autofocus data-verdict>{{headline}}</h1>
        <p>{{detail}}</p>
        {{#article}}<p class="hint">{{.}}</p>{{/article}}
        {{#requestID}}<p class="hint">Request <code>{{.}}</code></p>{{/requestID}}
        {{^hasForm}}<p><a class="button" href="/">Back to the check</a></p>{{/hasForm}}
        </section>
        </div>
        {{#hasForm}}<aside class="side"><section class="card ask" aria-labelledby="ask-title"><h2 id="ask-title">Ask again</h2>
        {{>form}}
        </section></aside>{{/hasForm}}
        </div>
        {{>bottom}}
        """
}
