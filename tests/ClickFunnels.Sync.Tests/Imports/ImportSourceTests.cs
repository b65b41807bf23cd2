using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;

namespace ClickFunnels.Sync.Tests;

public sealed class ImportSourceTests
{
    private const int Damages = 4000;

    [TestCase(',', "utf-8", true)]
    [TestCase(';', "utf-8", false)]
    [TestCase('\t', "utf-16", true)]
    [TestCase('|', "utf-16BE", true)]
    [TestCase(';', "iso-8859-1", false)]
    public async Task Csv_is_read_with_its_delimiter_and_encoding(char delimiter, string encodingName, bool hasMark)
    {
        var encoding = encodingName == "utf-8" ? new UTF8Encoding(hasMark) : Encoding.GetEncoding(encodingName);
        var text = $"email_address{delimiter}first_name\r\nä@example.com{delimiter}\"Jörg\r\n{delimiter}\"\"J\"\"\"\r\n";
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];

        var rows = await ReadAsync(
            ImportSource.Csv("x", () => new MemoryStream(bytes), encoding: encodingName == "iso-8859-1" ? encoding : null)
        );

        Assert.That(rows.Single().Columns, Is.EqualTo(["email_address", "first_name"]));
        Assert.That(rows.Single().Values, Is.EqualTo(["ä@example.com", $"Jörg\r\n{delimiter}\"J\""]));
        Assert.That(rows.Single().Line, Is.EqualTo(2));
    }

    [Test]
    public async Task Rows_that_cannot_be_read_say_why_and_the_others_are_read()
    {
        byte[] latin = [.. "a,b\n1,2\n"u8, 0xE4, .. ",3\n4,5,6\n7\n\"8\"x,9\n\"10\n\",11\n12,13\n"u8];

        var rows = await ReadAsync(ImportSource.Csv("x", () => new MemoryStream(latin)));

        Assert.That(
            rows.Select(static row => (row.Line, row.Problem?.Split('.')[0])),
            Is.EqualTo(
                new (long, string?)[]
                {
                    (2, null),
                    (3, "is not UTF-8 in column 1"),
                    (4, "has 3 values for 2 columns"),
                    (5, "has 1 values for 2 columns"),
                    (6, "has wrong quotes"),
                    (7, null),
                    (9, null),
                }
            )
        );
    }

    [TestCase("", "The file is empty", 1L)]
    [TestCase("a,\n1,2", "A column has no usable name", 1L)]
    [TestCase("a,A\n1,2", "Two columns have the name 'A'", 1L)]
    public void A_header_that_cannot_be_used_is_refused(string text, string problem, long line) =>
        Assert.That(
            async () => await ReadAsync(ImportWorld.CsvText(text)),
            Throws.InstanceOf<ImportInputException>().With.Message.Contains(problem).And.Property("Line").EqualTo(line)
        );

    [Test]
    public void A_quote_that_is_not_closed_and_a_missing_file_are_refused()
    {
        var open = "a\n1\n\"" + new string('x', 3 * 1024 * 1024);
        Assert.That(
            async () => await ReadAsync(ImportWorld.CsvText(open)),
            Throws.InstanceOf<ImportInputException>().With.Message.StartsWith("rows.csv(3): The row is longer than")
        );
        Assert.That(
            async () => await ReadAsync(ImportSource.Csv("/nowhere/x.csv")),
            Throws.InstanceOf<ImportInputException>().With.Message.Contains("/nowhere/x.csv: The file does not exist")
        );
    }

    [Test]
    public async Task Json_lines_are_flattened_and_bad_lines_say_where()
    {
        var rows = await ReadAsync(
            ImportWorld.JsonLines(
                "\uFEFF{\"email_address\":\"a\",\"custom_attributes\":{\"Favorite color\":\"blue\"},\"tags\":[\"x\",\"y\"],\"n\":1.50,\"z\":null}",
                "",
                "[1]",
                "{\"a\":",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1},\"a.b\":2}",
                "{\"a\":\"" + new string('x', 2 * 1024 * 1024) + "\"}",
                new string('[', 100),
                "{\"a\":\"\\ud800\"}",
                "{\"a\":true}"
            )
        );

        Assert.That(rows[0].Columns, Is.EqualTo(["email_address", "custom_attributes.Favorite color", "tags", "n", "z"]));
        Assert.That(
            rows[0].Values,
            Is.EqualTo(
                new object?[]
                {
                    "a",
                    "blue",
                    new List<object?> { "x", "y" },
                    1.50m,
                    null,
                }
            )
        );
        Assert.That(
            rows.Skip(1).Select(static row => $"{row.Line} {row.Problem}"),
            Is.EqualTo([
                "3 is not a JSON object.",
                "4 is not valid JSON at column 6, is nested deeper than 16 levels, or has a field twice.",
                rows[3].Line + " " + rows[3].Problem,
                "6 has a field twice: once nested, and once with a dot in its name.",
                "7 is longer than 1048576 bytes.",
                rows[6].Line + " " + rows[6].Problem,
                "9 has a text that is not valid Unicode.",
                "10 ",
            ])
        );
        Assert.That(new[] { rows[3].Problem, rows[6].Problem }, Has.All.StartsWith("is not valid JSON"));
    }

    [Test]
    public async Task Lines_of_any_length_and_encoding_are_read(
        [Values] bool hasLastBreak,
        [Values("utf-8", "utf-16", "utf-16BE")] string name
    )
    {
        var encoding = Encoding.GetEncoding(name);
        string[] values = [.. Enumerable.Range(0, 300).Select(static index => new string('ä', index * 97))];
        var text = string.Join("\r\n", values.Select(static value => $"{{\"a\":\"{value}\"}}")) + (hasLastBreak ? "\n" : "");
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];

        var rows = await ReadAsync(ImportSource.JsonLines("x", () => new SmallReads(bytes)));

        Assert.That(rows.Select(static row => row.Values.Single()), Is.EqualTo(values));
        Assert.That(rows.Select(static row => row.Line), Is.EqualTo(Enumerable.Range(1, 300)));
    }

    [Test]
    public async Task A_database_query_is_read_row_by_row()
    {
        await using var database = new SqliteConnection("Data Source=:memory:");
        await database.OpenAsync();
        async Task<DbDataReader> OpenAsync(CancellationToken cancellationToken)
        {
            var command = database.CreateCommand();
            command.CommandText =
                "select 'a@example.com' as email_address, 5 as n, null as phone_number union all select 'b', 6, 'x' order by n";
            return await command.ExecuteReaderAsync(cancellationToken);
        }

        var rows = await ReadAsync(ImportSource.Table("people", OpenAsync));

        Assert.That(rows.Select(static row => row.Line), Is.EqualTo([1L, 2L]));
        Assert.That(rows[0].Values, Is.EqualTo(new object?[] { "a@example.com", 5L, null }));
        Assert.That(
            async () => await ReadAsync(ImportSource.Table("people", _ => throw new SqliteException("no such table", 1))),
            Throws.InstanceOf<ImportInputException>()
        );
    }

    [Test]
    public async Task Damaged_files_throw_only_the_documented_exception([Values(".csv", ".jsonl")] string extension)
    {
        var random = new Random(14);
        var original =
            extension == ".csv"
                ? "email_address,first_name,tags\r\n\"a@example.com\",\"A\"\"b\nc\",x;y\r\nb@example.com,ü,\r\n"u8.ToArray()
                : "{\"email_address\":\"a@example.com\",\"tags\":[\"x\",{\"y\":[1.5e3]}],\"o\":{\"p\":\"\\u00fc\"}}\n{\"email_address\":null}\n"u8.ToArray();
        var refused = 0;
        using var client = Offline();
        for (var number = 0; number < Damages; number++)
        {
            var bytes = Damage(original, random);
            var source =
                extension == ".csv"
                    ? ImportSource.Csv("x", () => new SmallReads(bytes))
                    : ImportSource.JsonLines("x", () => new SmallReads(bytes));
            var options = new ImportOptions { Mapping = { UnknownColumns = (UnknownColumns)random.Next(3) } };
            try
            {
                await new BulkImport(client, ImportTarget.Contacts, source, options).PreviewAsync();
            }
            catch (ImportInputException exception)
            {
                refused++;
                Assert.That(exception.Message, Does.StartWith("x"));
            }
        }

        Assert.That(refused, Is.InRange(Damages / 20, Damages - 1));
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 20)));
                    break;
                case 2 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 3:
                    bytes.InsertRange(at, Enumerable.Repeat("\",;\n\r\0{}[]:\uFEFF\\"u8[random.Next(13)], random.Next(1, 400)));
                    break;
                default:
                    bytes.InsertRange(at, bytes.Take(random.Next(bytes.Count + 1)).ToList());
                    break;
            }
        }

        return [.. bytes];
    }

    internal static ClickFunnelsClient Offline() =>
        new(
            new ClickFunnelsClientOptions
            {
                AccessToken = "token",
                UserAgent = "Sync.Tests/1.0",
                WorkspaceId = 42,
                Subdomain = "acme",
                HttpHandler = new FakeService(),
            }
        );

    internal static async Task<List<ImportRow>> ReadAsync(ImportSource source)
    {
        var rows = new List<ImportRow>();
        await foreach (var row in source.ReadAsync())
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>A stream that returns few bytes at a time, as networks do.</summary>
    private sealed class SmallReads(byte[] bytes) : MemoryStream(bytes)
    {
        private int _number;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, Next()));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, Next())]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, Next())], cancellationToken);

        private int Next() => (++_number * 7919 % 5000) + 1;
    }
}
