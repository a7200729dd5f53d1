import EES
import Identity
import Operations
import Registry
import VIS

/// The facial images of visa holders that the VIS holds with the indication that they were taken live: they stand for those that the EES
/// would have to take (2017/2226 Articles 8(2)(e) and (3a), 15(1), 16(1)(d), 23(2)).
public struct FacesInVIS: Sendable {
    let questions: SystemQuestions
    public init(_ questions: SystemQuestions) { self.questions = questions }

    /// The latest of whoever has this identity and document; `nil`: none, or the VIS gives no answer.
    public func held(of identity: RegisteredIdentity, _ document: RegisteredDocument) async -> FaceInVIS? {
        guard questions.isInService(.VIS) else { return nil }
        let images = await questions.read([.VIS], article: "EES 15(1), 16(1)(d)") { reader in
            try FacesInVIS.images(of: [identity], documents: [document.key], from: reader)
        }
        return images?.max { ($0.takenOn, $1.application) < ($1.takenOn, $0.application) }
    }

    /// What a live face is compared with; `nil` where the VIS gives no answer.
    public func templates(of application: RecordID) async -> [StoredTemplate]? {
        guard questions.isInService(.VIS) else { return nil }
        return await questions.read([.VIS], article: "EES 23(2), VIS 18(6)") { reader in
            try reader.values(ApplicantSamples.self, key: VISKey.application, value: application.description).first?.value.faceTemplates ?? []
        }
    }

    /// The images of a person, found by the documents. A document whose holder in the VIS was born on another day shows somebody else:
    /// a face of theirs stands for nobody's in the EES.
    static func images(of identities: [RegisteredIdentity], documents: [String], from reader: Reader) throws -> [FaceInVIS] {
        var images: [FaceInVIS] = []
        for key in Set(documents).sorted() {
            for file in try reader.values(VIS.ApplicationFile.self, key: VISKey.document, value: key) {
                guard let image = file.value.faceForEES, !images.contains(where: { $0.application == file.id }),
                    identities.contains(where: { FacesInVIS.isSameBirth($0.dateOfBirth, file.value.identity.dateOfBirth) })
                else { continue }
                images.append(FaceInVIS(application: file.id, takenOn: image.takenOn))
            }
        }
        return images
    }

    private static func isSameBirth(_ a: PartialDate?, _ b: PartialDate?) -> Bool {
        guard let a, let b else { return true }
        return a == b
    }
}

extension VIS.ApplicationFile {
    /// The image that stands for one of the EES: taken live, with an application for a visa, since the revision (2021/1134 Article 1(20)).
    fileprivate var faceForEES: ImageNote? {
        guard edition == .revised, sort.isVisa, let facialImage, facialImage.takenLive else { return nil }
        return facialImage
    }
}
