import Foundation
import Interoperability

/// The minutiae of one finger on both sides as two pictures of one scale. What the matcher paired is filled and bears the same number on
/// both; what has no partner is hollow. Everything in the markup is a number.
struct PrintDrawing {
    let launching: String
    let other: String

    /// Around the outermost minutiae, in pixels at 500 dpi.
    private static let margin = 22

    init(_ finger: ReadLinkedSamples.Finger) {
        let (boxes) = (PrintDrawing.box(finger.launching), PrintDrawing.box(finger.other))
        // One size for both, so that a millimetre is as long on the left as on the right.
        let width = max(boxes.0.width, boxes.1.width) + 2 * PrintDrawing.margin
        let height = max(boxes.0.height, boxes.1.height) + 2 * PrintDrawing.margin
        // From top to bottom of the other side, as one reads.
        let pairs = finger.pairs.filter {
            finger.other.minutiae.indices.contains($0.other) && finger.launching.minutiae.indices.contains($0.launching)
        }.sorted {
            let (a, b) = (finger.other.minutiae[$0.other], finger.other.minutiae[$1.other])
            return (a.y, a.x) < (b.y, b.x)
        }
        func numbers(_ place: (ReadLinkedSamples.Pair) -> Int) -> [Int: Int] {
            Dictionary(pairs.enumerated().map { (place($0.element), $0.offset + 1) }, uniquingKeysWith: { first, _ in first })
        }
        launching = PrintDrawing.svg(finger.launching, boxes.0, width, height, numbers { $0.launching })
        other = PrintDrawing.svg(finger.other, boxes.1, width, height, numbers { $0.other })
    }

    private struct Box {
        var x = 0
        var y = 0
        var width = 1
        var height = 1
    }

    private static func box(_ print: ReadLinkedSamples.Print) -> Box {
        let (xs, ys) = (print.minutiae.map(\.x), print.minutiae.map(\.y))
        guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else { return Box() }
        return Box(x: left, y: top, width: right - left, height: bottom - top)
    }

    private static func svg(
        _ print: ReadLinkedSamples.Print, _ box: Box, _ width: Int, _ height: Int, _ numbers: [Int: Int]
    ) -> String {
        // Each in the middle of its picture.
        let (dx, dy) = ((width - box.width) / 2 - box.x, (height - box.height) / 2 - box.y)
        var svg =
            "<svg class=\"print\" viewBox=\"0 0 \(width) \(height)\" aria-hidden=\"true\" focusable=\"false\" xmlns=\"http://www.w3.org/2000/svg\">"
        let places = print.minutiae.indices.sorted { (numbers[$0] ?? 0) < (numbers[$1] ?? 0) }
        for place in places {
            let minutia = print.minutiae[place]
            let (x, y) = (minutia.x + dx, minutia.y + dy)
            let turn = Double(minutia.angle) * .pi / 180
            // The angle counts counter-clockwise, the picture downwards.
            let (ex, ey) = (x + Int((13 * cos(turn)).rounded()), y - Int((13 * sin(turn)).rounded()))
            let kind = numbers[place] == nil ? "lone" : "paired"
            svg += "<g class=\"\(kind)\"><line x1=\"\(x)\" y1=\"\(y)\" x2=\"\(ex)\" y2=\"\(ey)\"/><circle cx=\"\(x)\" cy=\"\(y)\" r=\"4\"/>"
            if let number = numbers[place] {
                // The number stands on the side that the line leaves free.
                let (tx, ty) = (x - Int((11 * cos(turn)).rounded()), y + Int((11 * sin(turn)).rounded()) + 4)
                svg += "<text x=\"\(tx)\" y=\"\(ty)\" text-anchor=\"middle\">\(number)</text>"
            }
            svg += "</g>"
        }
        return svg + "</svg>"
    }
}
