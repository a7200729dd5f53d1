/// The pages of the adjudication, as Mustache. They work without scripts; a script adds keys.
enum AdjudicationTemplates {
    static let all: [String: String] = [
        "queue": queue, "link": link, "sides": sides, "prints": prints, "opinion": opinion, "decide": decide, "after": after, "wrong": wrong,
        "rectify": rectify, "review": review, "decided": decided, "informed": informed, "letter": letter,
    ]

    static let queue = """
        {{>top}}
        <div class="columns single">
        <section class="card">
        <h1>Links to verify</h1>
        {{#isEmpty}}<p>Nothing waits for your authority.</p>{{/isEmpty}}
        {{^isEmpty}}<p class="hint">The most urgent first. Move with <kbd>j</kbd> and <kbd>k</kbd>, open with <kbd>Enter</kbd>.{{#isShuffled}} What is due at about the same time stands in an order of your own.{{/isShuffled}}</p>
        <ol class="queue">
        {{#lines}}<li><a href="{{address}}" data-row><span class="queue-what">{{step}}{{#isOverdue}} <span class="tag strong">late</span>{{/isOverdue}}</span><span class="queue-when">until {{deadline}}</span><span class="hint">since {{begun}} · {{article}} · link …{{short}}</span></a></li>
        {{/lines}}</ol>{{/isEmpty}}
        {{#more}}<p>There are more than shown.</p>{{/more}}
        </section>
        </div>
        {{>bottom}}
        """

    private static let runs = "{{#isOther}}<mark>{{text}}</mark>{{/isOther}}{{^isOther}}{{text}}{{/isOther}}"

    static let link = """
        {{>top}}
        <div class="columns">
        <div class="answer">
        {{>sides}}
        {{#hasPrints}}{{>prints}}{{/hasPrints}}
        {{#hasEvidenceCard}}<section class="card" aria-labelledby="evidence-title">
        <h2 id="evidence-title">Evidence</h2>
        <p>{{biometrics}}</p>
        {{#hasFingers}}<div class="scroll" tabindex="0" role="region" aria-label="Scores of the fingers"><table><caption>Scores of the fingers; they add up.</caption><tbody>{{#fingers}}<tr><th scope="row">{{kind}}</th><td class="number{{#isAgainst}} against{{/isAgainst}}">{{bits}}</td></tr>{{/fingers}}</tbody></table></div>{{/hasFingers}}
        {{#hasEvidence}}<p>Names, date of birth, sex, nationality and documents: <strong>{{bits}}</strong>. <span class="hint">Each bit makes one person twice as likely; below nothing it speaks against.</span></p>
        <div class="scroll" tabindex="0" role="region" aria-label="Evidence of names and documents"><table class="evidence">
        <thead><tr><th scope="col">What</th><th scope="col">One side</th><th scope="col">The other</th><th scope="col">How they meet</th><th scope="col" class="number">Bits</th></tr></thead>
        <tbody>{{#evidence}}<tr><th scope="row">{{kind}}</th><td>{{asked}}</td><td>{{found}}</td><td>{{rule}}</td><td class="number{{#isAgainst}} against{{/isAgainst}}">{{bits}}</td></tr>{{/evidence}}</tbody></table></div>{{/hasEvidence}}
        {{^hasEvidence}}<p class="hint">The evidence of names, dates and documents cannot be weighed: the record is in no index.</p>{{/hasEvidence}}
        </section>{{/hasEvidenceCard}}
        {{#hasExisting}}<section class="card" aria-labelledby="existing-title">
        <h2 id="existing-title">Links that the data have already</h2>
        <ul class="steps">{{#existing}}<li>A {{by}} link of {{words}} <span class="hint">since {{at}}</span></li>{{/existing}}</ul>
        </section>{{/hasExisting}}
        <section class="card" aria-labelledby="history-title">
        <h2 id="history-title">Previous decisions</h2>
        <ul class="steps">{{#history}}<li>{{at}} — {{words}} <span class="hint">{{by}}</span></li>{{/history}}</ul>
        {{#unaided}}<p class="hint">{{.}}</p>{{/unaided}}
        <p class="hint">{{#number}}Number {{.}} · {{/number}}responsible {{responsible}}</p>
        </section>
        </div>
        <div class="side">
        {{#mistake}}<p class="mistake" role="alert" tabindex="-1" data-mistake>{{.}}</p>{{/mistake}}
        {{#isWithheld}}{{>opinion}}{{/isWithheld}}
        {{#isDecidable}}{{>decide}}{{/isDecidable}}
        {{#isVerified}}{{>after}}{{/isVerified}}
        {{#mayRectify}}{{>wrong}}{{/mayRectify}}
        </div>
        </div>
        {{>bottom}}
        """

    static let sides = """
        <section class="card" id="sides" aria-labelledby="sides-title">
        <h1 id="sides-title"><span class="dot {{colour}}" aria-hidden="true"></span> A {{colour}} link</h1>
        <p>{{effect}}</p>
        {{#isRestricted}}<p class="remarks">Processing is restricted at the request of the person concerned.</p>{{/isRestricted}}
        {{#opinion}}<p class="remarks">{{.}}</p>{{/opinion}}
        {{#hasSides}}<p><a class="button" href="{{scriptAddress}}" data-key="l" data-swap="#sides">{{#isLatin}}As recorded{{/isLatin}}{{^isLatin}}In letters A to Z{{/isLatin}} <kbd>l</kbd></a></p>
        <table class="sides" role="table">
        <caption>{{#isLatin}}Both sides in letters A to Z, as machine-readable zones write them.{{/isLatin}}{{^isLatin}}Both sides as recorded.{{/isLatin}} Marked characters are not in the other side.</caption>
        <thead role="rowgroup"><tr role="row"><td role="cell" class="corner"></td>
        <th scope="col" role="columnheader">{{#left}}{{system}} · {{owner}}<br><span class="hint">{{created}}{{#isLaunching}} · started the detection{{/isLaunching}}</span>{{/left}}</th>
        <th scope="col" role="columnheader">{{#right}}{{system}} · {{owner}}<br><span class="hint">{{created}}{{#isLaunching}} · started the detection{{/isLaunching}}</span>{{/right}}</th>
        {{^isWithheld}}<th scope="col" role="columnheader" class="compared">Compared</th>{{/isWithheld}}</tr></thead>
        <tbody role="rowgroup">
        {{#rows}}<tr role="row"><th scope="row" role="rowheader">{{name}}</th><td role="cell">{{#left}}\(runs){{/left}}</td><td role="cell">{{#right}}\(runs){{/right}}</td>{{^isWithheld}}<td role="cell" class="compared">{{#isSame}}<span class="tag exact">{{verdict}}</span>{{/isSame}}{{^isSame}}<span class="tag">{{verdict}}</span>{{/isSame}}</td>{{/isWithheld}}</tr>
        {{/rows}}
        {{#documents}}<tr role="row"><th scope="row" role="rowheader">{{name}}</th><td role="cell">{{#left}}\(runs){{/left}}</td><td role="cell">{{#right}}\(runs){{/right}}</td>{{^isWithheld}}<td role="cell" class="compared">{{#isSame}}<span class="tag exact">{{verdict}}</span>{{/isSame}}{{^isSame}}<span class="tag">{{verdict}}</span>{{/isSame}}</td>{{/isWithheld}}</tr>
        {{/documents}}
        <tr role="row"><th scope="row" role="rowheader">Biometric data</th><td role="cell">{{#left}}{{samples}}{{/left}}</td><td role="cell">{{#right}}{{samples}}{{/right}}</td>{{^isWithheld}}<td role="cell" class="compared"></td>{{/isWithheld}}</tr>
        </tbody></table>
        {{#left}}{{#hasOthers}}<p class="hint">Further identities in {{system}}:</p><ul class="identities">{{#others}}<li>{{.}}</li>{{/others}}</ul>{{/hasOthers}}{{/left}}
        {{#right}}{{#hasOthers}}<p class="hint">Further identities in {{system}}:</p><ul class="identities">{{#others}}<li>{{.}}</li>{{/others}}</ul>{{/hasOthers}}{{/right}}{{/hasSides}}
        {{^hasSides}}<p class="hint">The data of a verified link are read in their systems, by those who may.</p>{{/hasSides}}
        </section>
        """

    static let prints = """
        <section class="card" aria-labelledby="prints-title">
        <h2 id="prints-title">Faces and fingers</h2>
        {{#hasFaces}}<div class="faces">{{#faces}}<figure><img class="face" src="data:image/{{format}};base64,{{data}}" alt="Face as {{system}} holds it"><figcaption>{{system}}</figcaption></figure>{{/faces}}</div>{{/hasFaces}}
        {{^hasFaces}}<p class="hint">{{facesMissing}}</p>{{/hasFaces}}
        {{#hasPrintFigures}}<p class="hint">{{printsMeaning}}{{#hasManyPrints}} Open another finger, or go on with <kbd>.</kbd> and back with <kbd>,</kbd>.{{/hasManyPrints}}</p>
        <div class="prints">{{#prints}}<details class="print-pair" name="finger" data-finger{{#isOpen}} open{{/isOpen}}><summary>{{finger}} <span class="hint">{{words}}</span></summary><figure aria-label="{{label}}"><div class="print-sides">{{{left}}}{{{right}}}</div></figure></details>
        {{/prints}}</div>{{/hasPrintFigures}}
        </section>
        """

    static let opinion = """
        <section class="card" aria-labelledby="opinion-title">
        <h2 id="opinion-title">Your own opinion first</h2>
        <p>What comparing came to, and what colleagues thought, is shown after it. It binds nobody.</p>
        <form method="post" action="{{address}}">
        <input type="hidden" name="form" value="{{frame.formToken}}"><input type="hidden" name="step" value="opinion">
        <fieldset class="choices"><legend>By the data alone this is</legend>
        {{#leanings}}<label><input type="radio" name="{{name}}" value="{{value}}" data-key="{{key}}"> <span>{{label}}</span><kbd>{{key}}</kbd></label>
        {{/leanings}}</fieldset>
        <p class="buttons"><button class="primary" data-key="m">Note it and compare <kbd>m</kbd></button> <a class="button" href="/adjudication" data-key="b">Back to the queue <kbd>b</kbd></a></p>
        </form>
        </section>
        """

    static let decide = """
        <section class="card" aria-labelledby="decide-title">
        <h2 id="decide-title">Decide</h2>
        <form method="post" action="{{address}}">
        <input type="hidden" name="form" value="{{frame.formToken}}"><input type="hidden" name="step" value="review"><input type="hidden" name="version" value="{{version}}">
        <fieldset class="choices"><legend>I conclude</legend>
        {{#conclusions}}<label><input type="radio" name="{{name}}" value="{{value}}" data-key="{{key}}"{{#isChosen}} checked{{/isChosen}}> <span>{{label}} <span class="hint">{{hint}}</span></span><kbd>{{key}}</kbd></label>
        {{/conclusions}}</fieldset>
        <fieldset class="places chips"><legend>Because</legend>
        {{#reasons}}<label><input type="checkbox" name="{{name}}" value="1" data-key="{{key}}"{{#isChosen}} checked{{/isChosen}}> <span>{{label}}</span><kbd>{{key}}</kbd></label>
        {{/reasons}}</fieldset>
        <label class="field-name" for="explanation">In words <kbd>x</kbd></label>
        <textarea id="explanation" name="explanation" rows="3" maxlength="1900" data-key="x">{{explanation}}</textarea>
        <fieldset class="choices"><label><input type="checkbox" name="personPresent" value="1" data-key="z"{{#isPersonPresent}} checked{{/isPersonPresent}}> <span>The person is present and was offered to explain</span><kbd>z</kbd></label></fieldset>
        <label class="field-name" for="personSaid">What the person said</label>
        <textarea id="personSaid" name="personSaid" rows="2" maxlength="1900">{{personSaid}}</textarea>
        <p class="buttons"><button class="primary" data-key="m">Review <kbd>m</kbd></button> <a class="button" href="/adjudication" data-key="b">Back to the queue <kbd>b</kbd></a></p>
        </form>
        </section>
        """

    static let after = """
        {{#mustInform}}<section class="card" aria-labelledby="inform-title">
        <h2 id="inform-title">Inform the person</h2>
        <p>In writing, by the standard form (Articles 32(4), 33(4)).</p>
        {{#held}}<p class="remarks">{{.}}</p>{{/held}}
        <form method="post" action="{{address}}">
        <input type="hidden" name="form" value="{{frame.formToken}}"><input type="hidden" name="step" value="inform">
        <fieldset class="choices"><legend>The person</legend>
        <label><input type="radio" name="outcome" value="informed" data-key="1" checked> <span>is informed</span><kbd>1</kbd></label>
        <label><input type="radio" name="outcome" value="limited" data-key="2"> <span>is not informed, for a reason that the law gives</span><kbd>2</kbd></label></fieldset>
        <label class="field-name" for="language">Language of the form <kbd>l</kbd></label>
        <select id="language" name="language" data-key="l">{{#languages}}<option value="{{code}}" lang="{{code}}"{{#isChosen}} selected{{/isChosen}}>{{name}}</option>{{/languages}}</select>
        <label class="field-name" for="ground">The reason <kbd>x</kbd></label>
        <textarea id="ground" name="ground" rows="2" maxlength="1000" data-key="x"></textarea>
        <p><button class="primary" data-key="m">Record it <kbd>m</kbd></button></p>
        </form></section>{{/mustInform}}
        <section class="card" aria-labelledby="after-title"><h2 id="after-title">Verified</h2>
        {{^mustInform}}<p>Nothing is to be decided.</p>{{/mustInform}}
        <p><a class="button" href="/adjudication" data-key="b">Back to the queue <kbd>b</kbd></a></p></section>
        """

    static let wrong = """
        <section class="card" aria-labelledby="wrong-title"><h2 id="wrong-title">{{#isGranted}}A person’s request was granted{{/isGranted}}{{^isGranted}}{{#isReviewed}}Evidence against it waits{{/isReviewed}}{{^isReviewed}}Is the link wrong?{{/isReviewed}}{{/isGranted}}</h2>
        <p class="hint">A link that was wrongly recorded is corrected or erased; evidence that shows nothing leaves it as it is (Articles 31(3), 32(7), 33(5), 48(5)).</p>
        <p><a class="button" href="{{rectifyAddress}}" data-key="v">{{#isGranted}}Carry it out{{/isGranted}}{{^isGranted}}{{#isReviewed}}Look at it{{/isReviewed}}{{^isReviewed}}Put it right{{/isReviewed}}{{/isGranted}} <kbd>v</kbd></a></p></section>
        """

    static let rectify = """
        {{>top}}
        <div class="columns">
        <div class="answer">
        <section class="card" aria-labelledby="rectify-title">
        <h1 id="rectify-title"><span class="dot {{colour}}" aria-hidden="true"></span> A {{colour}} link</h1>
        <p>{{effect}}</p>
        {{#opinion}}<p class="remarks">{{.}}</p>{{/opinion}}
        </section>
        <section class="card" aria-labelledby="against-title">
        <h2 id="against-title">What speaks against it</h2>
        {{#hasAgainst}}<ul class="steps">{{#against}}<li>{{at}} — {{words}} <span class="hint">{{by}}</span></li>{{/against}}</ul>{{/hasAgainst}}
        {{#isGranted}}<p class="remarks">A person’s request was granted, which is in your authority’s inbox: the link is corrected or erased.</p>{{/isGranted}}
        {{^hasAgainst}}<p class="hint">No authority gave evidence.</p>{{/hasAgainst}}
        </section>
        <section class="card" aria-labelledby="history-title">
        <h2 id="history-title">Previous decisions</h2>
        <ul class="steps">{{#history}}<li>{{at}} — {{words}} <span class="hint">{{by}}</span></li>{{/history}}</ul>
        <p class="hint">{{#number}}Number {{.}} · {{/number}}responsible {{responsible}}</p>
        </section>
        </div>
        <div class="side">
        {{#mistake}}<p class="mistake" role="alert" tabindex="-1" data-mistake>{{.}}</p>{{/mistake}}
        <section class="card" aria-labelledby="step-title">
        <h2 id="step-title">Put it right</h2>
        {{^hasSteps}}<p>Nothing is to be put right.</p>
        <p><a class="button" href="{{linkAddress}}" data-key="b">Back to the link <kbd>b</kbd></a></p>{{/hasSteps}}
        {{#hasSteps}}<form method="post" action="{{address}}">
        <input type="hidden" name="form" value="{{frame.formToken}}"><input type="hidden" name="step" value="review"><input type="hidden" name="version" value="{{version}}">
        <fieldset class="choices"><legend>The link is</legend>
        {{#steps}}<label><input type="radio" name="{{name}}" value="{{value}}" data-key="{{key}}"{{#isChosen}} checked{{/isChosen}}> <span>{{label}} <span class="hint">{{hint}}</span></span><kbd>{{key}}</kbd></label>
        {{/steps}}</fieldset>
        <fieldset class="places chips"><legend>Because</legend>
        {{#reasons}}<label><input type="checkbox" name="{{name}}" value="1" data-key="{{key}}"{{#isChosen}} checked{{/isChosen}}> <span>{{label}}</span><kbd>{{key}}</kbd></label>
        {{/reasons}}</fieldset>
        <label class="field-name" for="explanation">In words <kbd>x</kbd></label>
        <textarea id="explanation" name="explanation" rows="3" maxlength="2000" data-key="x">{{explanation}}</textarea>
        <p class="buttons"><button class="primary" data-key="m">Review <kbd>m</kbd></button> <a class="button" href="{{linkAddress}}" data-key="b">Back to the link <kbd>b</kbd></a></p>
        </form>{{/hasSteps}}
        </section>
        </div>
        </div>
        {{>bottom}}
        """

    /// A form to be handed out, in the person's language.
    static let letter = """
        {{#hasLetter}}<p>{{letterHint}}</p>
        <blockquote class="letter" lang="{{language}}">{{letter}}</blockquote>{{/hasLetter}}
        """

    static let review = """
        {{>top}}
        <div class="columns single">
        <section class="card">
        <h1 tabindex="-1" data-verdict>{{conclusion}}</h1>
        <p>{{consequence}}</p>
        <p>Because:</p><ul>{{#reasons}}<li>{{.}}</li>{{/reasons}}</ul>
        {{#hasExplanation}}<p>{{explanation}}</p>{{/hasExplanation}}
        <p><strong>Nothing is committed yet.</strong></p>
        <form method="post" action="{{address}}">
        <input type="hidden" name="form" value="{{frame.formToken}}">
        {{#hidden}}<input type="hidden" name="{{name}}" value="{{value}}">{{/hidden}}
        <p class="buttons"><button class="primary" name="step" value="commit" data-key="c">Commit <kbd>c</kbd></button>
        <button name="step" value="undo" data-key="u">Undo <kbd>u</kbd></button></p>
        </form>
        </section>
        </div>
        {{>bottom}}
        """

    static let decided = """
        {{>top}}
        <div class="columns single">
        <section class="card" role="status">
        <h1 tabindex="-1" data-verdict>{{headline}}</h1>
        <p>{{detail}}</p>
        {{#hasNumber}}<p>Single identification number: <code>{{number}}</code></p>{{/hasNumber}}
        {{>letter}}
        <p><a class="button" href="/adjudication" data-key="n">Next in the queue <kbd>n</kbd></a></p>
        </section>
        </div>
        {{>bottom}}
        """

    static let informed = """
        {{>top}}
        <div class="columns single">
        <section class="card" role="status">
        <h1 tabindex="-1" data-verdict>{{headline}}</h1>
        {{>letter}}
        {{#hasLetter}}<dl class="facts">{{#number}}<div><dt>Single identification number</dt><dd><code>{{.}}</code></dd></div>{{/number}}<div><dt>Authority responsible</dt><dd>{{authority}}</dd></div><div><dt>Web portal</dt><dd>{{portal}}</dd></div></dl>{{/hasLetter}}
        <p><a class="button" href="/adjudication" data-key="n">Next in the queue <kbd>n</kbd></a></p>
        </section>
        </div>
        {{>bottom}}
        """
}
