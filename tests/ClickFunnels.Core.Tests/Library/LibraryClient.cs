namespace CityLibrary;

/// <summary>The client of the library.</summary>
public partial class LibraryClient : ApiClient
{
    /// <summary>Creates a client.</summary>
    /// <param name="options">Access token, User-Agent and further settings.</param>
    public LibraryClient(LibraryClientOptions options)
        : base(options.UsesKey ? LibraryApi.WithKey : LibraryApi.WithToken, options, new BranchScope(options.BranchId)) { }

    /// <summary>Creates a client for mocking.</summary>
    protected LibraryClient() { }
}
