using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ClickFunnels.Migration.Tests.Reports;

public sealed partial class ReportTests
{
    private const string Hostile = "</code><script>alert(1)</script>\"'`&\u001b[2J\u202e\r\n<img src=x onerror=alert(1)>";

    private static MigrationReport Report { get; } =
        new()
        {
            Stage = MigrationStage.Reconciled,
            Source = "crm:shop",
            Workspace = "42",
            CreatedAt = new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.FromHours(2)),
            Counts =
            [
                new ShopRecordCounts(ShopRecordKind.Product, 12, 10, 1, 1, 11),
                new ShopRecordCounts(ShopRecordKind.Contact, 6_000, 900, 99, 5_001, 999),
            ],
            Questions = [new MigrationQuestion("subscriptions.interval", "Which unit?", ["month", "year"], 3, ["p1", "p2"])],
            Rejected =
            [
                new RejectedRecord(ShopRecordKind.Product, "p9", null, "The path is used already.", "products.jsonl", 7),
                .. Enumerable
                    .Range(1, 5_000)
                    .Select(static number => new RejectedRecord(
                        ShopRecordKind.Contact,
                        $"c{number}",
                        "email",
                        $"The contact in line {number} has the same email address."
                    )),
            ],
            Losses = [new FieldLoss(ShopRecordKind.Product, "p1", "quantity", "Enter the stock by hand.")],
            Differences =
            [
                new FieldDifference(ShopRecordKind.Product, "p2", "prices[0].amount", "10.00", "10"),
                new FieldDifference(ShopRecordKind.Contact, "c1", "first_name", null, null),
            ],
            Notes = ["Orders are not moved."],
        };

    [Test]
    public void Json_is_read_again()
    {
        var json = Report.ToJson();

        Assert.That(json, Does.Contain("\"is_clean\": false").And.Contain("\"stage\": \"reconciled\""));
        Assert.That(MigrationReport.FromJson(json).ToJson(), Is.EqualTo(json));
        Assert.That(MigrationReport.FromJson(json).Differences, Is.EqualTo(Report.Differences));
    }

    [TestCase("", "not valid JSON")]
    [TestCase("[]", "Expected an object")]
    [TestCase("{}", "Field stage: The field is missing.")]
    [TestCase("""{"stage":"done"}""", "Field stage: Expected one of planned, applied, reconciled, undone.")]
    [TestCase("""{"stage":1}""", "Field stage: Expected one of")]
    [TestCase("""{"counts":[{"kind":"product","read":1.5}]}""", "Field counts[0].read: Expected a whole number")]
    [TestCase("""{"notes":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}""", "nested deeper")]
    public void Something_else_is_not_a_report(string json, string problem) =>
        Assert.That(
            () => MigrationReport.FromJson(json),
            Throws.TypeOf<MigrationInputException>().With.Message.StartsWith("report: ").And.Message.Contains(problem)
        );

    [Test]
    public void Text_groups_records_with_the_same_reason() =>
        Assert.That(
            Report.ToText(),
            Is.EqualTo(
                """
                Comparison after a migration, 2026-11-27 10:00:00 UTC
                From crm:shop to workspace 42
                Open questions: 1. Nothing is applied until the rules decide them. Differences: 2.

                                  read       new  existing  rejected      done
                products            12        10         1         1        11
                contacts         6,000       900        99     5,001       999

                Questions
                - subscriptions.interval: Which unit? One of month, year. (3 records, such as p1, p2)

                Rejected records (5,001)
                - products: The path is used already. (1 record: p9)
                - contacts, email: The contact in line 1 has the same email address. (5,000 records, such as c1, c2, c3, c4, c5)

                Fields that are not carried (1)
                - products, quantity: Enter the stock by hand. (1 record: p1)

                Differences (2)
                - products, prices[0].amount: ClickFunnels has another value than the plan. (1 record: p2)
                - contacts, first_name: ClickFunnels has another value than the plan. (1 record: c1)

                Notes
                - Orders are not moved.

                """.ReplaceLineEndings("\n")
            )
        );

    [Test]
    public void Html_is_one_well_formed_page_that_loads_nothing()
    {
        var html = Report.ToHtml();
        var page = Parse(html);
        var ids = page.Descendants().Attributes("id").Select(static id => id.Value).ToList();

        Assert.That(page.Descendants().Attributes().Select(static a => a.Name.LocalName), Has.None.AnyOf("src", "href", "style", "action"));
        Assert.That(html, Does.Not.Contain("://").And.Contain("default-src 'none'"));
        Assert.That(ids, Is.Unique);
        Assert.That(
            page.Descendants().Attributes("aria-labelledby").SelectMany(static labels => labels.Value.Split(' ')),
            Is.SubsetOf(ids)
        );
        Assert.That(page.Descendants("th").Select(static cell => cell.Attribute("scope")?.Value), Has.None.Null);
        Assert.That(page.Descendants("table").Select(static table => table.Element("caption")?.Value), Has.None.Null);
        Assert.That(page.Root!.Attribute("lang")!.Value, Is.EqualTo("en"));
    }

    [Test]
    public void Html_has_a_bar_for_each_count_and_bounds_its_lists()
    {
        var page = Parse(Report.ToHtml());
        var bars = page.Descendants("rect").Where(static bar => bar.Elements().Any()).ToList();
        var contacts = page.Descendants("tr")
            .Single(static row => row.Attribute("data-kind")?.Value == "contacts" && row.Value.Contains("5,000"));

        Assert.That(
            bars.Select(static bar => bar.Value),
            Is.EqualTo(new[] { "new: 10", "existing: 1", "rejected: 1", "new: 900", "existing: 99", "rejected: 5,001" })
        );
        Assert.That(
            bars.Skip(3)
                .Select(static bar => double.Parse(bar.Attribute("width")!.Value, System.Globalization.CultureInfo.InvariantCulture))
                .Sum(),
            Is.EqualTo(560).Within(0.1)
        );
        Assert.That(contacts.Descendants("li").Count(), Is.EqualTo(300));
        Assert.That(contacts.Value, Does.Contain("the first 300 of 5,000 records").And.Contain("4,700 more"));
    }

    [Test]
    public void Text_from_outside_is_never_markup()
    {
        var report = new MigrationReport
        {
            Stage = MigrationStage.Planned,
            Source = Hostile,
            Workspace = Hostile,
            CreatedAt = default,
            Questions = [new MigrationQuestion(Hostile, Hostile, [Hostile], 1, [Hostile])],
            Rejected = [new RejectedRecord(ShopRecordKind.Product, Hostile, Hostile, Hostile, Hostile, 1)],
            Losses = [new FieldLoss(ShopRecordKind.Coupon, Hostile, Hostile, Hostile)],
            Differences = [new FieldDifference(ShopRecordKind.Category, Hostile, Hostile, Hostile, Hostile)],
            Notes = [Hostile],
        };
        var page = Parse(report.ToHtml());

        Assert.That(page.Descendants("script").Count(), Is.EqualTo(1));
        Assert.That(page.Descendants("img"), Is.Empty);
        Assert.That(page.Descendants().Attributes().Select(static a => a.Name.LocalName), Has.None.StartsWith("on"));
        Assert.That(page.ToString(), Does.Not.Contain('\u001b').And.Not.Contain('\u202e'));
        Assert.That(report.ToText(), Does.Not.Contain('\u001b').And.Not.Contain('\u202e').And.Not.Contain('\r'));
        Assert.That(report.ToText().Split('\n'), Has.None.StartsWith("<img"));
        Assert.That(MigrationReport.FromJson(report.ToJson()).Notes[0], Is.EqualTo(Hostile));
    }

    [Test]
    public void A_large_report_is_a_page_of_limited_size()
    {
        var key = new string('<', 1_900);
        var report = Report with
        {
            Rejected =
            [
                .. Enumerable
                    .Range(0, 100_000)
                    .Select(number => new RejectedRecord(ShopRecordKind.Contact, key, null, "Reason " + new string('x', number % 1_000))),
            ],
        };

        Assert.That(report.ToHtml(), Has.Length.LessThan(10_000_000));
        Assert.That(report.ToHtml(), Does.Contain("700 more rows").And.Contain("The JSON report lists them."));
        Assert.That(report.ToText(), Has.Length.LessThan(5_000_000));
    }

    [Test]
    public void An_empty_report_is_complete()
    {
        var report = new MigrationReport
        {
            Stage = MigrationStage.Undone,
            Source = "crm:shop",
            Workspace = "42",
            CreatedAt = default,
        };

        Assert.That(Parse(report.ToHtml()).Descendants("svg"), Is.Empty);
        Assert.That(report.ToText(), Does.Contain("Complete: no open questions, no differences, and no unfinished records."));
        Assert.That(MigrationReport.FromJson(report.ToJson()).IsClean, Is.True);
    }

    /// <summary>The page is also XML, apart from elements that HTML does not close, and from what style and script contain.</summary>
    private static XDocument Parse(string html) =>
        XDocument.Parse(
            RawPattern()
                .Replace(
                    VoidPattern().Replace(html, "$0</$1>").Replace("<!DOCTYPE html>", "", StringComparison.Ordinal),
                    static match => match.Value.Contains("<style>", StringComparison.Ordinal) ? "<style></style>" : "<script></script>"
                )
                .Replace(" hidden>", " hidden=\"\">", StringComparison.Ordinal)
        );

    [GeneratedRegex("<(meta|input)\\b[^>]*>")]
    private static partial Regex VoidPattern();

    [GeneratedRegex("<(style|script)>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex RawPattern();
}
