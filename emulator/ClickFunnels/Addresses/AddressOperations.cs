using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Countries and regions, the same for every caller.</summary>
internal static class AddressOperations
{
    private static readonly (string Two, string Three, string Name, (string Code, string Name)[] Regions)[] Countries =
    [
        ("AT", "AUT", "Austria", []),
        ("AU", "AUS", "Australia", [("NSW", "New South Wales"), ("QLD", "Queensland"), ("VIC", "Victoria")]),
        ("BR", "BRA", "Brazil", [("RJ", "Rio de Janeiro"), ("SP", "São Paulo")]),
        ("CA", "CAN", "Canada", [("AB", "Alberta"), ("BC", "British Columbia"), ("ON", "Ontario"), ("QC", "Quebec")]),
        ("CH", "CHE", "Switzerland", []),
        ("DE", "DEU", "Germany", []),
        ("ES", "ESP", "Spain", []),
        ("FR", "FRA", "France", []),
        ("GB", "GBR", "United Kingdom", []),
        ("IN", "IND", "India", [("KA", "Karnataka"), ("MH", "Maharashtra")]),
        ("IT", "ITA", "Italy", []),
        ("JP", "JPN", "Japan", []),
        ("MX", "MEX", "Mexico", [("JAL", "Jalisco"), ("NLE", "Nuevo León")]),
        ("NL", "NLD", "Netherlands", []),
        ("US", "USA", "United States", [("CA", "California"), ("FL", "Florida"), ("ID", "Idaho"), ("NY", "New York"), ("TX", "Texas")]),
        ("VA", "VAT", "Holy See", []),
    ];

    [Operation("listAddressesCountries", IsGlobal = true)]
    [Behavior(
        "Countries have codes of two letters, are returned in one response and do not belong to a workspace",
        Evidence.Documented,
        "published spec 2026-08, addresses"
    )]
    [Behavior("The emulator knows a few countries and regions only, and English names only", Evidence.Assumed, "enough to try with")]
    public static OperationResult? ListCountries(Call call, Record? member) => new(new JsonArray([.. Countries.Select(Show)]));

    [Operation("getAddressesCountries", IsGlobal = true)]
    [Behavior("An unknown country returns 404 with its name", Evidence.Documented, "published spec 2026-08, addresses")]
    public static OperationResult? GetCountry(Call call, Record? member) => new(Show(Find(call.Values["id"])));

    [Operation("listAddressesCountriesRegions", IsGlobal = true)]
    [Behavior("A country without regions has an empty list", Evidence.Documented, "published spec 2026-08, addresses")]
    public static OperationResult? ListRegions(Call call, Record? member)
    {
        var country = Find(call.Values["country_id"]);
        return new OperationResult(
            new JsonArray([
                .. country.Regions.Select(region => new JsonObject
                {
                    ["code"] = region.Code,
                    ["name"] = region.Name,
                    ["localized_name"] = region.Name,
                    ["country_code"] = country.Two,
                }),
            ])
        );
    }

    private static (string Two, string Three, string Name, (string Code, string Name)[] Regions) Find(string code)
    {
        var known = Array.Find(Countries, country => string.Equals(country.Two, code, StringComparison.OrdinalIgnoreCase));
        return known.Two is null ? throw ApiProblem.Error(404, $"Not found: No such country: {code}") : known;
    }

    private static JsonObject Show((string Two, string Three, string Name, (string Code, string Name)[] Regions) country) =>
        new()
        {
            ["iso2"] = country.Two,
            ["iso3"] = country.Three,
            ["name"] = country.Name,
            ["localized_name"] = country.Name,
            ["has_regions"] = country.Regions.Length > 0,
        };
}
