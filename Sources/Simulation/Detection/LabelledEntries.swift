import Access
import ECRISTCN
import EES
import ETIAS
import Eurodac
import Identity
import Installation
import Interoperability
import Operations
import Registry
import SIS
import Sandbox
import VIS
import Wire

/// The records of a labelled world, entered through the operations of the authorities whose they are, while the systems follow each other
/// and the detector follows them: day by day with a clock that is set, or all of them now.
///
/// What an operation refuses is not entered, and is counted by its code: an authority would not have it in its register either.
public struct LabelledEntries: Sendable {
    let world: LabelledWorld
    let persons: [Int]
    let installation: Installation
    let clock: SimulatedClock?
    private let registers: LabelledRegisters
    private let alerts: SISSeed

    /// - Parameters:
    ///   - persons: of the world's population, beyond its count too.
    ///   - installation: in which the authorities of `AuthoritySeed` are registered.
    ///   - clock: the installation's, set to the day of each record; absent, all are entered when they are.
    public init(_ world: LabelledWorld, persons: [Int], in installation: Installation, setting clock: SimulatedClock? = nil) {
        (self.world, self.persons, self.installation, self.clock) = (world, persons, installation, clock)
        registers = LabelledRegisters(world)
        alerts = SISSeed(population: world.population, today: world.lastDay, alertPermille: world.alertPermille)
    }

    private var today: Day { installation.runner.clock.now().utcDay }

    public struct Entered: Sendable {
        /// With the names and documents that the registers hold of them.
        public internal(set) var records: [LabelledRecord] = []
        /// By the code of the refusal.
        public internal(set) var refused: [String: Int] = [:]
        /// Each of them in words.
        public internal(set) var refusals: [String] = []
        /// Time and time of all processors that the detector took.
        var detecting = Duration.zero
        var processorSeconds = 0.0
    }

    /// A record that is to be entered: small, because millions of them are put in order.
    private struct Appointment: Sendable {
        var day: Int32
        var person: Int32
        var place: Int32
    }

    /// - Parameter progress: is given what is being done, and how far it has come.
    public func enter(_ progress: (String, Int, Int) -> Void = { _, _, _ in }) async throws -> Entered {
        var entered = Entered()
        let appointments = await appointments(progress)
        var next = 0
        while next < appointments.count {
            let day = appointments[next].day
            var end = next
            while end < appointments.count, appointments[end].day == day { end += 1 }
            clock?.now = Instant(day: Day(number: day), secondOfDay: 36_000)
            for start in stride(from: next, to: end, by: 64) {
                for outcome in await enter(appointments[start..<min(start + 64, end)]) {
                    if let record = outcome.record { entered.records.append(record) }
                    guard let refusal = outcome.refusal else { continue }
                    let (person, place) = (Int(outcome.appointment.person), Int(outcome.appointment.place))
                    entered.refused[refusal.kind.code, default: 0] += 1
                    entered.refusals.append(
                        "refused: \(world[person].holdings[place].system.rawValue) person \(person): \(refusal.kind.code), \(refusal.detail)")
                }
            }
            if clock != nil { try await follow(&entered) }
            next = end
            progress("entering", next, appointments.count)
        }
        try await follow(&entered)
        try await readBack(&entered.records)
        return entered
    }

    /// All holdings in the order of their days.
    private func appointments(_ progress: (String, Int, Int) -> Void) async -> [Appointment] {
        var found: [Appointment] = []
        let size = 2000
        for start in stride(from: 0, to: persons.count, by: size) {
            let end = min(start + size, persons.count)
            await withTaskGroup(of: [Appointment].self) { [world, persons] group in
                for piece in stride(from: start, to: end, by: 100) {
                    group.addTask {
                        persons[piece..<min(piece + 100, end)].flatMap { person in
                            let labelled = world[person]
                            return labelled.holdings.indices.map { place in
                                Appointment(
                                    day: Int32(clamping: LabelledEntries.day(of: labelled.holdings[place], labelled).number),
                                    person: Int32(clamping: person), place: Int32(clamping: place))
                            }
                        }
                    }
                }
                for await piece in group { found += piece }
            }
            progress("planning", end, persons.count)
        }
        return found.sorted { ($0.day, $0.person, $0.place) < ($1.day, $1.person, $1.place) }
    }

    /// Nobody is recorded before the document or the person.
    private static func day(of holding: LabelledPerson.Holding, _ labelled: LabelledPerson) -> Day {
        max(holding.day, holding.document?.issued ?? holding.day, labelled.person.born + 1)
    }

    private func follow(_ entered: inout Entered) async throws {
        let followed = await installation.following.catchUp()
        if let failure = followed.failed.values.sorted().first { throw DetectionMeasure.Failure(description: failure) }
        let (began, before) = (ContinuousClock.now, DetectionMeasure.processorSeconds())
        let detected = await installation.detector.catchUp()
        if let failure = detected.trouble { throw DetectionMeasure.Failure(description: failure) }
        entered.detecting += ContinuousClock.now - began
        entered.processorSeconds += DetectionMeasure.processorSeconds() - before
    }

    // MARK: - Entering

    /// What came of an appointment.
    private struct Outcome: Sendable {
        var appointment: Appointment
        var record: LabelledRecord?
        var refusal: Refusal?
    }

    /// Some at once, as authorities of many Member States do.
    private func enter(_ appointments: ArraySlice<Appointment>) async -> [Outcome] {
        await withTaskGroup(of: Outcome.self) { group in
            for appointment in appointments { group.addTask { await outcome(of: appointment) } }
            var outcomes: [Outcome] = []
            for await outcome in group { outcomes.append(outcome) }
            return outcomes.sorted { ($0.appointment.person, $0.appointment.place) < ($1.appointment.person, $1.appointment.place) }
        }
    }

    private func outcome(of appointment: Appointment) async -> Outcome {
        var outcome = Outcome(appointment: appointment)
        do throws(Refusal) {
            outcome.record = try await enter(Int(appointment.person), Int(appointment.place))
        } catch {
            outcome.refusal = error
        }
        return outcome
    }

    private func enter(_ person: Int, _ place: Int) async throws(Refusal) -> LabelledRecord {
        let labelled = world[person]
        var record = registers.record(labelled, place)
        let holding = labelled.holdings[place]
        switch holding.system {
        case .EES: try await enterFile(&record, labelled)
        case .VIS: try await enterApplication(&record, labelled)
        case .ETIAS: try await submit(&record, holding)
        case .Eurodac: try await transmit(&record, holding)
        case .ecrisTCN: try await enterConviction(&record)
        case .SIS: try await enterAlert(&record, labelled)
        case .ESP, .sBMS, .CIR, .MID, .CRRS, .administration: break
        }
        return record
    }

    private func ask(
        _ operation: String, _ input: JSON, _ record: LabelledRecord, as kind: AuthorityKind, of state: String? = nil, for purpose: Purpose
    ) async throws(Refusal) -> JSON {
        let caller = kind == .operator_ ? Officers.of(kind, nil) : Officers.of(kind, state ?? record.held.state)
        let name = "entry-\(record.held.number)-\(operation)"
        return try await installation.run(
            operation,
            OperationRequest(
                caller: caller, case: CaseReference(purpose: purpose, reference: "D-\(record.held.number)", requestID: name), input: input,
                idempotencyKey: installation.catalogue[operation]?.about.needsIdempotencyKey ?? false ? name : nil)
        ).body
    }

    private func id(_ name: String, in reply: JSON) throws(Refusal) -> RecordID {
        guard let id = reply.id(name) else { throw Refusal(.notFound, "the reply names no \(name)") }
        return id
    }

    private func enterFile(_ record: inout LabelledRecord, _ labelled: LabelledPerson) async throws(Refusal) {
        let held = record.held
        guard let document = held.document, let samples = held.samples else { return }
        var input = CreateFile.Input()
        input.file = NewFile(
            traveller: labelled.person.visaRequirement == .required ? .visaRequired : .visaExempt,
            identity: RegisteredIdentity(
                surnames: held.identity.surnames, givenNames: held.identity.givenNames, dateOfBirth: held.identity.dateOfBirth,
                nationalities: held.identity.nationalities, sex: held.identity.sex),
            document: RegisteredDocument(
                kind: document.kind, number: document.number, issuer: document.issuer, expiry: document.expiry))
        var image = EES.FacialImage()
        (image.source, image.format, image.quality) = (.live, SyntheticSamples.faceFormat, 80)
        image.data = BiometricBytes(samples.face())
        input.facialImage = image
        // The age is the one that the document says.
        let age = held.identity.dateOfBirth?.greatestAge(on: today) ?? 99
        record.held.hasFingerprints = labelled.person.visaRequirement == .exempt && age >= 12
        if record.held.hasFingerprints {
            input.fingerprints = FingerprintEnrolment(
                prints: held.fingers.map {
                    EES.Fingerprint(
                        position: $0, format: SyntheticSamples.fingerprintFormat, quality: 70, data: samples.fingerprint($0))
                })
        }
        do throws(Refusal) {
            record.held.id = try id("file", in: await ask("ees.createFile", input.wire, record, as: .border, for: .borderCheck))
        } catch {
            guard error.kind == .fileExists else { throw error }
            // The officer looks at the files with this document and finds that they are of others.
            var search = SearchFiles.Input()
            search.document = NumberOfIssuer(number: document.number, issuer: document.issuer)
            let found = try await ask("ees.search", search.wire, record, as: .border, for: .borderCheck)
            input.otherPersons = (found["hits"]?.elements ?? []).compactMap { $0.id("file") }
            record.held.id = try id("file", in: await ask("ees.createFile", input.wire, record, as: .border, for: .borderCheck))
        }
    }

    private func enterApplication(_ record: inout LabelledRecord, _ labelled: LabelledPerson) async throws(Refusal) {
        let (held, today) = (record.held, today)
        guard let document = held.document else { return }
        let identity = held.identity
        var input = NewApplication()
        (input.number, input.location, input.place) = ("\(held.state)\(held.number)", "Consulate", labelled.person.homeTown)
        input.date = today
        input.identity = ApplicantIdentity(
            surnames: identity.surnames.isEmpty ? identity.givenNames : identity.surnames,
            givenNames: identity.surnames.isEmpty ? [] : identity.givenNames, dateOfBirth: identity.dateOfBirth,
            sex: identity.sex ?? .unspecified,
            nationalities: identity.nationalities.isEmpty ? [document.issuer] : identity.nationalities,
            surnamesAtBirth: identity.surnamesAtBirth, placeOfBirth: identity.placeOfBirth, countryOfBirth: identity.countryOfBirth)
        input.documents = [
            ApplicantDocument(
                kind: document.kind, number: document.number, issuer: document.issuer, issued: document.issued, expiry: document.expiry)
        ]
        if let destination = CountryCode(held.state) {
            input.form.destinations = [destination]
            input.form.firstEntry = destination
        }
        (input.form.stayDays, input.form.purposes) = (10, [.tourism])
        (input.form.arrival, input.form.departure) = (today + 30, today + 39)
        input.form.homeAddress = Address(lines: "1 Main Street", city: labelled.person.homeTown, country: document.issuer)
        input.form.notApplicable = [.jobGroup]
        let age = identity.dateOfBirth?.greatestAge(on: today) ?? 199
        if age < 18 {
            input.form.guardian = Guardian(surname: identity.surnames.first ?? "Parent", givenNames: "Guardian")
            var safeguards = MinorSafeguards()
            (safeguards.trainedStaff, safeguards.accompanied, safeguards.withoutForce) = (true, true, true)
            input.minorSafeguards = safeguards
        }
        // A face of everybody; fingerprints of those between six and 75 (Visa Code, Article 13).
        let samples = held.samples ?? SyntheticSamples(person: record.person, taking: held.number % 32)
        (record.held.samples, record.held.fingers) = (samples, Array(1...10))
        record.held.hasFingerprints = (6...75).contains(age)
        input.facialImage = ApplicantImage(source: .live, format: SyntheticSamples.faceFormat, quality: 80, data: samples.face())
        if age >= 6 {
            var given = ApplicantFingerprints()
            if age > 75 {
                given.absence = .aboveAge
            } else {
                given.prints = record.held.fingers.map {
                    ApplicantFingerprint(
                        position: $0, format: SyntheticSamples.fingerprintFormat, quality: 70, data: samples.fingerprint($0))
                }
            }
            input.fingerprints = given
        }
        let reply = try await ask("vis.createApplication", input.wire, record, as: .visa, for: .visaExamination)
        record.held.id = try id("application", in: reply)
    }

    private func submit(_ record: inout LabelledRecord, _ holding: LabelledPerson.Holding) async throws(Refusal) {
        let (held, today) = (record.held, today)
        guard let document = held.document else { return }
        var form = ApplicationForm()
        form.identity.surname = (held.identity.surnames.isEmpty ? held.identity.givenNames : held.identity.surnames).joined(separator: " ")
        form.identity.firstNames = held.identity.surnames.isEmpty ? [] : Array(held.identity.givenNames.prefix(10))
        form.identity.dateOfBirth = held.identity.dateOfBirth?.range?.lowerBound ?? today.adding(years: -30)
        form.identity.placeOfBirth = held.identity.placeOfBirth ?? "Nowhere"
        form.identity.countryOfBirth = held.identity.countryOfBirth ?? document.issuer
        form.identity.sex = held.identity.sex ?? .unspecified
        form.identity.nationality = held.identity.nationalities.first ?? document.issuer
        form.document = document
        (form.residence.address, form.residence.city, form.residence.country) = ("1 Main Street", "Nowhere", document.issuer)
        form.email = "person\(record.person)@example.org"
        (form.education, form.occupation) = (.secondary, .technicians)
        form.firstIntendedStay = CountryCode(held.state) ?? form.firstIntendedStay
        (form.declaration.authentic, form.declaration.truthful, form.declaration.entryConditionsUnderstood) = (true, true, true)
        form.answers.returnDecision = BackgroundAnswer()
        if form.identity.isMinor(on: today) {
            var guardian = ApplicationForm.Guardian()
            (guardian.surname, guardian.address) = (form.identity.surname, "1 Main Street, Nowhere")
            (guardian.email, guardian.signed) = ("guardian\(record.person)@example.org", true)
            form.guardian = guardian
        }
        var input = SubmitApplication.Input()
        (input.form, input.ipAddress) = (form, "192.0.2.\(record.person % 250 + 1)")
        if Fee.exemption(form, on: today) == nil { input.payment = FeePayment(cents: Fee.cents, reference: "PAY-\(held.number)") }
        let reply = try await ask("etias.submitApplication", input.wire, record, as: .operator_, for: .etiasProcessing)
        record.held.id = try id("application", in: reply)
    }

    private func transmit(_ record: inout LabelledRecord, _ holding: LabelledPerson.Holding) async throws(Refusal) {
        let today = today
        guard let category = AsylumHistory.Category(rawValue: holding.kind), let samples = record.held.samples,
            let state = CountryCode(holding.state), let reference = Asylum.reference(category, state, "\(record.held.number)")
        else { return }
        record.held.fingers = Array(1...10)
        var input = TransmitDataset.Input()
        (input.data.category, input.data.reference) = (Asylum.category(category), reference)
        input.data.biometrics = BiometricSet(
            fingerprints: record.held.fingers.map {
                Eurodac.Fingerprint(position: $0, format: SyntheticSamples.fingerprintFormat, data: samples.fingerprint($0))
            },
            facialImage: Eurodac.FacialImage(format: SyntheticSamples.faceFormat, data: samples.face()))
        (input.data.taken, input.data.event, input.data.place) = (today, today, "Reception centre")
        var identity = record.held.identity
        (identity.category, identity.sex) = (.confirmed, identity.sex ?? .unspecified)
        input.data.identity = identity
        let officer = Asylum.officer(category, record.held.state)
        let reply = try await ask("eurodac.transmitDataset", input.wire, record, as: officer.caller.kind, for: officer.purpose)
        record.held.id = try id("dataset", in: reply)
    }

    private func enterConviction(_ record: inout LabelledRecord) async throws(Refusal) {
        var input = EnterRecord.Input()
        (input.reference, input.person) = ("\(record.held.state)-\(record.held.number)", CriminalRecords.form(record.held.identity))
        if let samples = record.held.samples {
            record.held.fingers = Array(1...10)
            input.fingerprintDuty = .custodialSentence
            input.fingerprints = record.held.fingers.map {
                FingerprintImpression(position: $0, format: SyntheticSamples.fingerprintFormat, data: samples.fingerprint($0))
            }
        }
        let reply = try await ask("ecris-tcn.enterRecord", input.wire, record, as: .criminalRecords, for: .criminalProceedings)
        record.held.id = try id("id", in: reply)
    }

    private func enterAlert(_ record: inout LabelledRecord, _ labelled: LabelledPerson) async throws(Refusal) {
        guard let planned = labelled.alert else { return }
        var content = alerts.content(planned)
        if record.second != nil {
            content.identities = [record.held.identity]
            content.documents = record.held.document.map { [$0] } ?? []
        }
        var samples: [AlertSample] = []
        if let taken = record.held.samples {
            record.held.fingers = Array(1...10)
            samples =
                record.held.fingers.map {
                    AlertSample(.fingerprint, position: $0, format: SyntheticSamples.fingerprintFormat, data: taken.fingerprint($0))
                } + [AlertSample(.facialImage, format: SyntheticSamples.faceFormat, data: taken.face())]
        }
        let officer = AlertKeeping.officer(content.category.rawValue, record.held.state, user: 1)
        var input = EnterAlert.Input(content, samples: samples)
        let reply: JSON
        do throws(Refusal) {
            reply = try await ask("sis.enterAlert", input.wire, record, as: officer.caller.kind, for: officer.purpose)
        } catch {
            guard error.kind == .alertExists else { throw error }
            // The alerts that are named are of namesakes, and told apart (2018/1862 Article 61).
            input.distinctFrom = error.detail.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init).filter {
                $0.count == 16 && $0.hasPrefix(record.held.state)
            }
            reply = try await ask("sis.enterAlert", input.wire, record, as: officer.caller.kind, for: officer.purpose)
        }
        guard let number = reply["schengenId"]?.text else { throw Refusal(.notFound, "the reply names no alert") }
        let found = try? await installation.store.read { view in
            try view.find(Alert.kind, key: SISKey.schengenID, value: number).first
        }
        guard let id = found ?? nil else { throw Refusal(.notFound, "the alert \(number) is not there") }
        record.held.id = id
    }

    // MARK: - What is held

    /// Names and documents as the registers hold them, and whether the EES has left the face to the VIS.
    private func readBack(_ records: inout [LabelledRecord]) async throws {
        let size = 2000
        for start in stride(from: 0, to: records.count, by: size) {
            let range = start..<min(start + size, records.count)
            let ids = records[range].map(\.held.id)
            let held = try await installation.store.read { view in
                try ids.map { id -> (Projection, Bool)? in
                    guard let stored = try view.record(id) else { return nil }
                    let isLeft = stored.kind == IndividualFile.kind ? try IndividualFile(stored: stored).faceInVIS != nil : false
                    return (try view.projection(id) ?? Projection(), isLeft)
                }
            }
            for (place, found) in zip(range, held) {
                guard let (projection, isLeft) = found else { continue }
                records[place].recorded = projection
                if let identity = projection.identities.first { records[place].held.identity = identity }
                records[place].held.hasFace = !isLeft
            }
        }
    }
}
