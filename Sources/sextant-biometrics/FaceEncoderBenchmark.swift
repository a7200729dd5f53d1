import Biometrics
import Foundation

/// Error rates of the installed face encoder on the ORL faces (40 people × 10 images), all pairs by cosine.
enum FaceEncoderBenchmark {
    static func run(_ arguments: [String]) throws {
        guard let data = arguments.first else { return print("orl DATA") }
        let encoder = try DlibFaceEncoder()
        var people: [Int] = [], embeddings: [[Float]] = []
        var missed = 0
        let watch = Stopwatch()
        for person in 1...40 {
            for i in 1...10 {
                let path = "\(data)/faces-orl/s\(person)/\(i).pgm"
                let image = try ImageFile.decode([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
                do {
                    embeddings.append(try encoder.encode(image))
                    people.append(person)
                } catch { missed += 1 }
            }
        }
        let seconds = watch.seconds.cpu
        var genuine: [Double] = [], impostor: [Double] = []
        for i in embeddings.indices {
            for j in (i + 1)..<max(embeddings.count, i + 1) {
                // dlib's network is trained for the Euclidean distance; 0.6 is its threshold.
                let d = zip(embeddings[i], embeddings[j]).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
                if people[i] == people[j] { genuine.append(-Double(d)) } else { impostor.append(-Double(d)) }
            }
        }
        let rates = ErrorRates(genuine: genuine, impostor: impostor)
        print(
            "\(embeddings.count) of 400 faces found (failure to enrol \(percent(Double(missed) / 400))), "
                + "\(String(format: "%.1f", 400 / seconds)) images per second of processor time")
        print(
            "EER \(percent(rates.equalErrorRate)), FMR1000 \(percent(rates.fmr1000)) over \(genuine.count) mated and \(impostor.count) non-mated pairs; "
                + "at distance 0.6: FMR \(percent(rates.falseMatchRate(at: -0.6))), FNMR \(percent(rates.falseNonMatchRate(at: -0.6)))")
    }
}
