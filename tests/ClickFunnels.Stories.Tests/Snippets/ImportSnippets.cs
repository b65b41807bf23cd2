using ClickFunnels.Sync;

namespace ClickFunnels.Stories.Snippets;

public class ImportSnippets
{
    [Test]
    public async Task Contacts_from_a_file()
    {
        await using var emulated = await Emulated.StartAsync();
        var client = emulated.Client;
        using var folder = new TemporaryFolder();
        var path = folder.File("people.csv");
        await File.WriteAllTextAsync(path, "Email address,First name,Tags\njane@example.com,Jane,VIP\n");

        var import = new BulkImport(
            client,
            ImportTarget.Contacts,
            ImportSource.Csv(path),
            new ImportOptions { CreateMissingTags = true, ResultPath = Path.ChangeExtension(path, ".result.csv") }
        );

        var preview = await import.PreviewAsync();
        Console.WriteLine($"{preview.Valid} of {preview.Rows} rows can be imported.");

        var result = await import.RunAsync();
        Console.WriteLine($"{result.Created} created, {result.Updated} updated, {result.Rejected} rejected");

        Assert.That(result.Created, Is.EqualTo(1));
        Assert.That(File.Exists(folder.File("people.result.csv")), Is.True);
    }

    [Test]
    public void Mapping()
    {
        var mapping = new ImportMapping { UnknownColumns = UnknownColumns.CustomAttributes, ListSeparator = ',' }
            .Column("E-Mail", "email_address")
            .Column("Customer", "full_name")
            .Column("Color", "custom_attributes.Favorite color")
            .Column("Groups", "tags")
            .Constant("time_zone", "Berlin")
            .Ignore("Internal note");

        Assert.That(mapping.ListSeparator, Is.EqualTo(','));
    }
}
