/// The operations of the procedure, for a system's list of operations. The extract of the log (`ReadProcessing`) stands
/// beside them, because it needs the log book that an installation has.
public enum RightsOperations<Owner: RightsOwner> {
    /// Putting off the answer is there only where the act knows it.
    public static var all: [AnyOperation] {
        var all = [
            AnyOperation(SubmitRightsRequest<Owner>()), AnyOperation(DecideRightsRequest<Owner>()),
            AnyOperation(ReadRightsRequest<Owner>()), AnyOperation(ListRightsRequests<Owner>()),
            AnyOperation(LiftRestriction<Owner>()), AnyOperation(ReadRequestDocumentation<Owner>()),
        ]
        if PersonsRight.allCases.contains(where: { Owner.rightsTerms($0).postponement != nil }) {
            all.append(AnyOperation(ExtendRightsRequest<Owner>()))
        }
        if Owner.opinionGiver != nil { all.append(AnyOperation(GiveRightsOpinion<Owner>())) }
        return all
    }
}
