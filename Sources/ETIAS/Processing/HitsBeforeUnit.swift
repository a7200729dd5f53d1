import Operations
import Registry

extension ApplicationFile {
    /// Whether an application stands before the National Unit of a Member State with a hit on this record of another system: because
    /// its Member State is responsible (Article 26), or is consulted (Article 28). What the Central Unit found to be no
    /// correspondence is no hit. The consultation of national criminal records rests on it (Articles 20(2)(n), 25a(2)).
    public static func isBeforeUnit(
        of memberState: String, hitOn reference: String, in source: CheckedSystem, from reader: Reader
    ) throws -> Bool {
        try reader.values(ApplicationFile.self, key: ETIASKey.source, value: ETIASKey.source(source, reference)).contains { file in
            file.value.status == .manual
                && (file.value.responsible == memberState || file.value.consulted.contains(memberState))
                && file.value.hits.contains { $0.check.source == source && $0.reference == reference && $0.confirmed != false }
        }
    }
}
