import ArgumentParser
import Installation
import Interoperability
import Operations

struct FacesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faces", abstract: "Facial images that are stored: makes them comparable.", subcommands: [Encode.self])

    struct Encode: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes embeddings of portraits that were stored before the encoder was installed, or with another one.",
            discussion: """
                `faces.models` names the encoder's folder. Each batch of records is one commit, and what has an embedding of the encoder is \
                not looked at again: a run that was stopped or killed goes on where it was. A record that becomes comparable gets a \
                version with the same contents; when `serve` starts again, it is compared with the other systems like any other whose \
                samples changed.
                """)

        @OptionGroup var options: Options
        @Option(help: "Records looked at for one commit.")
        var batch = 100

        func validate() throws {
            guard (1...1000).contains(batch) else { throw ValidationError("--batch is 1 to 1000") }
        }

        func run() async throws {
            let settings = try Opening.existing(InstallationSettings(try await options.reader()))
            guard settings.faceModels != nil else { throw Failure("there is no encoder: name its folder in faces.models") }
            let installation = try await Opening.installation(settings)
            let progress = Progress("encoding")
            do {
                let report = try await FaceEncodingRun(runner: installation.runner, matching: installation.matching, batch: batch)
                    .run { report, total in progress.show(report.looked, of: total) }
                _ = try await installation.sequencer.advance()
                progress.done(
                    "\(report.looked) records looked at, \(report.encoded) encoded, \(report.withoutFace) with portraits that show no face")
            } catch let refusal as Refusal {
                await installation.store.close()
                throw Failure("it stopped and goes on from there when started again: \(refusal.detail)")
            }
            await installation.store.close()
        }
    }
}
