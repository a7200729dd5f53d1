import Identity

/// In which Member State a place of arrival lies: a UN/LOCODE says it by its first two letters, an IATA code by this table of the
/// airports with most flights from third countries. A carrier that flies to another says the Member State or uses UN/LOCODE.
public enum Places {
    public static func state(of place: String) -> CountryCode? {
        switch place.utf8.count {
        case 3: byAirport[place]
        case 5: byAlpha2[String(place.prefix(2))]
        default: nil
        }
    }

    private static let byAlpha2: [String: CountryCode] = Dictionary(
        CountryCode.all.filter { $0.kind == .state && !$0.isHistorical }.compactMap { code in
            code.alpha2.map { ($0, code) }
        },
        uniquingKeysWith: { first, _ in first })

    private static let byAirport: [String: CountryCode] = {
        var table: [String: CountryCode] = [:]
        for line in airports.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard let first = words.first, let state = CountryCode(first) else { continue }
            for airport in words.dropFirst() { table[airport] = state }
        }
        return table
    }()

    private static let airports = """
        AUT VIE GRZ INN LNZ SZG KLU
        BEL BRU CRL LGG ANR OST
        BGR SOF VAR BOJ PDV
        CHE ZRH GVA BSL BRN LUG
        CYP LCA PFO
        CZE PRG BRQ OSR PED
        DEU FRA MUC DUS BER HAM CGN STR HAJ NUE LEJ DTM HHN NRN FMM FKB BRE DRS
        DNK CPH BLL AAL AAR
        ESP MAD BCN AGP PMI ALC LPA TFS TFN VLC SVQ BIO IBZ ACE FUE GRO REU SCQ MAH
        EST TLL
        FIN HEL TMP TKU RVN OUL
        FRA CDG ORY NCE LYS MRS TLS BVA BOD NTE SXB LIL MLH
        GRC ATH SKG HER RHO CFU CHQ KGS JTR JMK ZTH
        HRV ZAG SPU DBV PUY ZAD
        HUN BUD DEB
        ISL KEF
        ITA FCO CIA MXP LIN BGY VCE TSF BLQ NAP CTA PMO BRI PSA FLR TRN VRN GOA CAG OLB
        LTU VNO KUN PLQ
        LUX LUX
        LVA RIX
        MLT MLA
        NLD AMS EIN RTM MST GRQ
        NOR OSL TRF BGO TRD SVG TOS
        POL WAW WMI KRK GDN KTW WRO POZ RZE
        PRT LIS OPO FAO FNC PDL
        ROU OTP CLJ IAS TSR SBZ
        SVK BTS KSC
        SVN LJU
        SWE ARN GOT NYO MMX BMA
        """
}
