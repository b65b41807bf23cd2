using ClickFunnels.Cli.Output;

namespace ClickFunnels.Cli.Tests.Output;

/// <summary>Formats of data, chosen fields and secrets.</summary>
public sealed class OutputWriterTests
{
    private const string Two = """
        [
          { "id": 1, "name": "A, \"B\"", "price": 10.50, "big": 12345678901234567890.1200, "tags": [{ "id": 7, "name": "x" }],
            "note": null },
          { "id": 2, "name": "", "price": 1e2, "big": -0, "tags": [], "note": "two\nlines" }
        ]
        """;

    private static readonly OutputShape Shape = new()
    {
        IsList = true,
        Fields = ["id", "name", "price", "big", "tags", "note"],
        Columns = ["id", "name", "price", "big", "note"],
    };

    [TestCase(
        "json",
        """
            [
              {
                "id": 1,
                "name": "A, \"B\"",
                "price": 10.50,
                "big": 12345678901234567890.1200,
                "tags": [
                  {
                    "id": 7,
                    "name": "x"
                  }
                ],
                "note": null
              },
              {
                "id": 2,
                "name": "",
                "price": 1e2,
                "big": -0,
                "tags": [],
                "note": "two\nlines"
              }
            ]

            """
    )]
    [TestCase(
        "jsonl",
        """
            {"id":1,"name":"A, \"B\"","price":10.50,"big":12345678901234567890.1200,"tags":[{"id":7,"name":"x"}],"note":null}
            {"id":2,"name":"","price":1e2,"big":-0,"tags":[],"note":"two\nlines"}

            """
    )]
    [TestCase(
        "yaml",
        """
            - id: 1
              name: "A, \"B\""
              price: 10.50
              big: 12345678901234567890.1200
              tags:
              - id: 7
                name: x
              note: null
            - id: 2
              name: ""
              price: 1e2
              big: -0
              tags: []
              note: "two\nlines"

            """
    )]
    [TestCase(
        "csv",
        """"
            id,name,price,big,tags,note
            1,"A, ""B""",10.50,12345678901234567890.1200,"[{""id"":7,""name"":""x""}]",
            2,"",1e2,-0,[],"two
            lines"

            """"
    )]
    [TestCase(
        "table",
        """
            id  name    price  big                        note
            1   A, "B"  10.50  12345678901234567890.1200
            2           1e2    -0                         two\nlines

            """
    )]
    public async Task A_list_is_written_in_each_format(string format, string expected)
    {
        var result = (await WrittenRecords.ListAsync($"-o {format}", Two, Shape)).Succeeds();

        Assert.That(result.Output.ReplaceLineEndings("\n"), Is.EqualTo(expected.ReplaceLineEndings("\n")));
    }

    [TestCase("json", "[]\n", "")]
    [TestCase("jsonl", "", "")]
    [TestCase("yaml", "[]\n", "")]
    [TestCase("csv", "id,name,price,big,tags,note\r\n", "")]
    [TestCase("table", "", "There are no records.\n")]
    public async Task An_empty_list_is_written_in_each_format(string format, string output, string note)
    {
        var result = (await WrittenRecords.ListAsync($"-o {format}", "[]", Shape)).Succeeds();

        Assert.That((result.Output, result.Error), Is.EqualTo((output, note)));
    }

    [TestCase("json", "{\n  \"id\": 1,\n  \"at\": {}\n}\n")]
    [TestCase("jsonl", "{\"id\":1,\"at\":{}}\n")]
    [TestCase("yaml", "id: 1\nat: {}\n")]
    [TestCase("csv", "id,at\r\n1,{}\r\n")]
    [TestCase("table", "id  1\nat  {}\n")]
    public async Task One_record_is_written_in_each_format(string format, string output)
    {
        var result = (await WrittenRecords.RecordAsync($"-o {format}", """{ "id": 1, "at": {} }""")).Succeeds();

        Assert.That(result.Output, Is.EqualTo(output));
    }

    [TestCase("jsonl", "{\"tags\":[{\"name\":\"x\"}],\"id\":1}\n{\"tags\":[],\"id\":2}\n")]
    [TestCase("csv", "tags.name,id\r\n\"[\"\"x\"\"]\",1\r\n[],2\r\n")]
    [TestCase("table", "tags.name  id\n[\"x\"]      1\n[]         2\n")]
    public async Task Fields_are_chosen_by_their_paths_in_the_order_of_the_user(string format, string output)
    {
        var result = (await WrittenRecords.ListAsync($"-o {format} --fields tags.name,id", Two, Shape)).Succeeds();

        Assert.That(result.Output, Is.EqualTo(output));
    }

    [TestCase("emial", "Did you mean email?")]
    [TestCase("zzzz", "The fields are id, email, address.")]
    [TestCase("address.citty", "Did you mean address.city?")]
    [TestCase("a..b", "cannot be read")]
    [TestCase("id.x", "there is no field id.x")]
    public async Task A_field_that_does_not_exist_is_an_error(string field, string message)
    {
        var shape = new OutputShape { IsList = false, Fields = ["id", "email", "address"] };
        var record = """{ "id": 1, "email": "a@b.c", "address": { "city": "Paris" } }""";

        var known = (await WrittenRecords.RecordAsync($"--fields {field}", record, shape)).Fails(2, message);
        var unknown = await WrittenRecords.RecordAsync($"--fields {field}", record);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(known.Output, Is.Empty);
            Assert.That((unknown.ExitCode, unknown.Output), Is.EqualTo((2, "")));
        }
    }

    [Test]
    public async Task A_field_that_only_some_records_have_is_written()
    {
        var result = (
            await WrittenRecords.ListAsync("-o jsonl --fields a.x", """[{ "a": {} }, { "a": null }, { "a": { "x": 1 } }]""")
        ).Succeeds();

        Assert.That(result.Output, Is.EqualTo("{\"a\":{}}\n{\"a\":null}\n{\"a\":{\"x\":1}}\n"));
    }

    [TestCase("jsonl", "")]
    [TestCase("yaml", "")]
    [TestCase("csv", "")]
    [TestCase("table", "")]
    [TestCase("jsonl", "--fields id,endpoint.key")]
    [TestCase("csv", "--fields endpoint.key")]
    public async Task A_secret_is_hidden_at_any_depth_unless_the_user_asks_for_it(string format, string fields)
    {
        var shape = new OutputShape { IsList = false, Secrets = ["key"] };
        var record = """{ "id": 1, "endpoint": { "key": "hush" } }""";

        var hidden = (await WrittenRecords.RecordAsync($"-o {format} {fields}", record, shape)).Succeeds();
        var shown = (await WrittenRecords.RecordAsync($"-o {format} {fields} --show-secrets", record, shape)).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(hidden.Output, Does.Contain("***").And.Not.Contain("hush"));
            Assert.That(hidden.Error, Is.EqualTo("A secret is hidden: add --show-secrets to see it.\n"));
            Assert.That((shown.Output.Contains("hush", StringComparison.Ordinal), shown.Error), Is.EqualTo((true, "")));
        }
    }

    [Test]
    public async Task A_secret_that_is_null_or_not_chosen_is_not_mentioned()
    {
        var shape = new OutputShape { IsList = false, Secrets = ["key"] };

        var empty = (await WrittenRecords.RecordAsync("-o jsonl", """{ "id": 1, "key": null }""", shape)).Succeeds();
        var other = (await WrittenRecords.RecordAsync("-o jsonl --fields id", """{ "id": 1, "key": "hush" }""", shape)).Succeeds();

        Assert.That((empty.Output, empty.Error, other.Error), Is.EqualTo(("{\"id\":1,\"key\":null}\n", "", "")));
    }

    [Test]
    public async Task A_table_shows_the_most_useful_columns_that_fit_and_drops_empty_ones()
    {
        var shape = new OutputShape { IsList = true, Columns = ["id", "created_at", "phone", "name", "note"] };
        var records = $$"""[{ "id": 1, "created_at": "2026-01-01", "phone": null, "name": "A", "note": "{{new string('n', 99)}}" }]""";

        var wide = (await WrittenRecords.ListAsync("-o table", records, shape)).Succeeds();
        var narrow = (await WrittenRecords.ListAsync("-o table", records, shape, host => Narrow(host, 40))).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(wide.Output, Does.StartWith("id  name  note").And.Contain("nnn…").And.Not.Contain("phone"));
            Assert.That(narrow.Output, Is.EqualTo("id  name  created_at\n1   A     2026-01-01\n"));
        }
    }

    [Test]
    public async Task A_terminal_without_colors_gets_no_codes()
    {
        var colored = (await WrittenRecords.ListAsync("-o table", Two, Shape, host => Terminal(host, color: true))).Succeeds();
        var plain = (await WrittenRecords.ListAsync("-o table", Two, Shape, host => Terminal(host, color: false))).Succeeds();

        Assert.That((colored.Output.Contains('\e'), plain.Output.Contains('\e')), Is.EqualTo((true, false)));
    }

    [TestCase("json")]
    [TestCase("jsonl")]
    [TestCase("yaml")]
    [TestCase("table")]
    public async Task Text_of_the_service_cannot_change_what_a_terminal_shows(string format)
    {
        var record = """{ "id": "[red]\u001b[31m\u202Eabc\u0085\u2028", "\u001b[2J": "\u009b31m" }""";

        var result = (await WrittenRecords.ListAsync($"-o {format}", $"[{record}]")).Succeeds();

        Assert.That(result.Output.Where(static letter => letter != '\n' && !RecordText.IsPlain(letter)), Is.Empty);
        Assert.That(result.Output, Does.Contain("[red]").And.Contain("\\u202e").IgnoreCase);
    }

    [Test]
    public async Task Csv_does_not_change_formulas_and_names_fields_that_are_not_in_its_header()
    {
        var result = (await WrittenRecords.ListAsync("-o csv", """[{ "a": "=1+1" }, { "a": "-2", "b": 3 }]""")).Succeeds();

        Assert.That(result.Output, Is.EqualTo("a\r\n=1+1\r\n-2\r\n"));
        Assert.That(result.Error, Does.Contain("left out: b"));
    }

    private static Running.CliHost Narrow(Running.CliHost host, int width) =>
        new()
        {
            Output = host.Output,
            Error = host.Error,
            Input = host.Input,
            Variable = host.Variable,
            SettingsFolder = host.SettingsFolder,
            IsOutputTerminal = true,
            Width = width,
        };

    private static Running.CliHost Terminal(Running.CliHost host, bool color) =>
        new()
        {
            Output = host.Output,
            Error = host.Error,
            Input = host.Input,
            Variable = host.Variable,
            SettingsFolder = host.SettingsFolder,
            IsOutputTerminal = true,
            Color = color,
        };
}
