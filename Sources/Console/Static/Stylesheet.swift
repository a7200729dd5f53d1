/// The console's look: one column on a phone, two on a desk; light and dark; contrast of WCAG 2.2 AA in both, with the
/// verdict said in words and shape as well as colour.
enum Stylesheet {
    static let text = """
        :root {
          color-scheme: light dark;
          --ground: #f3f5f7; --card: #ffffff; --ink: #16202b; --soft: #4a5866; --line: #cfd7df; --field: #ffffff; --field-line: #71808f;
          --accent: #0b4f8a; --accent-ink: #ffffff; --accent-soft: #e3eef8; --focus: #0b4f8a;
          --stop: #a3122a; --stop-soft: #fbe9ec; --check: #ffd56b; --check-ink: #2b2000; --check-soft: #fff5d9; --proceed: #0b6b41; --proceed-soft: #e2f3ea;
          --counted: #0b5cad; --over: #b00020; --over-2: #ffffff; --excluded: #7a5a00; --away: #c6d0d9;
          --synthetic: #fff0b8; --synthetic-ink: #4a3500;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #10161d; --card: #18212b; --ink: #e8eef4; --soft: #aab8c5; --line: #33414e; --field: #0f161d; --field-line: #7f8f9e;
            --accent: #8cc4ff; --accent-ink: #06233f; --accent-soft: #1d3246; --focus: #8cc4ff;
            --stop: #ffb3be; --stop-soft: #4a121c; --check: #ffd56b; --check-ink: #2b2000; --check-soft: #3a2f10; --proceed: #7fdcae; --proceed-soft: #113524;
            --counted: #6db3ff; --over: #ff8a9b; --over-2: #18212b; --excluded: #e5bd58; --away: #3c4a57;
            --synthetic: #4a3b0a; --synthetic-ink: #ffe9a8;
          }
        }
        * { box-sizing: border-box }
        html { -webkit-text-size-adjust: 100% }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif }
        h1, h2 { line-height: 1.2; margin: 0 0 .75rem; font-weight: 650; letter-spacing: -.01em }
        h1 { font-size: 1.5rem } h2 { font-size: 1.125rem }
        p { margin: 0 0 .6rem } a { color: var(--accent) }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px }
        main:focus, h1:focus, h2:focus { outline: none }
        .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
        .skip { position: absolute; left: .5rem; top: -4rem; z-index: 2; background: var(--accent); color: var(--accent-ink); padding: .6rem 1rem; border-radius: 0 0 .4rem .4rem }
        .skip:focus { top: 0 }
        .synthetic { margin: 0; padding: .35rem 1rem; background: var(--synthetic); color: var(--synthetic-ink); text-align: center; font-size: .9rem }
        .synthetic strong { letter-spacing: .12em }
        .bar { background: var(--card); border-bottom: 1px solid var(--line) }
        .bar-inner { max-width: 80rem; margin: 0 auto; padding: .5rem 1rem; display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.25rem }
        .brand { display: inline-flex; align-items: center; gap: .5rem; color: var(--ink); text-decoration: none; font-weight: 700; font-size: 1.1rem; min-height: 2.75rem }
        .mark { width: 1.6rem; height: 1.6rem; color: var(--accent) }
        .bar nav { display: flex; gap: .25rem }
        .bar nav a { color: var(--ink); text-decoration: none; padding: .6rem .55rem; border-radius: .3rem }
        .bar nav a:hover { background: var(--accent-soft) }
        .bar nav a[aria-current] { font-weight: 650; box-shadow: inset 0 -3px 0 var(--accent); border-radius: 0 }
        .officer { margin-left: auto; display: flex; align-items: center; gap: .6rem; font-size: .9rem; color: var(--soft) }
        main { display: block }
        .columns { max-width: 80rem; margin: 0 auto; padding: 1rem; display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr) }
        .answer, .side { display: grid; gap: 1rem; align-content: start; min-width: 0 }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.1rem; min-width: 0 }
        .card > :last-child { margin-bottom: 0 }
        @media (min-width: 62rem) {
          .columns { grid-template-columns: minmax(0, 1fr) 23rem; padding: 1.5rem 1rem; gap: 1.25rem }
          .columns.start { grid-template-columns: minmax(0, 1fr) 25rem }
          .columns.single { grid-template-columns: minmax(0, 46rem); justify-content: center }
          .side { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto }
          .card { padding: 1.25rem 1.4rem }
        }
        label.field-name, legend { font-weight: 600; display: block; margin-bottom: .2rem; padding: 0 }
        fieldset { border: 0; margin: 0 0 .9rem; padding: 0; min-width: 0 }
        .hint { color: var(--soft); font-size: .9rem; margin: 0 0 .4rem }
        input, select, textarea { font: inherit; color: inherit; background: var(--field); border: 1px solid var(--field-line); border-radius: .35rem; padding: .5rem .6rem; width: 100%; min-height: 2.75rem }
        [aria-invalid] { border-color: var(--stop); box-shadow: inset 0 0 0 1px var(--stop) }
        input[type=radio], input[type=checkbox] { width: 1.15rem; height: 1.15rem; min-height: 0; margin: 0; accent-color: var(--accent) }
        input::placeholder { color: var(--soft); opacity: 1 }
        textarea#zone { font-family: ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", "Liberation Mono", monospace; font-size: clamp(.6rem, 2.75vw, 1.05rem); line-height: 1.7; letter-spacing: 0; resize: vertical; white-space: pre; overflow-x: auto; text-transform: uppercase; padding: .5rem }
        @media (min-width: 62rem) { .side textarea#zone { font-size: .72rem } .start textarea#zone { font-size: 1.1rem; letter-spacing: .02em } }
        .zone-state { min-height: 1.5rem; font-size: .9rem; color: var(--soft); margin: .25rem 0 .4rem }
        .places { display: flex; flex-wrap: wrap; gap: .4rem }
        .places legend { float: left; width: 100%; margin-bottom: .25rem }
        .places label { display: inline-flex; align-items: center; gap: .45rem; border: 1px solid var(--field-line); border-radius: 2rem; padding: .5rem .9rem .5rem .7rem; min-height: 2.75rem; cursor: pointer }
        .places label:has(:checked) { background: var(--accent-soft); border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent) }
        button, .button { font: inherit; cursor: pointer; border-radius: .35rem; min-height: 2.75rem; padding: .5rem 1rem; border: 1px solid var(--field-line); background: var(--card); color: var(--ink); text-decoration: none; display: inline-flex; align-items: center }
        button:hover, .button:hover { background: var(--accent-soft) }
        button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); font-weight: 650; padding-inline: 1.4rem }
        button.primary:hover { filter: brightness(1.1) }
        button.quiet { border-color: transparent; background: none; padding: .3rem .5rem; color: var(--accent); text-decoration: underline }
        .fields { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: .8rem; margin-bottom: 1rem }
        .fields .wide { grid-column: 1 / -1; margin: 0 }
        .date { display: flex; gap: .6rem; flex-wrap: wrap } .date legend { float: left; width: 100% }
        .date label { width: 4.2rem; font-size: .9rem } .date label:last-of-type { width: 6rem }
        .mistake { background: var(--stop-soft); border-left: .3rem solid var(--stop); padding: .6rem .8rem; border-radius: .25rem; margin-bottom: .8rem }
        details { border-top: 1px solid var(--line); margin-top: .9rem }
        summary { cursor: pointer; padding: .65rem .1rem; font-weight: 600; color: var(--accent); min-height: 2.75rem }
        details + details { margin-top: 0 }
        .side .places label { padding: .4rem .7rem .4rem .55rem }
        details[open] > summary { margin-bottom: .3rem }
        .by-data { margin-top: 1.2rem }
        .examples { list-style: none; margin: 0; padding: 0; display: grid; gap: .45rem }
        button.example { width: 100%; flex-direction: column; align-items: flex-start; text-align: left; gap: .1rem; border-color: var(--line); overflow: hidden }
        .example-zone { font: .68rem/1.4 ui-monospace, "DejaVu Sans Mono", monospace; color: var(--soft); max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
        .steps { margin: 0; padding-left: 1.2rem; color: var(--soft) } .steps li { margin-bottom: .4rem }
        .verdict { border-radius: .6rem; padding: 1.1rem 1.2rem; border: 2px solid; background: var(--card) }
        .verdict-head { display: flex; gap: 1rem; align-items: center }
        .verdict-icon { flex: none; width: 3.4rem; height: 3.4rem }
        .verdict-icon .sign { fill: none; stroke-width: 4.5; stroke-linecap: round; stroke-linejoin: round }
        .verdict-word { margin: 0; font-weight: 700; letter-spacing: .04em; text-transform: uppercase; font-size: .95rem }
        .verdict h1 { margin: 0; font-size: clamp(1.3rem, 1rem + 1.6vw, 1.9rem); overflow-wrap: anywhere }
        .verdict.stop { border-color: var(--stop); background: var(--stop-soft) } .verdict.stop .verdict-word { color: var(--stop) }
        .verdict.stop .shape { fill: var(--stop) } .verdict.stop .sign { stroke: var(--stop-soft) }
        .verdict.check { border-color: var(--check); background: var(--check-soft) } .verdict.check .shape { fill: var(--check) } .verdict.check .sign { stroke: var(--check-ink) }
        .verdict.proceed { border-color: var(--proceed); background: var(--proceed-soft) } .verdict.proceed .verdict-word { color: var(--proceed) }
        .verdict.proceed .shape { fill: var(--proceed) } .verdict.proceed .sign { stroke: var(--proceed-soft) }
        .verdict.neutral { border-color: var(--line) } .verdict.neutral h1 { margin-bottom: .6rem }
        .reasons { margin: .9rem 0 0; padding-left: 1.2rem } .reasons li { margin-bottom: .25rem }
        .next { margin: .9rem 0 0 } @media (min-width: 62rem) { .next { display: none } }
        .actions { margin: 0; padding-left: 1.4rem; display: grid; gap: .8rem } .actions li::marker { font-weight: 700 }
        .action-title { font-weight: 650; margin-bottom: .15rem } .actions p:last-child { margin-bottom: 0 }
        .warnings { background: var(--stop-soft); border-left: .3rem solid var(--stop); padding: .3rem .7rem; border-radius: .2rem }
        .tag { display: inline-block; font-size: .78rem; font-weight: 600; line-height: 1.35; letter-spacing: 0; padding: .1rem .5rem; border-radius: 1rem; border: 1px solid var(--field-line); color: var(--soft); vertical-align: .1em; white-space: nowrap }
        .tag.strong { color: var(--stop); border-color: var(--stop); white-space: normal } .tag.exact { color: var(--proceed); border-color: var(--proceed) }
        .person-name { font-size: 1.2rem; font-weight: 650; margin-bottom: .3rem; overflow-wrap: anywhere }
        .facts { display: flex; flex-wrap: wrap; gap: .4rem 1.6rem; margin: 0 0 .8rem } .facts div { min-width: 0 }
        .facts dt { color: var(--soft); font-size: .85rem } .facts dd { margin: 0; overflow-wrap: anywhere }
        .remarks { background: var(--check-soft); border-left: .3rem solid var(--check); padding: .5rem .8rem; border-radius: .25rem; margin-bottom: .9rem } .remarks p { margin: 0 } .remarks ul { margin: 0; padding-left: 1.2rem }
        .systems { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; margin: 0; padding: 0 }
        .system { display: inline-flex; align-items: center; gap: .4rem; border: 1px solid var(--line); border-radius: 2rem; padding: .25rem .8rem .25rem .5rem }
        .system svg { width: 1.1rem; height: 1.1rem; fill: none; stroke: var(--soft); stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round }
        .system.hit svg { stroke: var(--accent) } .system.silent { background: var(--check-soft); border-color: var(--check) } .system.silent svg { stroke: var(--ink) }
        .figures { display: flex; flex-wrap: wrap; gap: .8rem 2.6rem; margin: 0 0 .8rem } .figures dt { color: var(--soft); font-size: .85rem } .figures dd { margin: 0 }
        .figure { font-size: 1.35rem; font-weight: 650; font-variant-numeric: tabular-nums; white-space: nowrap } .unit { color: var(--soft); font-size: .9rem }
        .gauge { display: block; width: 100%; height: .6rem; border-radius: .3rem; margin-bottom: 1rem } .gauge-rest { fill: var(--away) } .gauge-used { fill: var(--counted) } .gauge-used.over { fill: var(--over) }
        .strip-figure { margin: 0 0 .5rem }
        .strip { display: flex; flex-wrap: wrap; row-gap: .3rem } .strip svg { flex: 1 1 19rem; min-width: 0; display: block; overflow: visible }
        @media (min-width: 62rem) { .strip svg + svg { margin-left: -1px } } .strip rect { shape-rendering: crispEdges }
        .day-away { fill: var(--away) } .day-counted { fill: var(--counted) } .day-excludedPresent { fill: var(--excluded) } .day-excluded { fill: none; stroke: var(--excluded); stroke-width: 1.5 }
        .hatch-ground { fill: var(--over) } .hatch-line { fill: var(--over-2); opacity: .55 }
        .tick { stroke: var(--field-line); stroke-width: 1 } .tick-label { fill: var(--soft); font-size: 11px } .today { stroke: var(--ink); stroke-width: 2 } .today-label { fill: var(--ink); font-weight: 650 }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: .4rem 0 0; padding: 0; font-size: .88rem; color: var(--soft) } .legend li { display: inline-flex; align-items: center; gap: .4rem } .legend svg { width: .9rem; height: .9rem }
        .scroll { overflow-x: auto; max-width: 100% }
        .chart-frame { overflow-x: auto } .chart { max-width: 100%; height: auto; display: block } .chart.bars { width: 100% } .chart text { fill: var(--ink); font: 13px system-ui, sans-serif } .chart .label { fill: var(--soft) }
        .chart .bar-fill { fill: var(--counted) } .chart .axis { stroke: var(--line) } td.number { text-align: right; font-variant-numeric: tabular-nums } .letter { white-space: pre-wrap; font: inherit; margin: 0 }
        table { border-collapse: collapse; width: 100%; font-size: .9rem } caption { text-align: left; color: var(--soft); padding-bottom: .3rem }
        th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line) } thead th { color: var(--soft); font-weight: 600; white-space: nowrap } tbody th { font-weight: 600 }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap } .against { color: var(--stop) }
        .hit { margin-top: 0 } .hit:first-of-type { border-top: 0 } .hit summary { overflow-wrap: anywhere } .hit-body { padding: .2rem 0 .8rem }
        .identities { margin: 0 0 .6rem; padding-left: 1.2rem }
        code { font: .88em/1.5 ui-monospace, "DejaVu Sans Mono", "Liberation Mono", monospace; overflow-wrap: anywhere } pre { font: .8rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; margin: 0 0 .6rem }
        .hashes { font-size: .85rem; padding-left: 2rem; margin: 0 0 .6rem } .downloads { display: flex; flex-wrap: wrap; gap: .6rem }
        mark { background: var(--check); color: var(--check-ink); border-radius: .15rem; padding: 0 .05em; font-weight: 650 }
        .dot { display: inline-block; width: .8em; height: .8em; border-radius: 50%; border: 2px solid var(--ink) } .dot.yellow { background: #f2c200 } .dot.red { background: #c4162f } .dot.green { background: #12824f } .dot.white { background: #ffffff }
        .stacked label.field-name { margin-top: .8rem } .stacked p { margin: 1rem 0 .8rem }
        .sides thead .hint { font-weight: 400 } .sides td, .sides th { overflow-wrap: anywhere } .sides thead th { white-space: normal } .sides tbody th { width: 9rem } .sides .compared { width: 8rem } .sides .compared .tag { white-space: normal }
        @media (max-width: 40rem) { .sides tr { display: grid; grid-template-columns: 1fr 1fr; border-bottom: 1px solid var(--line); padding: .35rem 0 } .sides tbody th, .sides td.compared { grid-column: 1 / -1; width: auto } .sides th, .sides td { border: 0; padding: .1rem .6rem .1rem 0; min-width: 0 } .sides .corner, .sides td.compared:empty, .sides thead .compared { display: none } .sides tbody th { color: var(--soft); font-weight: 400 } }
        .queue { list-style: none; margin: 0; padding: 0 } .queue a { display: grid; grid-template-columns: 1fr auto; gap: .1rem 1rem; padding: .6rem .5rem; border-top: 1px solid var(--line); color: var(--ink); text-decoration: none } .queue a:hover { background: var(--accent-soft) } .queue .hint { grid-column: 1 / -1; margin: 0 }
        .queue-what { font-weight: 600; color: var(--accent) } .queue-when { font-variant-numeric: tabular-nums }
        @media (max-width: 40rem) { .queue a { grid-template-columns: 1fr } }
        .faces { display: flex; flex-wrap: wrap; gap: 1rem; margin-bottom: 1rem } .faces figure, .print-pair figure { margin: 0 } .print-pair { margin-top: 0 } .print-pair .print-sides { max-width: 44rem } .face { height: 16rem; width: 12rem; object-fit: contain; background: var(--ground); border-radius: .35rem; display: block }
        .print-sides { display: grid; grid-template-columns: 1fr 1fr; gap: .5rem; margin-top: .3rem }
        .print { width: 100%; height: auto; background: var(--ground); border: 1px solid var(--line); border-radius: .35rem } .print line { stroke-width: 2 } .print .paired circle { fill: var(--counted) } .print .paired line { stroke: var(--counted) } .print .lone circle { fill: none; stroke: var(--field-line); stroke-width: 1.5 } .print .lone line { stroke: var(--field-line); stroke-width: 1.5 }
        .print text { font: 600 13px system-ui, sans-serif; fill: var(--ink); paint-order: stroke; stroke: var(--ground); stroke-width: 3px }
        .buttons { display: flex; flex-wrap: wrap; gap: .5rem } blockquote.letter { white-space: pre-line; border-left: .3rem solid var(--accent); margin: 0 0 .8rem; padding: .3rem .8rem }
        .choices label { display: flex; gap: .55rem; align-items: flex-start; padding: .5rem .1rem; cursor: pointer } .choices label kbd, .chips label kbd { margin-left: auto }
        .chips input, .choices input { flex: none } .chips { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: .35rem } .chips legend { grid-column: 1 / -1; float: none } .chips label { padding: .25rem .5rem; font-size: .88rem; line-height: 1.25; min-height: 2.6rem; border-radius: .5rem; hyphens: auto; overflow-wrap: anywhere } .chips kbd { margin-left: .2rem }
        textarea { resize: vertical; margin-bottom: .7rem }
        .foot { max-width: 80rem; margin: 0 auto; padding: .5rem 1rem 2rem; color: var(--soft); font-size: .88rem; display: flex; flex-wrap: wrap; gap: .3rem 2rem; justify-content: space-between } .foot p { margin: 0 }
        .shortcuts { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; align-items: center } .shortcuts[hidden] { display: none } .switch { display: inline-flex; align-items: center; gap: .45rem; min-height: 1.75rem }
        kbd { font: .85em ui-monospace, monospace; border: 1px solid var(--field-line); border-radius: .25rem; padding: .05rem .35rem; margin-left: .4rem; color: var(--ink) } button.primary kbd { color: inherit; border-color: currentColor } .hint kbd { margin-left: 0 }
        @media (hover: none) and (pointer: coarse) { .shortcuts .keys { display: none } }
        @media (max-width: 40rem) { .bar nav a { padding: .6rem .4rem } .officer-authority { display: none } .verdict-head { align-items: flex-start; gap: .8rem } .verdict-icon { width: 2.6rem; height: 2.6rem } .foot { display: block } .foot .shortcuts { margin-top: .6rem } }
        @media (forced-colors: active) { .verdict-icon .shape, .day-counted, .day-away, .gauge-used { forced-color-adjust: none } }
        @media print { .bar, .side, .foot { display: none } .columns { display: block } .card, .verdict { break-inside: avoid; margin-bottom: 1rem } }

        """
}
