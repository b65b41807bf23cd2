using System.Text.Json;
using ClickFunnels.Cli.Catalog;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.CommandCatalog;

/// <summary>
/// Writes the catalog of an API for the command line: <c>FOLDER NAME…</c> writes <c>FOLDER/NAME.catalog</c> for each contract. The
/// first line is the index, and each further line is a group at the top, so that a command reads only its own.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is not [var folder, .. var names] || names.Length == 0)
        {
            Console.Error.WriteLine("Usage: FOLDER NAME... writes the catalogs of contracts of this repository.");
            return 2;
        }

        Directory.CreateDirectory(folder);
        foreach (var name in names)
        {
            File.WriteAllBytes(Path.Combine(folder, name + ".catalog"), Write(name));
        }

        return 0;
    }

    private static byte[] Write(string name)
    {
        var contract = ApiContract.Read(PinnedContract.Read(name + ".yaml"));
        using var lines = new MemoryStream();
        var entries = new List<CatalogEntry>();
        foreach (var group in GroupReader.Read(contract))
        {
            var start = (int)lines.Length;
            lines.Write(JsonSerializer.SerializeToUtf8Bytes(group, CatalogJson.Default.CatalogGroup));
            entries.Add(new CatalogEntry(group.Name, group.Description, start, (int)lines.Length - start));
            lines.WriteByte((byte)'\n');
        }

        var index = new CatalogIndex
        {
            Api = name,
            Version = contract.Document.Root["info"]!["version"]!.GetValue<string>(),
            ScopeParameter = contract.Document.Root["x-scope-parameter"]?.GetValue<string>(),
            Groups = entries,
        };
        return [.. JsonSerializer.SerializeToUtf8Bytes(index, CatalogJson.Default.CatalogIndex), (byte)'\n', .. lines.ToArray()];
    }
}
