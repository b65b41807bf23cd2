using System.Text.Json;

namespace ClickFunnels.Cli.Catalog;

/// <summary>
/// The operations of an API, as the build wrote them from the contract. Reading the index is cheap; a group is read when it is needed.
/// </summary>
internal sealed class ApiCatalog
{
    private readonly string _resource;
    private readonly int _indexLength;

    private ApiCatalog(string resource, CatalogIndex index, int indexLength)
    {
        _resource = resource;
        Index = index;
        _indexLength = indexLength;
    }

    public CatalogIndex Index { get; }

    /// <summary>Reads the index of an API.</summary>
    /// <param name="api">Its name, such as <c>clickfunnels</c>.</param>
    public static ApiCatalog Of(string api)
    {
        var resource = api + ".catalog";
        using var stream = Open(resource);
        var line = new MemoryStream();
        for (var next = stream.ReadByte(); next != '\n'; next = stream.ReadByte())
        {
            line.WriteByte((byte)next);
        }

        var index = JsonSerializer.Deserialize(line.GetBuffer().AsSpan(0, (int)line.Length), CatalogJson.Default.CatalogIndex)!;
        return new ApiCatalog(resource, index, (int)line.Length + 1);
    }

    /// <summary>Reads a group at the top, with all below it.</summary>
    public CatalogGroup Read(CatalogEntry entry)
    {
        using var stream = Open(_resource);
        stream.Position = _indexLength + entry.Start;
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return JsonSerializer.Deserialize(bytes, CatalogJson.Default.CatalogGroup)!;
    }

    private static Stream Open(string resource) =>
        typeof(ApiCatalog).Assembly.GetManifestResourceStream(resource)
        ?? throw new InvalidOperationException($"{resource} is not a part of this program.");
}
