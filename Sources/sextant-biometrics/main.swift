// The measurements of Benchmarks/biometrics, and the fingerprint and face commands on their own.
import Biometrics

let arguments = Array(CommandLine.arguments.dropFirst())
let rest = Array(arguments.dropFirst())
switch arguments.first {
case "fingerprint": exitWith(FingerprintCommand.run(rest) { print($0) })
case "face": exitWith(FaceCommand.run(rest) { print($0) })
case "accuracy": try AccuracyBenchmark.run(rest)
case "extraction": try ExtractionBenchmark.run(rest)
case "gallery": GalleryBenchmark.run(rest)
case "faces": try FacesBenchmark.run(rest)
case "paired": try PairedComparison.run(rest)
case "templates": try TemplateFolder.run(rest)
case "seeds": try FuzzSeeds.run(rest)
case "orl": try FaceEncoderBenchmark.run(rest)
default:
    print(
        """
        fingerprint … | face …                       the commands
        accuracy DATA classical|learnt|secugen        FVC2002 set B under DATA: error rates
        extraction DATA classical|learnt [rounds]     images per second
        gallery PEOPLE MATED NONMATED one|four        1:N over synthetic templates
        faces COUNT DIMENSIONS QUERIES                embeddings
        paired SCORES A B [ROUNDS]                    two methods' scores, paired bootstrap over fingers
        templates DATA OUT classical|learnt           ISO/IEC 19794-2 templates of FVC2002 set B
        seeds FOLDER                                  small files of every format, for the fuzzer
        orl DATA                                      the installed face encoder on the ORL faces
        """)
    exitWith(2)
}
