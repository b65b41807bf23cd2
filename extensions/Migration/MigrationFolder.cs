using System.Text.Json;
using ClickFunnels.Migration.Files;
using ClickFunnels.Migration.Formats;

namespace ClickFunnels.Migration;

/// <summary>The files of a migration: the shop as it was read, corrections, rejected records and reports.</summary>
internal sealed class MigrationFolder(string root)
{
    private const string UnreadableName = "unreadable.json";
    private readonly string _source = Path.Combine(root, "source");
    private readonly string _corrections = Path.Combine(root, "corrections");

    /// <summary>The folder with the journals of the product workflow.</summary>
    public string Products { get; } = Path.Combine(root, "products");

    /// <summary>The journal of the migration.</summary>
    public string Journal { get; } = Path.Combine(root, "journal.jsonl");

    /// <summary>Creates the folder; only the owner can read it, where the system allows it.</summary>
    public void Create()
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(root);
            }
            else
            {
                Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException("The folder of the migration cannot be created. Check its path and permissions.", exception);
        }
    }

    /// <summary>Reads the shop, from the source the first time and from the folder afterwards, with the corrections applied.</summary>
    public async Task<ShopData> ReadAsync(ShopSource source, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(_source, ShopFileNames.Source)))
        {
            await StoreAsync(source, progress, cancellationToken).ConfigureAwait(false);
        }

        var unreadable = ReadUnreadable();
        var shop = await LoadAsync(new FileSource(_source, source.Name), unreadable, cancellationToken).ConfigureAwait(false);
        if (!Directory.Exists(_corrections))
        {
            return shop;
        }

        var rejected = new List<RejectedRow>();
        var corrected = await LoadAsync(new FileSource(_corrections, source.Name), rejected, cancellationToken).ConfigureAwait(false);
        return new ShopData(
            shop.Source,
            Merge(shop.Categories, corrected.Categories, category => category.Key),
            Merge(shop.Products, corrected.Products, product => product.Key),
            Merge(shop.Contacts, corrected.Contacts, contact => contact.Key),
            Merge(shop.Coupons, corrected.Coupons, coupon => coupon.Key),
            [.. unreadable.Where(row => !corrected.Has(row.Record.Kind, row.Record.Key)), .. rejected],
            shop.Notes
        );
    }

    /// <summary>Writes the report in its three forms, and the rejected records.</summary>
    public void Write(MigrationReport report, ShopData shop)
    {
        WriteText("report.txt", report.ToText());
        WriteText("report.json", report.ToJson());
        WriteText("report.html", report.ToHtml());
        using var files = new RejectedFiles(Path.Combine(root, "rejected"), shop.Source);
        var unreadable = shop.Unreadable.ToLookup(row => (row.Record.Kind, row.Record.Key));
        foreach (var rejected in report.Rejected.DistinctBy(record => (record.Kind, record.Key, record.Line)))
        {
            if (unreadable[(rejected.Kind, rejected.Key)].FirstOrDefault(row => row.Record == rejected) is { } row)
            {
                files.Add(row);
            }
            else if (shop.Find(rejected.Kind, rejected.Key) is { } record)
            {
                files.Add(rejected, record);
            }
        }

        files.Complete();
    }

    private async Task StoreAsync(ShopSource source, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken)
    {
        var unreadable = new List<RejectedRow>();
        var count = 0;
        source.OnRejected = unreadable.Add;
        try
        {
            await ShopFiles
                .WriteAsync(_source, Counted(source.ReadCategoriesAsync(cancellationToken)), cancellationToken)
                .ConfigureAwait(false);
            await ShopFiles
                .WriteAsync(_source, Counted(source.ReadProductsAsync(cancellationToken)), cancellationToken)
                .ConfigureAwait(false);
            await ShopFiles
                .WriteAsync(_source, Counted(source.ReadContactsAsync(cancellationToken)), cancellationToken)
                .ConfigureAwait(false);
            await ShopFiles
                .WriteAsync(_source, Counted(source.ReadCouponsAsync(cancellationToken)), cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            source.OnRejected = null;
        }

        using (var writer = new ShopFileWriter(_source, UnreadableName))
        {
            writer.Write<IReadOnlyList<RejectedRow>>(unreadable);
            writer.Complete();
        }

        // The last file: a reading that was stopped starts again.
        ShopFiles.WriteSource(_source, source.Name, source.Notes);

        async IAsyncEnumerable<T> Counted<T>(IAsyncEnumerable<T> records)
        {
            await foreach (var record in records.ConfigureAwait(false))
            {
                progress?.Report(new MigrationProgress(MigrationPhase.Reading, ++count, 0));
                yield return record;
            }
        }
    }

    private static async Task<ShopData> LoadAsync(FileSource source, List<RejectedRow> unreadable, CancellationToken cancellationToken)
    {
        source.OnRejected = unreadable.Add;
        return new ShopData(
            source.Name,
            await ToListAsync(source.ReadCategoriesAsync(cancellationToken)).ConfigureAwait(false),
            await ToListAsync(source.ReadProductsAsync(cancellationToken)).ConfigureAwait(false),
            await ToListAsync(source.ReadContactsAsync(cancellationToken)).ConfigureAwait(false),
            await ToListAsync(source.ReadCouponsAsync(cancellationToken)).ConfigureAwait(false),
            unreadable,
            source.Notes
        );
    }

    private static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> records)
    {
        var list = new List<T>();
        await foreach (var record in records.ConfigureAwait(false))
        {
            list.Add(record);
        }

        return list;
    }

    private static List<T> Merge<T>(IReadOnlyList<T> records, IReadOnlyList<T> corrected, Func<T, string> key)
    {
        var byKey = corrected.ToDictionary(key, StringComparer.Ordinal);
        var merged = records.Select(record => byKey.Remove(key(record), out var correction) ? correction : record).ToList();
        merged.AddRange(corrected.Where(record => byKey.ContainsKey(key(record))));
        return merged;
    }

    private List<RejectedRow> ReadUnreadable()
    {
        var path = Path.Combine(_source, UnreadableName);
        try
        {
            var rows = RecordJson.TypeOf<List<RejectedRow>>(RecordJson.Compact);
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), rows) ?? [] : [];
        }
        catch (JsonException exception)
        {
            throw new MigrationException(
                $"{UnreadableName} is damaged. Delete the folder source, so that the shop is read again.",
                exception
            );
        }
    }

    private void WriteText(string name, string text)
    {
        var path = Path.Combine(root, name);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }
}
