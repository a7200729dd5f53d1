import Identity
import Operations
import Registry

/// A facial image of a visa holder that the VIS holds with the indication that it was taken live upon submission of the application.
/// The EES then enters none and erases the one that it has (Articles 8(3a), 15(1), 16(1)(d) and (1a); 767/2008 Article 17a(3a)).
public struct FaceInVIS: Hashable, Sendable {
    /// The application file.
    public var application: RecordID
    /// Date of the application for which it was taken.
    public var takenOn: Day

    public init(application: RecordID, takenOn: Day) {
        self.application = application
        self.takenOn = takenOn
    }
}

extension Recorded where Value == IndividualFile {
    /// The changes by which the file leaves its face to the VIS, or, where the VIS holds none any more, asks for one again at the next
    /// crossing. File and samples change in one commit. Nothing changes where the file says so already.
    ///
    /// - Parameter images: the images taken live that the VIS holds of the person.
    public func leavingFace(to images: [FaceInVIS], samples: Recorded<BiometricData>?) -> [Change] {
        var file = self
        let held = file.value.heldInVIS(among: images)
        file.value.faceInVIS = held?.application
        var changes: [Change] = []
        if held != nil {
            file.value.facialImage = nil
            if var samples, samples.value.facialImage != nil {
                samples.value.facialImage = nil
                changes.append(
                    samples.value.isEmpty ? .erase(samples.id, expected: samples.version, article: "16(1a)") : samples.update)
            }
        }
        return file.value == value ? changes : [file.update] + changes
    }
}

extension IndividualFile {
    /// The image that stands for one of the file's own; `nil` of whoever is not subject to a visa requirement.
    func heldInVIS(among images: [FaceInVIS]) -> FaceInVIS? {
        guard traveller == .visaRequired else { return nil }
        // One that was taken because that of the VIS was doubted stays until a later one is there (Article 18(2), last subparagraph).
        let doubted = facialImage.flatMap { $0.irrespectiveOfVIS ? $0.takenOn : nil }
        let usable = images.filter { image in doubted.map { $0 < image.takenOn } ?? true }
        guard let latest = usable.map(\.takenOn).max() else { return nil }
        // Copies of one image follow each other with every application: the file need not.
        return usable.first { $0.takenOn == latest && $0.application == faceInVIS }
            ?? usable.filter { $0.takenOn == latest }.min { $0.application < $1.application }
    }
}
