import Identity
import Operations
import Registry
import Wire

/// What the EES tells the VIS of a child below the age of 12 (Article 23(3)): the day of exit, or that the child is inside again.
public struct ChildMovement: Sendable {
    public var sticker: DocumentNumber
    /// `nil`: the child has entered again.
    public var exit: Day?
    public init(sticker: DocumentNumber, exit: Day?) {
        self.sticker = sticker
        self.exit = exit
    }

    /// The changes that follow. Following the same movement twice changes nothing the second time.
    public func followed(from reader: Reader) throws -> Decision<Nothing> {
        let files = try reader.values(ApplicationFile.self, key: VISKey.sticker, value: sticker.key)
        let changes = files.compactMap { file -> Change? in
            guard (file.value.identity.dateOfBirth?.greatestAge(on: file.value.lodging.date) ?? 199) < 12, file.value.lastExit != exit
            else { return nil }
            var file = file
            file.value.lastExit = exit
            return file.update
        }
        return Decision(Nothing(), changes: changes)
    }
}
