import Wire

/// Level of education (Article 17(2)(h)).
public enum EducationLevel: String, CaseIterable, Hashable, Sendable, WireChoice {
    case primary, secondary, higher
    case noEducation = "none"
}

/// Current occupation, as a group of jobs (Article 17(2)(i)). The exact title is never asked in the form; a National Unit
/// may ask for it in manual processing (Article 27).
public enum JobGroup: String, CaseIterable, Hashable, Sendable, WireChoice {
    case managers, professionals, technicians, clericalSupport, serviceAndSales, agricultureForestryFishery
    case craftAndTrades, machineOperators, elementaryOccupations, armedForces
    case student, retired, unemployed, homemaker, other
}
