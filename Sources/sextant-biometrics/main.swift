import Biometrics
import Foundation
let a = CommandLine.arguments
let d = [UInt8](try Data(contentsOf: URL(fileURLWithPath: a[2])))
switch a[1] {
case "wsq":
    let i = try WSQ.decode(d)
    let r = [UInt8](try Data(contentsOf: URL(fileURLWithPath: a[3])))
    let ref = a[3].hasSuffix(".png") ? try PNG.decode(r).pixels : r
    let diff = zip(i.pixels, ref).map { abs(Int($0) - Int($1)) }
    print(i.width, i.height, i.resolution as Any, diff.count, diff.filter { $0 > 0 }.count, diff.max()!)
    for br in [Float(0.75), 2.25] {
        let e = try WSQ.encode(i, bitRate: br)
        let b = try WSQ.decode(e)
        let mse = zip(i.pixels, b.pixels).reduce(0.0) { $0 + Double((Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1))) } / Double(diff.count)
        print("encoded", e.count, "psnr", 10 * log10(255 * 255 / mse))
    }
default:
    let i = try ImageFile.decode(d)
    print(i.width, i.height, i.resolution as Any, i.pixels.reduce(0) { $0 + Int($1) } / i.pixels.count)
    try Data(PNG.encode(i)).write(to: URL(fileURLWithPath: "/tmp/bio/x.png"))
}
