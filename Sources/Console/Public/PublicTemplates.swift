/// The pages for everybody, as Mustache.
enum PublicTemplates {
    static let all: [String: String] = ["statistics": statistics, "figure": figure, "rights": rights]

    static let statistics = """
        {{> top}}
        <div class="columns single">
        <section class="card"><h1>Statistics</h1>
        <p>What the acts ask to be published, from figures that hold nothing of a person. Numbers too small to be told are suppressed, and others with them, so that no sum gives them away.</p></section>
        {{#sections}}<section class="card"><h2 id="system-{{system}}">{{system}}</h2>
        <table aria-labelledby="system-{{system}}"><thead><tr><th scope="col">Figure</th><th scope="col">By</th><th scope="col">Asked for by</th></tr></thead><tbody>
        {{#lines}}<tr><td><a href="/statistics/{{id}}">{{title}}</a></td><td>{{category}}</td><td>{{article}}</td></tr>
        {{/lines}}</tbody></table></section>
        {{/sections}}
        </div>
        {{> bottom}}
        """

    static let figure = """
        {{> top}}
        <div class="columns single">
        <section class="card"><p><a href="/statistics">Statistics</a></p><h1>{{title}} by {{category}}, {{year}}</h1>
        <p class="hint">{{article}}. Fewer than {{least}} events are not told; ≥ marks a sum without periods in which the number was too small.{{#isRounded}} Each number is rounded down to a multiple of {{least}} by itself.{{/isRounded}}</p>
        {{#notes}}<p class="hint">{{text}}</p>
        {{/notes}}
        <p><a href="/statistics/{{id}}?year={{before}}" rel="prev"><span aria-hidden="true">← </span>{{before}}</a> · <a href="/statistics/{{id}}?year={{after}}" rel="next">{{after}}<span aria-hidden="true"> →</span></a> · <a href="/statistics/{{id}}.csv?year={{year}}">CSV</a> · <a href="/statistics/{{id}}.json?year={{year}}">JSON</a></p>
        {{#isEmpty}}<p>Nothing is published for this year yet.</p>{{/isEmpty}}</section>
        {{^isEmpty}}
        <section class="card"><h2>By period</h2><div class="chart-frame">{{{columns}}}</div>
        <details><summary>Numbers by period</summary><table><caption>{{title}} by period. In the chart, c is too few to be told.</caption>
        <thead><tr><th scope="col">Period</th><th scope="col" class="number">Number</th></tr></thead><tbody>
        {{#periods}}<tr><th scope="row">{{category}}</th><td class="number">{{total}}</td></tr>
        {{/periods}}</tbody></table></details></section>
        <section class="card"><h2>By {{category}}</h2><div class="chart-frame">{{{bars}}}</div>
        <details><summary>Numbers by {{category}}</summary><table><caption>{{title}} by {{category}}, {{year}}</caption>
        <thead><tr><th scope="col">{{category}}</th><th scope="col" class="number">Number</th></tr></thead><tbody>
        {{#categories}}<tr><th scope="row">{{category}}</th><td class="number">{{total}}</td></tr>
        {{/categories}}</tbody></table></details></section>
        {{#hasStates}}<section class="card"><h2>By Member State</h2><div class="chart-frame">{{{states}}}</div>
        <details><summary>Numbers by Member State</summary><table><caption>{{title}} by Member State, {{year}}</caption>
        <thead><tr><th scope="col">Member State</th><th scope="col" class="number">Number</th></tr></thead><tbody>
        {{#memberStates}}<tr><th scope="row">{{category}}</th><td class="number">{{total}}</td></tr>
        {{/memberStates}}</tbody></table></details></section>{{/hasStates}}
        {{/isEmpty}}
        </div>
        {{> bottom}}
        """

    static let rights = """
        {{> top}}
        <div class="columns single" lang="{{language}}">
        <section class="card"><h1>{{words.title}}</h1><p>{{words.intro}}</p>
        <form method="get" action="/rights" class="stacked">
        <label class="field-name" for="language">{{words.languageLabel}}</label>
        <select id="language" name="language">{{#languages}}<option value="{{code}}" lang="{{code}}"{{#isChosen}} selected{{/isChosen}}>{{name}}</option>{{/languages}}</select>
        <label class="field-name" for="authority">{{words.authorityLabel}}</label>
        <input id="authority" name="authority" maxlength="40" autocomplete="off" spellcheck="false" translate="no"{{#isUnknown}} aria-invalid="true" aria-describedby="unknown"{{/isUnknown}} value="{{reference}}">
        <label class="field-name" for="right">{{words.rightLabel}}</label>
        <select id="right" name="right">{{#rights}}<option value="{{code}}"{{#isChosen}} selected{{/isChosen}}>{{name}}</option>{{/rights}}</select>
        <p><button class="primary">{{words.show}}</button></p>
        </form>
        <p class="hint">{{words.nothingKept}}</p></section>
        {{#isUnknown}}<section class="card" role="alert"><p id="unknown">{{words.unknown}}</p></section>{{/isUnknown}}
        {{#hasContact}}<section class="card"><h2>{{words.contactTitle}}</h2>
        <p><strong>{{contact.name}}</strong></p>
        {{#contact.lines}}<p>{{.}}</p>{{/contact.lines}}</section>
        <section class="card"><h2>{{words.letterTitle}}</h2><p class="hint">{{words.letterHint}}</p>
        <pre class="letter">{{letter}}</pre></section>{{/hasContact}}
        <section class="card" aria-labelledby="known-title"><h2 id="known-title">{{known.title}}</h2>
        {{#sentences}}<p>{{.}}</p>
        {{/sentences}}</section>
        </div>
        {{> bottom}}
        """
}
