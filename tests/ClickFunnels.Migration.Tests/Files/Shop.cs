using System.Text;
using System.Text.Json;
using ClickFunnels.Migration.Formats;

namespace ClickFunnels.Migration.Tests.Files;

/// <summary>A folder with files of a shop, and what a source reads from it.</summary>
internal sealed class Shop : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.Path;

    public List<RejectedRow> Rejected { get; } = [];

    public Shop With(string name, string text) => With(name, Encoding.UTF8.GetBytes(text));

    public Shop With(string name, byte[] content)
    {
        File.WriteAllBytes(_folder.File(name), content);
        return this;
    }

    public FileSource Source() => new(Folder) { OnRejected = Rejected.Add };

    public Task<List<ShopContact>> ContactsAsync() => Source().ReadContactsAsync().ToListAsync().AsTask();

    public Task<List<ShopProduct>> ProductsAsync() => Source().ReadProductsAsync().ToListAsync().AsTask();

    /// <summary>The only rejected row.</summary>
    public RejectedRecord Rejection => Rejected.Single().Record;

    /// <summary>The record as text, because lists within records are not compared by value.</summary>
    public static string Text(object record) => JsonSerializer.Serialize(record, record.GetType(), RecordJson.Complete);

    public void Dispose() => _folder.Dispose();
}
