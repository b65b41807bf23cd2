using System.Text.Json;
using ClickFunnels.Migration.Files;

namespace ClickFunnels.Migration.Tests.Files;

public sealed class FileSourceTests
{
    [Test]
    public async Task A_missing_file_means_none()
    {
        using var shop = new Shop().With("coupons.jsonl", "");
        var source = shop.Source();

        Assert.That(await source.ReadProductsAsync().AnyAsync(), Is.False);
        Assert.That(await source.ReadContactsAsync().AnyAsync(), Is.False);
        Assert.That(await source.ReadCategoriesAsync().AnyAsync(), Is.False);
        Assert.That(await source.ReadCouponsAsync().AnyAsync(), Is.False);
        Assert.That(source.Name, Is.EqualTo("files:" + Path.GetFileName(shop.Folder)));
        Assert.That(new FileSource(shop.Folder + Path.DirectorySeparatorChar, "crm:old").Name, Is.EqualTo("crm:old"));
    }

    [Test]
    public void A_folder_without_a_shop_is_an_error()
    {
        using var shop = new Shop().With("customers.csv", "id\n1\n");

        Assert.That(
            () => shop.Source(),
            Throws.TypeOf<MigrationInputException>().With.Message.Contains("products, contacts, coupons or categories")
        );
        Assert.That(
            () => new FileSource(shop.Folder + "-gone"),
            Throws.TypeOf<MigrationInputException>().With.Message.Contains("does not exist")
        );
        Assert.That(() => new FileSource(" "), Throws.ArgumentException);
    }

    [Test]
    public void Two_forms_of_one_file_are_an_error()
    {
        using var shop = new Shop().With("contacts.csv", "key\n1\n").With("contacts.jsonl", """{"key":"1"}""");

        Assert.That(
            async () => await shop.ContactsAsync(),
            Throws.TypeOf<MigrationInputException>().With.Message.Contains("Remove one of the two.")
        );
    }

    [TestCase("""{"name":"crm:shop","notes":["No orders."]}""", null)]
    [TestCase("""{"name":5}""", "Field name: Expected text in quotes.")]
    [TestCase("""{"nam":"x"}""", "Field nam: There is no such field.")]
    [TestCase("[]", "Expected an object")]
    [TestCase("{", "not valid JSON")]
    public void Its_description_is_checked(string text, string? problem)
    {
        using var shop = new Shop().With("source.json", text);

        if (problem is null)
        {
            Assert.That(shop.Source().Name, Is.EqualTo("crm:shop"));
            Assert.That(shop.Source().Notes, Is.EqualTo(new[] { "No orders." }));
        }
        else
        {
            Assert.That(
                () => shop.Source(),
                Throws.TypeOf<MigrationInputException>().With.Message.StartsWith("source.json: ").And.Message.Contains(problem)
            );
        }
    }

    [Test]
    public void Without_a_receiver_a_rejected_row_is_an_exception()
    {
        using var shop = new Shop().With("contacts.jsonl", "{\"key\":\"1\",\"email\":\"secret@example.com\",\"x\":1}\n");
        var source = new FileSource(shop.Folder);

        Assert.That(
            async () => await source.ReadContactsAsync().ToListAsync(),
            Throws
                .TypeOf<MigrationInputException>()
                .With.Message.StartsWith("contacts.jsonl, line 1: Field x: There is no such field.")
                .And.Message.Not.Contains("secret")
        );
    }

    [Test]
    public async Task Rejected_rows_can_be_corrected_and_run_again()
    {
        using var shop = new Shop()
            .With("source.json", """{"name":"crm:shop"}""")
            .With("contacts.jsonl", "{\"key\":\"1\",\"subscribed\":\"no\",\"name\":\"=1+1 \\\"ü\\\"\"}\ndamaged\n{\"key\":\"2\"}\n")
            .With("products.csv", "key,title,amount\np,Door,\"12,50\"\nq,Wall\n");
        var source = shop.Source();
        var good = await source.ReadContactsAsync().ToListAsync();
        await source.ReadProductsAsync().ToListAsync();
        using var rejected = new Shop();
        Write(
            rejected.Folder,
            source.Name,
            shop.Rejected,
            new RejectedRecord(ShopRecordKind.Contact, "2", "email", "The email is missing."),
            good[0]
        );

        // Without a correction, everything that could not be read is rejected again.
        Assert.That(await rejected.ContactsAsync(), Has.Count.EqualTo(1));
        Assert.That(await rejected.ProductsAsync(), Is.Empty);
        Assert.That(rejected.Rejected, Has.Count.EqualTo(4));

        var contacts = Path.Combine(rejected.Folder, "contacts.jsonl");
        var lines = await File.ReadAllLinesAsync(contacts);
        await File.WriteAllLinesAsync(
            contacts,
            [
                lines[0].Replace("\"no\"", "false", StringComparison.Ordinal),
                lines[1].Replace("\"_text\"", "\"key\":\"3\",\"_text\"", StringComparison.Ordinal),
                lines[2],
            ]
        );
        var products = Path.Combine(rejected.Folder, "products.jsonl");
        await File.WriteAllTextAsync(
            products,
            (await File.ReadAllLinesAsync(products))[0].Replace("12,50", "12.50", StringComparison.Ordinal)
        );
        rejected.Rejected.Clear();
        var corrected = await rejected.ContactsAsync();

        Assert.That(rejected.Rejected, Is.Empty);
        Assert.That(rejected.Source().Name, Is.EqualTo("crm:shop"));
        Assert.That(corrected.Select(static contact => contact.Key), Is.EqualTo(new[] { "1", "3", "2" }));
        Assert.That((corrected[0].Subscribed, corrected[0].Name), Is.EqualTo(((bool?)false, "=1+1 \"ü\"")));
        Assert.That((await rejected.ProductsAsync()).Single().Prices[0].Amount, Is.EqualTo(12.50m));
    }

    [TestCase("""{"key":"1","email":"\ud800"}""", "\\ud800")]
    [TestCase("""{"key":"1","x":1,"\udc00":2}""", "udc00")]
    [TestCase("""{"key":"1","x":1.00000000000000000000000000000000000001,"x":2}""", "1.00000000000000000000000000000000000001")]
    [TestCase("""{"key":"1","x":{"\ud800":"\ud800"}}""", "ud800")]
    [TestCase("""{"_reason":"old","_field":"old","key":"1","x":1}""", "\"x\":1")]
    public async Task Odd_rows_are_kept_as_they_were(string line, string part)
    {
        using var shop = new Shop().With("contacts.jsonl", "{\"key\":\"good\"}\n" + line);
        await shop.ContactsAsync();
        using var folder = new TemporaryFolder();
        using (var files = new RejectedFiles(folder.Path, "crm:shop"))
        {
            files.Add(shop.Rejected.Single());
            files.Complete();
        }

        Assert.That(await File.ReadAllTextAsync(folder.File("contacts.jsonl")), Does.Contain(part).And.Not.Contain("old"));
        var again = new List<RejectedRow>();
        Assert.That(
            await new FileSource(folder.Path) { OnRejected = again.Add }
                .ReadContactsAsync()
                .AnyAsync(),
            Is.False
        );
        Assert.That(again, Has.Count.EqualTo(1));
    }

    [Test]
    public void Files_of_rejected_records_say_why_and_belong_to_their_owner()
    {
        using var folder = new TemporaryFolder();
        var target = folder.File("rejected");
        var contact = new ShopContact { Key = "1", Email = "a@example.com" };
        Write(target, "crm:shop", [], new RejectedRecord(ShopRecordKind.Contact, "1", "email", "Used twice."), contact);

        var file = Path.Combine(target, "contacts.jsonl");
        using var line = JsonDocument.Parse(File.ReadAllText(file));
        Assert.That(line.RootElement.GetProperty("_reason").GetString(), Is.EqualTo("Used twice."));
        Assert.That(line.RootElement.GetProperty("_field").GetString(), Is.EqualTo("email"));
        Assert.That(Directory.GetFiles(target).Select(Path.GetFileName), Is.EquivalentTo(new[] { "contacts.jsonl", "source.json" }));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
            Assert.That(
                File.GetUnixFileMode(target),
                Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)
            );
        }

        // A later run without rejected records leaves none behind.
        using (var none = new RejectedFiles(target, "crm:shop"))
        {
            none.Complete();
        }

        Assert.That(File.Exists(file), Is.False);
    }

    [Test]
    public void A_file_that_cannot_be_written_or_read_is_a_documented_exception()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("taken"), "");
        Directory.CreateDirectory(folder.File("source.json"));
        Directory.CreateDirectory(folder.File("contacts.jsonl"));

        Assert.That(() => ShopFiles.WriteSource(folder.File("taken"), "crm:shop", []), Throws.TypeOf<MigrationException>());
        Assert.That(() => ShopFiles.WriteSource(folder.Path, "crm:shop", []), Throws.TypeOf<MigrationException>());
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task An_incomplete_write_leaves_the_old_file()
    {
        using var folder = new TemporaryFolder();
        await ShopFiles.WriteAsync(folder.Path, Contacts(1, fails: false));
        var before = await File.ReadAllTextAsync(folder.File("contacts.jsonl"));

        Assert.That(async () => await ShopFiles.WriteAsync(folder.Path, Contacts(5, fails: true)), Throws.InvalidOperationException);
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
        Assert.That(await File.ReadAllTextAsync(folder.File("contacts.jsonl")), Is.EqualTo(before));
    }

    private static async IAsyncEnumerable<ShopContact> Contacts(int count, bool fails)
    {
        for (var index = 0; index < count; index++)
        {
            await Task.Yield();
            yield return new ShopContact { Key = $"{index}" };
        }

        if (fails)
        {
            throw new InvalidOperationException("The connection broke.");
        }
    }

    private static void Write(string folder, string source, IEnumerable<RejectedRow> rows, RejectedRecord record, object content)
    {
        using var files = new RejectedFiles(folder, source);
        foreach (var row in rows)
        {
            files.Add(row);
        }

        files.Add(record, content);
        files.Complete();
    }
}
