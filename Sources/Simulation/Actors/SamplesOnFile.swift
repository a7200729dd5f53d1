import Access
import EES
import Operations
import Registry
import Wire

extension SimulatedWorld {
    /// Whether nothing more is to be taken of somebody whose entry is refused. Of a visa holder the face may have been left to the VIS,
    /// and may be gone from there (2017/2226 Articles 16(1a), 18(2)): the guard looks at the file.
    func holdsSamples(_ file: Truth.FileTruth, as officer: Caller, case reference: String) async -> Bool {
        guard file.samples, file.visaRequired else { return file.samples }
        let read = await ask("ees.readFile", FileReference(file.id).wire, as: officer, for: .borderCheck, case: reference)
        let held = read.reply?.body["file"]
        return held?["facialImage"] != nil || held?["faceInVIS"] != nil
    }
}
