import EES
import Identity
import Testing

@testable import Console

@Suite("The 180 days as a picture, a sentence and a table")
struct StripViewTests {
    @Test func `picture and table hold every day once`() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            var marks: [StayStrip.Mark] = []
            while marks.count < 180 {
                let mark = StayStrip.Mark.allCases.randomElement(using: &generator)!
                marks += Array(repeating: mark, count: min(180 - marks.count, Int.random(in: 1...60)))
            }
            let strip = FileFinding.StripFinding(firstDay: Samples.today - 179, marks: marks)
            let view = try #require(StripView(strip))
            #expect(view.rows.map(\.days).reduce(0, +) == 180)
            for (half, drawn) in view.halves.enumerated() {
                var painted = [String](repeating: "away", count: 90)
                for run in drawn.runs {
                    for day in run.x / 4..<(run.x + run.width) / 4 {
                        #expect(painted[day] == "away")
                        painted[day] = run.kind
                    }
                }
                #expect(painted == marks[half * 90..<half * 90 + 90].map(\.rawValue))
            }
            for mark in Set(marks) {
                let count = marks.count { $0 == mark }
                #expect(view.summary.contains("\(Words.days(count)) \(StripView.words(mark))"))
            }
            #expect(view.legend.count == Set(marks).count)
        }
    }

    @Test func `another number of days is no strip`() {
        #expect(StripView(.init(firstDay: Samples.today, marks: [])) == nil)
    }
}
