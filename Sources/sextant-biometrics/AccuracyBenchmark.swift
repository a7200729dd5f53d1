import Biometrics
import Foundation

/// Error rates over the four set-B databases of FVC2002: each, their mean, and pooled.
enum AccuracyBenchmark {
    static func run(_ arguments: [String]) throws {
        guard arguments.count >= 2 else { return print("accuracy DATA classical|learnt|secugen [SCORES-FOLDER]") }
        let data = arguments[0], source = arguments[1]
        let extractor: any MinutiaExtractor = source == "learnt" ? try LearntExtractor() : ClassicalExtractor()
        var rates: [ErrorRates] = []
        for set in 1...4 {
            let folder =
                source == "secugen" ? "\(data)/formats/secugen-fvc2002-DB\(set)_B" : "\(data)/fingerprints/fvc2002-DB\(set)_B"
            let report = try FingerprintCommand.evaluation(
                folder, extractor: extractor, resolution: set == 2 ? 569 : 500, quality: source == "classical")
            let interval = report.equalErrorRateInterval(rounds: 100)
            print(
                "DB\(set)_B: EER \(percent(report.rates.equalErrorRate)) (95 %: \(percent(interval.low)) to \(percent(interval.high)))"
                    + " FMR100 \(percent(report.rates.fmr100)) FMR1000 \(percent(report.rates.fmr1000)) ZeroFMR \(percent(report.rates.zeroFMR))")
            if let r = report.qualityCorrelation() { print("  rank correlation of quality and mated score \(String(format: "%.2f", r))") }
            rates.append(report.rates)
            if arguments.count > 2 { try report.csv().write(toFile: "\(arguments[2])/\(source)-DB\(set).csv", atomically: true, encoding: .utf8) }
        }
        func mean(_ which: [Int], _ value: (ErrorRates) -> Double) -> String {
            percent(which.reduce(0) { $0 + value(rates[$1 - 1]) } / Double(which.count))
        }
        let pooled = ErrorRates(genuine: rates.flatMap(\.genuine), impostor: rates.flatMap(\.impostor))
        print("mean of all: EER \(mean([1, 2, 3, 4]) { $0.equalErrorRate }), FMR1000 \(mean([1, 2, 3, 4]) { $0.fmr1000 })")
        print("mean of DB2 and DB4 (not tuned on): EER \(mean([2, 4]) { $0.equalErrorRate }), FMR1000 \(mean([2, 4]) { $0.fmr1000 })")
        print("pooled: EER \(percent(pooled.equalErrorRate)), FMR1000 \(percent(pooled.fmr1000))")
    }
}

/// Templates of another extractor's or this one's, as other programs read them: OUT/DB1_B/101_1.fmr …
enum TemplateFolder {
    static func run(_ arguments: [String]) throws {
        guard arguments.count >= 3 else { return print("templates DATA OUT classical|learnt") }
        let extractor: any MinutiaExtractor = arguments[2] == "learnt" ? try LearntExtractor() : ClassicalExtractor()
        for set in 1...4 {
            try FileManager.default.createDirectory(atPath: "\(arguments[1])/DB\(set)_B", withIntermediateDirectories: true)
            for finger in 101...110 {
                for i in 1...8 {
                    let path = "\(arguments[0])/fingerprints/fvc2002-DB\(set)_B/\(finger)_\(i).png"
                    let image = try ImageFile.decode([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
                    let template = try extractor.extract(image, resolution: set == 2 ? 569 : 500)
                    try Data(try MinutiaeRecord.encode(template))
                        .write(to: URL(fileURLWithPath: "\(arguments[1])/DB\(set)_B/\(finger)_\(i).fmr"))
                }
            }
        }
    }
}

/// How many images a second one thread turns into templates; decoding and resampling of the file not counted in the first figure.
enum ExtractionBenchmark {
    static func run(_ arguments: [String]) throws {
        guard arguments.count >= 2 else { return print("extraction DATA classical|learnt [rounds]") }
        let extractor: any MinutiaExtractor = arguments[1] == "learnt" ? try LearntExtractor() : ClassicalExtractor()
        let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 1 : 1
        var images: [(GrayImage, Double)] = []
        for set in 1...4 {
            for finger in 101...110 {
                for i in 1...(arguments[1] == "learnt" ? 1 : 8) {
                    let path = "\(arguments[0])/fingerprints/fvc2002-DB\(set)_B/\(finger)_\(i).png"
                    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
                    images.append((try ImageFile.decode(bytes), set == 2 ? 569 : 500))
                }
            }
        }
        _ = try extractor.extract(images[0].0, resolution: 500)
        let watch = Stopwatch()
        var minutiae = 0
        for _ in 0..<rounds { for (image, dpi) in images { minutiae += try extractor.extract(image, resolution: dpi).minutiae.count } }
        let n = Double(rounds * images.count), time = watch.seconds
        print(
            "\(images.count) images, \(minutiae / Int(n)) minutiae each: \(String(format: "%.1f", n / time.cpu)) images per second of processor time, "
                + "\(String(format: "%.1f", n / time.wall)) of wall time")
    }
}
