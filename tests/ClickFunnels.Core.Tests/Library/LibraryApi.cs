namespace CityLibrary;

/// <summary>What is particular to the API of the library, in its two configurations.</summary>
internal static class LibraryApi
{
    public const string BranchParameter = "branch_id";

    public const string CatalogHost = "catalog";

    public static ApiService WithToken { get; } = new() { Name = "CityLibrary", ApiPath = "/v1/" };

    public static ApiService WithKey { get; } = new()
    {
        Name = "CityLibrary",
        ApiPath = "/v1/",
        AuthenticationHeader = "X-Library-Key",
        AuthenticationPrefix = "",
    };
}
