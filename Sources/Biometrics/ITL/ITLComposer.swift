/// Composes transactions in which fingerprints and faces go to the systems.
public enum ITLComposer {
    /// Which system a transaction is for; the domain name goes into field 1.013.
    public enum System: String, Sendable, CaseIterable {
        case sis = "SIS"
        case vis = "VIS"
        case eurodac = "EURODAC"
        case ees = "EES"

        /// The kinds of transaction: enrolment and search of ten flat prints, search with a latent, verification.
        var domain: String { "EU-\(rawValue)" }
    }

    public enum Purpose: String, Sendable, CaseIterable {
        case enrolment = "ENR"
        case search = "SRC"
        case verification = "VER"
        case latentSearch = "LAT"
    }

    public struct Finger: Sendable {
        public var position: FingerPosition
        public var image: GrayImage
        /// 0…100 as NFIQ 2.
        public var quality: Int?

        public init(position: FingerPosition, image: GrayImage, quality: Int? = nil) {
            self.position = position
            self.image = image
            self.quality = quality
        }
    }

    public struct Header: Sendable {
        public var system: System
        public var purpose: Purpose
        /// `YYYYMMDD`.
        public var date: String
        public var destination: String
        public var origin: String
        public var control: String

        public init(system: System, purpose: Purpose, date: String, destination: String, origin: String, control: String) {
            self.system = system
            self.purpose = purpose
            self.date = date
            self.destination = destination
            self.origin = origin
            self.control = control
        }
    }

    /// Fingers go as WSQ at 500 dpi (record type 14; a latent as type 13, PNG), a face as JPEG (type 10).
    public static func compose(
        _ header: Header, fingers: [Finger], face: [UInt8]? = nil, faceSize: (width: Int, height: Int)? = nil
    ) throws(FormatError) -> ITLTransaction {
        guard !fingers.isEmpty || face != nil else {
            throw FormatError(ITLTransaction.format, at: "records", "a transaction without a finger and without a face")
        }
        typealias Field = ITLTransaction.Field
        var records = [
            ITLTransaction.Record(
                type: 1, designation: nil,
                fields: [
                    Field(2, "0502"), Field(4, header.purpose.rawValue), Field(5, header.date), Field(7, header.destination),
                    Field(8, header.origin), Field(9, header.control), Field(11, "19.69"), Field(12, "19.69"),
                    Field(13, [[header.system.domain, "1"]]),
                ]),
            ITLTransaction.Record(type: 2, designation: 0, fields: [Field(2, "00"), Field(3, header.control)]),
        ]
        for (i, finger) in fingers.enumerated() {
            let resolution = finger.image.resolution ?? 500
            let latent = header.purpose == .latentSearch
            var image = latent ? finger.image : finger.image.resampled(from: resolution, to: 500)
            image.resolution = latent ? resolution : 500
            let density = String(Int((image.resolution ?? 500).rounded()))
            var fields = [
                Field(2, ITLTransaction.twoDigits(i + 1)), Field(3, latent ? "4" : "0"), Field(4, header.origin),
                Field(5, header.date), Field(6, String(image.width)), Field(7, String(image.height)), Field(8, "1"),
                Field(9, density), Field(10, density), Field(11, latent ? "PNG" : "WSQ20"), Field(12, "8"),
                Field(13, String(finger.position.rawValue)),
            ]
            if let quality = finger.quality, !latent {
                // NFIQ 2 is algorithm 2 of NIST (vendor 000F).
                fields.append(Field(24, [[String(finger.position.rawValue), String(quality), "000F", "2"]]))
            }
            records.append(
                ITLTransaction.Record(
                    type: latent ? 13 : 14, designation: i + 1, fields: fields,
                    data: latent ? PNG.encode(image) : try WSQ.encode(image, bitRate: 0.75)))
        }
        if let face {
            guard JPEG.isJPEG(face) || JPEG2000.isJPEG2000(face) else {
                throw FormatError(ITLTransaction.format, at: "10.999", "a face must be JPEG or JPEG 2000")
            }
            var size = faceSize ?? (width: 0, height: 0)
            if faceSize == nil {
                let image = try ImageFile.decode(face)
                size = (image.width, image.height)
            }
            let n = fingers.count + 1
            records.append(
                ITLTransaction.Record(
                    type: 10, designation: n,
                    fields: [
                        Field(2, ITLTransaction.twoDigits(n)), Field(3, "FACE"), Field(4, header.origin), Field(5, header.date),
                        Field(6, String(size.width)), Field(7, String(size.height)), Field(8, "0"), Field(9, "1"), Field(10, "1"),
                        Field(11, JPEG.isJPEG(face) ? "JPEGB" : "JP2"), Field(12, "YCC"),
                    ], data: face))
        }
        return ITLTransaction(records: records)
    }
}
