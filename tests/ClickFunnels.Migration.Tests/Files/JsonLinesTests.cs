using System.Text;
using System.Text.Json;

namespace ClickFunnels.Migration.Tests.Files;

/// <summary>Rows with mistakes are rejected one by one; a file that is something else is an error as a whole.</summary>
public sealed class JsonLinesTests
{
    private const string Good = """{"key":"good","email":"a@example.com"}""";

    [TestCase("""{"key":"1","emial":"x"}""", "emial", "There is no such field.", "email")]
    [TestCase("""{"key":"1","attributes":{"a":1}}""", "attributes.a", "Expected text in quotes.", "")]
    [TestCase("""{"key":"1","attributes":{"a":"x","a":"y"}}""", "attributes.a", "appears twice", "")]
    [TestCase("""{"key":"1","attributes":[]}""", "attributes", "Expected an object in braces", "")]
    [TestCase("""{"key":"1","tags":"a"}""", "tags", "Expected a list in brackets.", "")]
    [TestCase("""{"key":"1","tags":["a",null]}""", "tags[1]", "The value is null.", "")]
    [TestCase("""{"key":"1","tags":null}""", "tags", "Leave the field out", "")]
    [TestCase("""{"key":"1","subscribed":"false"}""", "subscribed", "Expected true or false.", "")]
    [TestCase("""{"key":"1","subscribed":0}""", "subscribed", "Expected true or false.", "")]
    [TestCase("""{"key":"1","consented_at":"2026-01-31"}""", "consented_at", "Expected a time with its zone", "")]
    [TestCase("""{"key":"1","consented_at":"2026-01-31T10:00:00"}""", "consented_at", "Expected a time with its zone", "")]
    [TestCase("""{"key":"1","consented_at":1700000000}""", "consented_at", "Expected a time with its zone", "")]
    [TestCase("""{"key":"1","email":5}""", "email", "Expected text in quotes.", "")]
    [TestCase("""{"key":"1","email":{"a":{"b":[1]}}}""", "email", "Expected text in quotes.", "")]
    [TestCase("""{"key":"1","email":"a","email":"b"}""", "email", "appears twice", "")]
    [TestCase("""{"key":"1","email":"\ud800"}""", "email", "not valid Unicode", "")]
    [TestCase("""{"email":"a@example.com"}""", "key", "The field is missing.", "")]
    [TestCase("""{"key":null}""", "key", "The value is null.", "")]
    [TestCase("""{"key":" "}""", "key", "Expected a key of 1 to 200 characters.", "")]
    [TestCase("""{"key":7}""", "key", "Expected text in quotes.", "")]
    [TestCase("""{"key":"good"}""", "key", "The contact in line 1 has the same key.", "")]
    [TestCase("""{"key":"1" "email":"a"}""", null, "not valid JSON", "character 12")]
    [TestCase("""{"key":"1"} {}""", null, "not valid JSON", "")]
    [TestCase("""{"key":"1","email":"a""", null, "not valid JSON", "")]
    [TestCase("""["key"]""", null, "Expected an object", "")]
    [TestCase("null", null, "Expected an object", "")]
    [TestCase("key,email", null, "not valid JSON", "")]
    public async Task A_mistake_has_a_file_a_line_a_field_and_a_fix(string line, string? field, string reason, string fix)
    {
        using var shop = new Shop().With("contacts.jsonl", $"{Good}\n\n{line}\n{{\"key\":\"last\"}}");

        var contacts = await shop.ContactsAsync();

        Assert.That(contacts.Select(static contact => contact.Key), Is.EqualTo(new[] { "good", "last" }));
        Assert.That(shop.Rejection.Field, Is.EqualTo(field));
        Assert.That(shop.Rejection.Reason, Does.Contain(reason).And.Contain(fix));
        Assert.That((shop.Rejection.File, shop.Rejection.Line), Is.EqualTo(("contacts.jsonl", (int?)3)));
        Assert.That(() => JsonDocument.Parse(shop.Rejected[0].Content), Throws.Nothing);
    }

    [TestCase("29.90", "29.90")]
    [TestCase("\"29.90\"", "29.90")]
    [TestCase("0.1", "0.1")]
    [TestCase("1e3", "1000")]
    [TestCase("1234567890123456789012345678", "1234567890123456789012345678")]
    [TestCase("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [TestCase("-5", "-5")]
    public async Task An_amount_keeps_its_digits(string amount, string expected)
    {
        using var shop = new Shop().With("products.jsonl", Product(amount));

        Assert.That(
            (await shop.ProductsAsync())[0].Prices[0].Amount,
            Is.EqualTo(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture))
        );
    }

    [TestCase("1e400")]
    [TestCase("1e-400")]
    [TestCase("1e99999999999999999999")]
    [TestCase("1e-99999999999999999999")]
    [TestCase("0.12345678901234567890123456789")]
    [TestCase("12345678901234567890123456789.5")]
    [TestCase("\"12,50\"")]
    [TestCase("\"1 000\"")]
    [TestCase("\"$5\"")]
    [TestCase("\"NaN\"")]
    [TestCase("\" 5\"")]
    [TestCase("\"\"")]
    [TestCase("true")]
    [TestCase("[5]")]
    public async Task An_amount_that_would_change_is_rejected(string amount)
    {
        using var shop = new Shop().With("products.jsonl", Product(amount));

        Assert.That(await shop.ProductsAsync(), Is.Empty);
        Assert.That(shop.Rejection.Field, Is.EqualTo("prices[0].amount"));
        Assert.That(shop.Rejection.Reason, Does.Contain("Expected a number"));
        Assert.That(shop.Rejected[0].Content, Is.EqualTo(Product(amount)));
    }

    [TestCase("2147483648")]
    [TestCase("1.5")]
    [TestCase("\"x\"")]
    public async Task A_whole_number_is_one(string number)
    {
        using var shop = new Shop().With("coupons.jsonl", $$"""{"key":"1","code":"A","type":"fixed","value":1,"usage_limit":{{number}}}""");

        Assert.That(await shop.Source().ReadCouponsAsync().ToListAsync(), Is.Empty);
        Assert.That(shop.Rejection.Reason, Does.Contain("Expected a whole number"));
    }

    [Test]
    public async Task Names_with_an_underscore_are_comments()
    {
        using var shop = new Shop().With(
            "contacts.jsonl",
            """{"_reason":"x","_reason":["y"],"key":"1","_deep":{"a":[{"b":1}]},"email":"a@example.com"}"""
        );

        Assert.That((await shop.ContactsAsync()).Single().Email, Is.EqualTo("a@example.com"));
        Assert.That(shop.Rejected, Is.Empty);
    }

    [Test]
    public async Task Lines_end_as_they_like_and_the_file_may_begin_with_a_mark()
    {
        using var shop = new Shop().With(
            "contacts.jsonl",
            [0xEF, 0xBB, 0xBF, .. "{\"key\":\"1\"}\r\n  \r\n\t{\"key\":\"2\"} \n\n{\"key\":\"3\"}"u8]
        );

        Assert.That((await shop.ContactsAsync()).Select(static contact => contact.Key), Is.EqualTo(new[] { "1", "2", "3" }));
    }

    [Test]
    public async Task A_huge_line_costs_only_itself()
    {
        var huge = new string('x', 3 * 1024 * 1024);
        using var shop = new Shop().With(
            "contacts.jsonl",
            $"{Good}\n{{\"key\":\"1\",\"name\":\"{huge}\"}}\n{{\"key\":\"2\"}}\n{{\"key\":\"3\",\"name\":\"{huge}\"}}"
        );

        Assert.That((await shop.ContactsAsync()).Select(static contact => contact.Key), Is.EqualTo(new[] { "good", "2" }));
        Assert.That(shop.Rejected.Select(static row => row.Record.Line), Is.EqualTo(new int?[] { 2, 4 }));
        Assert.That(shop.Rejected.Select(static row => row.Content.Length), Is.All.LessThan(2_000));
    }

    [Test]
    public async Task A_line_just_below_the_limit_is_read()
    {
        var name = new string('x', (1024 * 1024) - 100);
        using var shop = new Shop().With("contacts.jsonl", $"{Good}\n{{\"key\":\"1\",\"name\":\"{name}\"}}\n{{\"key\":\"2\"}}");

        var contacts = await shop.ContactsAsync();

        Assert.That(contacts.Select(static contact => contact.Key), Is.EqualTo(new[] { "good", "1", "2" }));
        Assert.That(contacts[1].Name, Is.EqualTo(name));
    }

    [Test]
    public async Task Deep_nesting_is_rejected()
    {
        using var shop = new Shop().With("contacts.jsonl", $"{Good}\n{{\"key\":\"1\",\"_x\":{new string('[', 100_000)}\n");

        Assert.That(await shop.ContactsAsync(), Has.Count.EqualTo(1));
        Assert.That(shop.Rejection.Reason, Does.Contain("nested deeper than 16 levels"));
    }

    [TestCase("[\n{\"key\":\"1\"}\n]", "JSON array")]
    [TestCase("[{\"key\":\"1\"}]", "JSON array")]
    [TestCase("{\n  \"key\": \"1\"\n}\n", "not JSON Lines")]
    [TestCase("key;email\n1;a\n2;b\n3;c\n", "not JSON Lines")]
    [TestCase("hello", "not JSON Lines")]
    [TestCase("\u0001\u0002\n\u0003\n\u0004\n\u0005", "not JSON Lines")]
    public void Something_else_is_an_error_of_the_file(string text, string problem)
    {
        using var shop = new Shop().With("contacts.jsonl", text);

        Assert.That(
            async () => await shop.ContactsAsync(),
            Throws.TypeOf<MigrationInputException>().With.Message.StartsWith("contacts.jsonl, line 1: ").And.Message.Contains(problem)
        );
        Assert.That(shop.Rejected, Is.Empty);
    }

    [Test]
    public async Task Damaged_lines_before_good_ones_are_only_rejected()
    {
        using var shop = new Shop().With("contacts.jsonl", $"oops\n{{]\n{Good}\nagain\nand\nagain\n");

        Assert.That(await shop.ContactsAsync(), Has.Count.EqualTo(1));
        Assert.That(shop.Rejected.Select(static row => row.Record.Line), Is.EqualTo(new int?[] { 1, 2, 4, 5, 6 }));
        Assert.That(shop.Rejected[0].Content, Is.EqualTo("""{"_text":"oops"}"""));
    }

    [Test]
    public void UTF_16_is_an_error_of_the_file()
    {
        using var shop = new Shop().With("contacts.jsonl", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Good)]);

        Assert.That(
            async () => await shop.ContactsAsync(),
            Throws.TypeOf<MigrationInputException>().With.Message.Contains("Save it as UTF-8.")
        );
    }

    [Test]
    public async Task Bytes_that_are_not_UTF_8_reject_their_line()
    {
        using var shop = new Shop().With(
            "contacts.jsonl",
            [.. "{\"key\":\"1\"}\n{\"key\":\"2\",\"name\":\"Gr"u8, 0xF6, .. "\"}\n{\"key\":\"3\",\"Gr"u8, 0xF6, .. "\":1}\n"u8]
        );

        Assert.That(await shop.ContactsAsync(), Has.Count.EqualTo(1));
        Assert.That(shop.Rejected.Select(static row => row.Record.Line), Is.EqualTo(new int?[] { 2, 3 }));
        Assert.That(shop.Rejected[0].Record.Reason, Does.Contain("UTF-8"));
    }

    private static string Product(string amount) => $$"""{"key":"1","title":"Door","prices":[{"amount":{{amount}}}]}""";
}
