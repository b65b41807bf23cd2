namespace ClickFunnels.Migration.Files;

/// <summary>Writes the records of a shop in the file layout, as JSON Lines. A <see cref="FileSource" /> reads them.</summary>
internal static class ShopFiles
{
    /// <summary>Writes <c>source.json</c>.</summary>
    public static void WriteSource(string folder, string name, IReadOnlyList<string> notes)
    {
        using var writer = new ShopFileWriter(folder, ShopFileNames.Source);
        writer.Write(new SourceDescription(name) { Notes = notes });
        writer.Complete();
    }

    /// <summary>Writes all records of a kind, completely or not at all.</summary>
    /// <typeparam name="T">A record of a shop, such as <see cref="ShopContact" />.</typeparam>
    /// <returns>The number of records.</returns>
    public static async Task<int> WriteAsync<T>(string folder, IAsyncEnumerable<T> records, CancellationToken cancellationToken = default)
        where T : class
    {
        using var writer = new ShopFileWriter(folder, ShopFileNames.JsonLines(ShopFileNames.KindOf<T>()));
        var count = 0;
        await foreach (var record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            writer.Write(record);
            count++;
        }

        writer.Complete();
        return count;
    }
}
