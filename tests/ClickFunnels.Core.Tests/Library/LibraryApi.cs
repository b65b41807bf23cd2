namespace CityLibrary;

/// <summary>The conventions of the API of the library.</summary>
internal class LibraryApi : ApiService
{
    public const string BranchParameter = "branch_id";

    public const string CatalogHost = "catalog";

    public static ApiService WithToken { get; } = new LibraryApi();

    public static ApiService WithKey { get; } = new KeyedLibraryApi();

    public override string Name => "CityLibrary";

    public override string ApiPath => "/v1/";

    private sealed class KeyedLibraryApi : LibraryApi
    {
        public override string AuthenticationHeader => "X-Library-Key";

        public override string AuthenticationPrefix => "";
    }
}
