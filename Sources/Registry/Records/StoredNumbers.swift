import Identity

// The number under which each choice is stored. A number, once given, is never given to anything else; a new case
// takes the next free one, and the compiler asks for it here.

extension IdentityCategory {
    var storedNumber: UInt8 {
        switch self {
        case .confirmed: 1
        case .notConfirmed: 2
        case .alias: 3
        case .misused: 4
        }
    }
    init?(storedNumber: UInt8) {
        guard let found = Self.allCases.first(where: { $0.storedNumber == storedNumber }) else { return nil }
        self = found
    }
}

extension Sex {
    var storedNumber: UInt8 {
        switch self {
        case .female: 1
        case .male: 2
        case .unspecified: 3
        }
    }
    init?(storedNumber: UInt8) {
        guard let found = Self.allCases.first(where: { $0.storedNumber == storedNumber }) else { return nil }
        self = found
    }
}

extension TravelDocument.Kind {
    var storedNumber: UInt8 {
        switch self {
        case .passport: 1
        case .diplomaticPassport: 2
        case .servicePassport: 3
        case .emergencyTravelDocument: 4
        case .identityCard: 5
        case .residencePermit: 6
        case .visa: 7
        case .refugeeTravelDocument: 8
        case .statelessTravelDocument: 9
        case .seafarerBook: 10
        case .laissezPasser: 11
        case .drivingLicence: 12
        case .other: 13
        }
    }
    init?(storedNumber: UInt8) {
        guard let found = Self.allCases.first(where: { $0.storedNumber == storedNumber }) else { return nil }
        self = found
    }
}

extension DueDate.Action {
    /// Also the order of actions that fall on one day.
    public var storedNumber: UInt8 {
        switch self {
        case .erase: 1
        case .review: 2
        case .notice: 3
        case .act: 4
        }
    }
    public init?(storedNumber: UInt8) {
        guard let found = Self.allCases.first(where: { $0.storedNumber == storedNumber }) else { return nil }
        self = found
    }
}
