namespace CityLibrary;

/// <summary>The branch that a client is bound to.</summary>
internal sealed class BranchScope(ResourceId id) : ApiScope
{
    private const string Api = "https://api.library.example/v1/";
    private const string Catalog = "https://catalog.library.example/v1/";

    public override ValueTask<string> GetBaseAddressAsync(Operation operation, ApiSender sender, CancellationToken cancellationToken) =>
        new(sender.Connection.BaseAddress ?? (operation.Host == LibraryApi.CatalogHost ? Catalog : Api));

    public override bool Provides(string parameter) => parameter == LibraryApi.BranchParameter;

    public override ResourceId GetId(Operation operation, string parameter) =>
        !id.IsEmpty ? id : throw new InvalidOperationException($"{operation} needs a branch: set BranchId in the options.");
}
