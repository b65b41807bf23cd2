namespace CityLibrary;

/// <summary>Settings of a client of the library.</summary>
public sealed class LibraryClientOptions : ApiClientOptions
{
    /// <summary>The branch that the client is bound to; may be empty.</summary>
    public ResourceId BranchId { get; set; }

    /// <summary>True to send the access token as a key in the header <c>X-Library-Key</c>.</summary>
    public bool UsesKey { get; set; }
}
