/// The pages of the adjudication, as Mustache. They work without scripts; a script adds keys.
enum AdjudicationTemplates {
    static let all: [String: String] = ["queue": queue, "link": link, "review": review, "decided": decided]

    static let queue = """
        {{>top}}
        <div class="columns single">
        <section class="card">
        <h1>Links to verify</h1>
        {{#isEmpty}}<p>Nothing waits for your authority.</p>{{/isEmpty}}
        {{^isEmpty}}<div class="scroll"><table>
        <caption>The most urgent first. Open one with Enter; move with <kbd>j</kbd> and <kbd>k</kbd>.</caption>
        <thead><tr><th scope="col">What</th><th scope="col">Until</th><th scope="col">Since</th><th scope="col">Article</th></tr></thead>
        <tbody>
        {{#lines}}<tr><th scope="row"><a href="{{address}}" data-row>{{step}}</a></th><td>{{deadline}}{{#isOverdue}} <span class="tag strong">late</span>{{/isOverdue}}</td><td>{{begun}}</td><td>{{article}}</td></tr>
        {{/lines}}</tbody></table></div>{{/isEmpty}}
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
        <section class="card">
        <h1><span class="dot {{colour}}" aria-hidden="true"></span> A {{colour}} link</h1>
        <p>{{effect}}</p>
        {{#opinion}}<p class="remarks">{{.}}</p>{{/opinion}}
        <div class="scroll"><table class="sides">
        <caption>Both sides as recorded. Marked characters are not in the other side.</caption>
        <thead><tr><td></td>
        <th scope="col">{{#left}}{{system}} · {{owner}}<br><span class="hint">{{created}}{{#isLaunching}} · started the detection{{/isLaunching}}</span>{{/left}}</th>
        <th scope="col">{{#right}}{{system}} · {{owner}}<br><span class="hint">{{created}}{{#isLaunching}} · started the detection{{/isLaunching}}</span>{{/right}}</th>
        <th scope="col">Compared</th></tr></thead>
        <tbody>
        {{#rows}}<tr><th scope="row">{{name}}</th><td>{{#left}}\(runs){{/left}}</td><td>{{#right}}\(runs){{/right}}</td><td>{{#isSame}}<span class="tag exact">{{verdict}}</span>{{/isSame}}{{^isSame}}<span class="tag">{{verdict}}</span>{{/isSame}}</td></tr>
        {{/rows}}
        <tr><th scope="row">Biometric data</th><td>{{#left}}{{samples}}{{/left}}</td><td>{{#right}}{{samples}}{{/right}}</td><td></td></tr>
        </tbody></table></div>
        {{#left}}{{#hasOthers}}<p class="hint">Further identities in {{system}}:</p><ul class="identities">{{#others}}<li>{{.}}</li>{{/others}}</ul>{{/hasOthers}}{{/left}}
        {{#right}}{{#hasOthers}}<p class="hint">Further identities in {{system}}:</p><ul class="identities">{{#others}}<li>{{.}}</li>{{/others}}</ul>{{/hasOthers}}{{/right}}
        </section>
        <section class="card">
        <h2>Evidence</h2>
        <p>{{biometrics}}</p>
        {{#hasFingers}}<div class="scroll"><table><caption>Scores of the fingers; they add up.</caption><tbody>{{#fingers}}<tr><th scope="row">{{kind}}</th><td class="number{{#isAgainst}} against{{/isAgainst}}">{{bits}}</td></tr>{{/fingers}}</tbody></table></div>{{/hasFingers}}
        {{#hasEvidence}}<div class="scroll"><table><caption>Names, date of birth, sex, nationality and documents: {{bits}}. Each bit makes one person twice as likely; below nothing it speaks against.</caption>
        <thead><tr><th scope="col">What</th><th scope="col">One side</th><th scope="col">The other</th><th scope="col">How they meet</th><th scope="col" class="number">Bits</th></tr></thead>
        <tbody>{{#evidence}}<tr><th scope="row">{{kind}}</th><td>{{asked}}</td><td>{{found}}</td><td>{{rule}}</td><td class="number{{#isAgainst}} against{{/isAgainst}}">{{bits}}</td></tr>{{/evidence}}</tbody></table></div>{{/hasEvidence}}
        </section>
        <section class="card">
        <h2>What became of it</h2>
        <ul class="steps">{{#history}}<li>{{at}} — {{words}} <span class="hint">{{by}}</span></li>{{/history}}</ul>
        <p class="hint">Number {{number}} · responsible {{responsible}}</p>
        </section>
        </div>
        <div class="side">
        {{#isYellow}}<section class="card">
        <h2>Decide</h2>
        {{#mistake}}<p class="mistake" role="alert">{{.}}</p>{{/mistake}}
        <form method="post" action="{{address}}">
        <input type="hidden" name="form" value="{{frame.formToken}}"><input type="hidden" name="step" value="review"><input type="hidden" name="version" value="{{version}}">
        <fieldset class="choices"><legend>I conclude</legend>
        {{#conclusions}}<label><input type="radio" name="{{name}}" value="{{value}}" data-key="{{key}}"{{#isChosen}} checked{{/isChosen}}> <span>{{label}} <span class="hint">{{hint}}</span></span><kbd>{{key}}</kbd></label>
        {{/conclusions}}</fieldset>
        <fieldset class="places chips"><legend>Because</legend>
        {{#reasons}}<label><input type="checkbox" name="{{name}}" value="1" data-key="{{key}}"{{#isChosen}} checked{{/isChosen}}> <span>{{label}}</span><kbd>{{key}}</kbd></label>
        {{/reasons}}</fieldset>
        <label class="field-name" for="explanation">In words</label>
        <textarea id="explanation" name="explanation" rows="3" maxlength="1900" data-key="x">{{explanation}}</textarea>
        <fieldset class="choices"><label><input type="checkbox" name="personPresent" value="1" data-key="z"{{#isPersonPresent}} checked{{/isPersonPresent}}> <span>The person is present and was offered to explain</span><kbd>z</kbd></label></fieldset>
        <label class="field-name" for="personSaid">What the person said</label>
        <textarea id="personSaid" name="personSaid" rows="2" maxlength="1900">{{personSaid}}</textarea>
        <p><button class="primary" data-key="m">Review <kbd>m</kbd></button> <a class="button" href="/adjudication" data-key="b">Back to the queue <kbd>b</kbd></a></p>
        </form>
        </section>{{/isYellow}}
        {{^isYellow}}<section class="card"><h2>Verified</h2><p>Nothing is to be decided.</p><p><a class="button" href="/adjudication" data-key="b">Back to the queue <kbd>b</kbd></a></p></section>{{/isYellow}}
        </div>
        </div>
        {{>bottom}}
        """

    static let review = """
        {{>top}}
        <div class="columns single">
        <section class="card">
        <h1>{{conclusion}}</h1>
        <p>{{consequence}}</p>
        <p>Because:</p><ul>{{#reasons}}<li>{{.}}</li>{{/reasons}}</ul>
        {{#hasExplanation}}<p>{{explanation}}</p>{{/hasExplanation}}
        <p><strong>Nothing is committed yet.</strong></p>
        <form method="post" action="{{address}}">
        <input type="hidden" name="form" value="{{frame.formToken}}">
        {{#hidden}}<input type="hidden" name="{{name}}" value="{{value}}">{{/hidden}}
        <p><button class="primary" name="step" value="commit" data-key="c">Commit <kbd>c</kbd></button>
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
        <p><a class="button" href="/adjudication" data-key="n">Next in the queue <kbd>n</kbd></a></p>
        </section>
        </div>
        {{>bottom}}
        """
}
