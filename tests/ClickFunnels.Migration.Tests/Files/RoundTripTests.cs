using System.Globalization;
using System.Text;
using ClickFunnels.Migration.Files;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Migration.Tests.Files;

/// <summary>Everything that is written is read again, whatever it is.</summary>
public sealed class RoundTripTests
{
    private const int Count = 300;

    [Test]
    public async Task Every_record_survives_JSON_Lines()
    {
        using var shop = new Shop();
        var products = Sample(RandomRecords.Product, static (record, key) => record with { Key = key });
        var contacts = Sample(RandomRecords.Contact, static (record, key) => record with { Key = key });
        var coupons = Sample(RandomRecords.Coupon, static (record, key) => record with { Key = key });
        var categories = Sample(RandomRecords.Category, static (record, key) => record with { Key = key });

        ShopFiles.WriteSource(shop.Folder, "random:shop", ["Orders are not read."]);
        var written =
            await ShopFiles.WriteAsync(shop.Folder, products.ToAsyncEnumerable())
            + await ShopFiles.WriteAsync(shop.Folder, contacts.ToAsyncEnumerable())
            + await ShopFiles.WriteAsync(shop.Folder, coupons.ToAsyncEnumerable())
            + await ShopFiles.WriteAsync(shop.Folder, categories.ToAsyncEnumerable());
        var source = shop.Source();

        Assert.That(written, Is.EqualTo(4 * Count));
        Assert.That(source.Name, Is.EqualTo("random:shop"));
        Assert.That(source.Notes, Is.EqualTo(new[] { "Orders are not read." }));
        await AreEqualAsync(source.ReadProductsAsync(), products);
        await AreEqualAsync(source.ReadContactsAsync(), contacts);
        await AreEqualAsync(source.ReadCouponsAsync(), coupons);
        await AreEqualAsync(source.ReadCategoriesAsync(), categories);
        Assert.That(shop.Rejected, Is.Empty);
        Assert.That(Directory.GetFiles(shop.Folder).Select(Path.GetExtension), Has.None.EqualTo(".tmp"));
    }

    /// <summary>The generators would forget a field that somebody adds.</summary>
    [Test]
    public void The_random_records_have_every_field()
    {
        var text = string.Concat(
            Gen.Sample(RandomRecords.Product, Count).Select(Shop.Text),
            Gen.Sample(RandomRecords.Contact, Count).Select(Shop.Text)
        );
        var empty = Gen.Sample(RandomRecords.Product, Count)
            .Cast<object>()
            .Concat(Gen.Sample(RandomRecords.Contact, Count))
            .Concat(Gen.Sample(RandomRecords.Coupon, Count))
            .Concat(Gen.Sample(RandomRecords.Category, Count))
            .Concat(Gen.Sample(RandomRecords.Variant, Count))
            .Concat(Gen.Sample(RandomRecords.Price, Count))
            .GroupBy(static record => record.GetType())
            .SelectMany(static records =>
                records
                    .Key.GetProperties()
                    .Where(property =>
                        property.Name != "Key"
                        && records.All(record => property.GetValue(record) is null or System.Collections.ICollection { Count: 0 })
                    )
                    .Select(property => $"{records.Key.Name}.{property.Name}")
            );

        Assert.That(text, Is.Not.Empty);
        Assert.That(empty, Is.Empty);
    }

    [Test]
    public async Task Contacts_coupons_and_categories_survive_CSV([Values(',', ';', '\t')] char separator)
    {
        using var shop = new Shop();
        var contacts = Sample(RandomRecords.Contact, static (record, key) => WithoutEmpty(record) with { Key = key });
        var names = contacts.SelectMany(static contact => contact.Attributes.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        shop.With(
            "contacts.csv",
            Csv(
                separator,
                [
                    [
                        .. "key email name first_name last_name phone subscribed consented_at consent_source tags".Split(' '),
                        .. names.Select(static name => $"attribute:{name}"),
                    ],
                    .. contacts.Select(contact =>
                        (string?[])
                            [
                                contact.Key,
                                contact.Email,
                                contact.Name,
                                contact.FirstName,
                                contact.LastName,
                                contact.Phone,
                                contact.Subscribed?.ToString(),
                                contact.ConsentedAt?.ToString("O", CultureInfo.InvariantCulture),
                                contact.ConsentSource,
                                List(contact.Tags),
                                .. names.Select(name => contact.Attributes.GetValueOrDefault(name)),
                            ]
                    ),
                ]
            )
        );
        var categories = Sample(
            RandomRecords.Category.Where(static category => category.Name.Length > 0),
            static (record, key) => new ShopCategory(key, record.Name, record.ParentKey is "" ? null : record.ParentKey)
        );
        shop.With(
            "categories.csv",
            Csv(
                separator,
                [
                    ["name", "parent_key", "key"],
                    .. categories.Select(static c => (string?[])[c.Name, c.ParentKey, c.Key]),
                ]
            )
        );

        await AreEqualAsync(shop.Source().ReadContactsAsync(), contacts);
        await AreEqualAsync(shop.Source().ReadCategoriesAsync(), categories);
        Assert.That(shop.Rejected, Is.Empty);
    }

    private static List<T> Sample<T>(Gen<T> generator, Func<T, string, T> withKey) =>
        [.. Gen.Sample(generator, Count).Select((record, index) => withKey(record, index.ToString(CultureInfo.InvariantCulture)))];

    private static async Task AreEqualAsync<T>(IAsyncEnumerable<T> read, IEnumerable<T> written)
        where T : class => Assert.That((await read.ToListAsync()).Select(Shop.Text), Is.EqualTo(written.Select(Shop.Text)));

    /// <summary>A cell cannot tell an empty text from none.</summary>
    private static ShopContact WithoutEmpty(ShopContact contact) =>
        contact with
        {
            Email = NotEmpty(contact.Email),
            Name = NotEmpty(contact.Name),
            FirstName = NotEmpty(contact.FirstName),
            LastName = NotEmpty(contact.LastName),
            Phone = NotEmpty(contact.Phone),
            ConsentSource = NotEmpty(contact.ConsentSource),
            Tags = [.. contact.Tags.Where(static tag => tag.Length > 0)],
            Attributes = contact
                .Attributes.Where(static pair => pair.Key.Length > 0 && pair.Value.Length > 0)
                .OrderBy(static pair => pair.Key, StringComparer.Ordinal)
                .ToDictionary(),
        };

    private static string? NotEmpty(string? text) => text is "" ? null : text;

    private static string List(IEnumerable<string> items) =>
        string.Join(
            '|',
            items.Select(static item => item.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal))
        );

    private static string Csv(char separator, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(separator, row.Select(static cell => $"\"{cell?.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))
                .Append("\r\n");
        }

        return text.ToString();
    }
}
