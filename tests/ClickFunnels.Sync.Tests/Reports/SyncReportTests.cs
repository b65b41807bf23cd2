using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Newtonsoft.Json;

namespace ClickFunnels.Sync.Tests.Reports;

/// <summary>The report of freshness in its three formats.</summary>
public sealed partial class SyncReportTests
{
    private const string Hostile = "</title><script>alert(1)</script>\"'`&<b onmouseover=x>\u202e\u0000\ud800";

    private static readonly DateTimeOffset Now = new(2026, 11, 27, 20, 0, 0, TimeSpan.Zero);

    private static readonly TableFreshness Contacts = new()
    {
        Table = "contacts",
        Workspace = 42,
        FullPassStart = Now.AddHours(-5),
        FullPassEnd = Now.AddHours(-4),
        IncrementalPassStart = Now.AddMinutes(-3),
        IncrementalPassEnd = Now.AddMinutes(-2),
        LastEvent = Now.AddSeconds(-9),
        Rows = 1_234_567,
        Basis = "Listed by the time of the last change.",
        Evidence = FreshnessEvidence.Documented,
        Samples =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(static hour => new FreshnessSample(Now.AddHours(hour - 3), 1000 * hour, hour, 1, TimeSpan.FromMinutes(hour))),
        ],
    };

    private static readonly TableFreshness Orders = new()
    {
        Table = "orders",
        Workspace = 41,
        FullPassStart = Now.AddHours(-1),
    };

    [Test]
    public void Text_has_a_line_for_each_table()
    {
        var text = SyncReport.Create([Contacts, Orders], Now).ToText();

        Assert.That(
            text,
            Is.EqualTo(
                """
                Freshness of a sync, 2026-11-27 20:00:00 UTC
                2 tables; 1 table not complete yet.

                Workspace 41
                table             rows  complete to              age             known by
                orders               0                           not complete    assumed

                Workspace 42
                table             rows  complete to              age             known by
                contacts     1,234,567  2026-11-27 19:57:00 UTC  3 min           documented: Listed by the time of the last change.

                """.ReplaceLineEndings("\n")
            )
        );
        Assert.That(
            SyncReport.Create([Contacts], Now).ToText(),
            Does.Contain("1 table, all complete to 2026-11-27 19:57:00 UTC or later.")
        );
        Assert.That(SyncReport.Create([], Now).ToText(), Does.Contain("There are no tables."));
    }

    [Test]
    public void JSON_can_be_read_again()
    {
        var report = SyncReport.Create([Contacts, Orders], Now);

        var json = report.ToJson();

        Assert.That(json, Does.Contain("\"complete_to\": \"2026-11-27T19:57:00+00:00\"").And.Contain("\"evidence\": \"documented\""));
        Assert.That(SyncReport.FromJson(json).ToJson(), Is.EqualTo(json));
        foreach (var other in (string[])["", "null", "[]", "{\"tables\":null}", "{\"tables\":[null]}", "{\"tables\":[{\"samples\":null}]}"])
        {
            Assert.Throws<SyncException>(() => SyncReport.FromJson(other));
        }
    }

    [Test]
    public void A_page_has_the_tables_the_charts_and_their_numbers()
    {
        var page = Parse(SyncReport.Create([Contacts, Orders], Now).ToHtml());

        Assert.That(
            page.Descendants("section")
                .Select(static section => string.Join(' ', section.Elements().Select(static element => element.Name))),
            Is.EqualTo(new[] { "h2 div", "h2 svg svg details" })
        );
        Assert.That(
            page.Descendants("tr").Skip(1).Take(2).Select(static row => string.Join('|', row.Elements().Select(static cell => cell.Value))),
            Is.EqualTo(
                new[]
                {
                    "41|orders||not complete|assumed||since 2026-11-27 19:00:00 UTC|||0",
                    "42|contacts|2026-11-27 19:57:00 UTC|3 min|documented|Listed by the time of the last change.|"
                        + "2026-11-27 15:00:00 UTC, 1 h|2026-11-27 19:57:00 UTC, 1 min|2026-11-27 19:59:51 UTC|1,234,567",
                }
            )
        );
        Assert.That(
            page.Descendants("polyline").Select(static line => (string?)line.Attribute("points")),
            Is.EqualTo(new[] { "90,116 319,64 548,12", "90,116 319,64 548,12" })
        );
        Assert.That(
            page.Descendants("desc").Select(static text => text.Value),
            Is.EqualTo(
                new[]
                {
                    "From 0 on 2026-11-27 17:00:00 UTC to 2,000 on 2026-11-27 19:00:00 UTC; at most 2,000.",
                    "From 0 s on 2026-11-27 17:00:00 UTC to 2 min on 2026-11-27 19:00:00 UTC; at most 2 min.",
                }
            )
        );
        Assert.That(page.Descendants("details").Descendants("tr").Last().Value, Is.EqualTo("2026-11-27 19:00:00 UTC2 min2,00021"));
        var ids = page.Descendants().Select(static element => (string?)element.Attribute("id")).OfType<string>().ToList();
        Assert.That(ids, Is.Unique);
        Assert.That(
            page.Descendants()
                .SelectMany(static element =>
                    ((string?)element.Attribute("aria-labelledby") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
                ),
            Is.SubsetOf(ids)
        );
    }

    [Test]
    public void A_page_loads_nothing_and_runs_nothing()
    {
        var html = SyncReport.Create([Contacts with { Table = Hostile, Basis = Hostile }], Now).ToHtml();
        var page = Parse(html);

        Assert.That(html, Does.Not.Contain("http://").And.Not.Contain("https://").And.Not.Contain("url(").And.Not.Contain("@import"));
        Assert.That(page.Descendants("script").Concat(page.Descendants("b")).Concat(page.Descendants("link")), Is.Empty);
        Assert.That(
            page.Descendants().Attributes().Select(static attribute => attribute.Name.LocalName),
            Has.None.StartsWith("on").And.None.EqualTo("src").And.None.EqualTo("href")
        );
        Assert.That(
            (string?)page.Descendants("meta").ElementAt(1).Attribute("content"),
            Does.StartWith("default-src 'none'; style-src 'sha256-").And.Contains("script-src 'none'")
        );
        Assert.That(
            page.Descendants("th").Select(static cell => cell.Value),
            Has.Some.StartsWith("</title><script>alert(1)</script>\"'`&<b onmouseover=x>\\u202e\\u0000")
        );
        Assert.That(html.IndexOfAny(['\u202e', '\0', '`']), Is.EqualTo(-1));
    }

    [Test]
    public void Odd_numbers_stay_in_the_chart()
    {
        FreshnessSample[] samples =
        [
            new(DateTimeOffset.MaxValue, long.MaxValue, -1, -1, TimeSpan.MaxValue),
            new(DateTimeOffset.MinValue, -5, 0, 0, TimeSpan.MinValue),
        ];
        var report = SyncReport.Create(
            [Contacts with { Samples = samples }, Contacts with { Samples = samples[..1], IncrementalPassStart = Now.AddDays(1) }],
            Now
        );

        var page = Parse(report.ToHtml());

        foreach (
            var point in page.Descendants("polyline")
                .SelectMany(static line => ((string)line.Attribute("points")!).Split(' ', ','))
                .Select(static text => double.Parse(text, CultureInfo.InvariantCulture))
        )
        {
            Assert.That(point, Is.InRange(0, 560));
        }

        Assert.That(report.ToText(), Does.Contain("5 h"), "A pass that is running does not make the table complete.");
    }

    [Test]
    public void The_history_is_bounded_and_keeps_its_sums()
    {
        var table = new TableFreshness();
        for (var index = 0; index < 5_000; index++)
        {
            table = table.With(new FreshnessSample(Now.AddMinutes(index), index, 1, 2, TimeSpan.FromSeconds(index == 17 ? 999 : 1)));
            Assert.That(table.Samples, Has.Count.LessThanOrEqualTo(TableFreshness.MaxSamples));
        }

        Assert.That(table.Samples.Sum(static sample => sample.Upserts), Is.EqualTo(5_000));
        Assert.That(table.Samples.Sum(static sample => sample.Deletes), Is.EqualTo(10_000));
        Assert.That(table.Samples.Max(static sample => sample.Delay), Is.EqualTo(TimeSpan.FromSeconds(999)));
        Assert.That(table.Samples.Select(static sample => sample.Time), Is.Ordered);
        Assert.That(table.Samples[^1].Rows, Is.EqualTo(4_999));
        Assert.That(JsonConvert.DeserializeObject<TableFreshness>(JsonConvert.SerializeObject(table))!.Samples, Is.EqualTo(table.Samples));
    }

    [Test]
    public void Of_many_tables_the_least_fresh_are_listed()
    {
        var tables = Enumerable
            .Range(0, 3_000)
            .Select(index => Contacts with { Workspace = index, IncrementalPassStart = Now.AddHours(-4).AddSeconds(index) });
        var report = SyncReport.Create(tables.Reverse(), Now);

        var page = Parse(report.ToHtml());

        Assert.That(
            page.Descendants("section").First().Descendants("tr").Skip(1).Select(static row => row.Elements().First().Value),
            Is.EqualTo(Enumerable.Range(0, 1_000).Select(static index => $"{index}"))
        );
        Assert.That(page.Descendants("svg").Count(), Is.EqualTo(400));
        Assert.That(page.Descendants("p").Last().Value, Is.EqualTo("2,000 fresher tables are in the JSON report."));
        Assert.That(
            report.ToText(),
            Does.Contain("\nWorkspace 999\n")
                .And.Not.Contain("\nWorkspace 1000\n")
                .And.EndsWith("\n2,000 fresher tables are in the JSON report.\n")
        );
        Assert.That(SyncReport.FromJson(report.ToJson()).Tables, Has.Count.EqualTo(3_000));
    }

    // The page is XML except for its first line and the elements without an end.
    private static XElement Parse(string html)
    {
        Assert.That(html, Does.StartWith("<!DOCTYPE html>\n"));
        using var reader = XmlReader.Create(new StringReader(Meta().Replace(html["<!DOCTYPE html>\n".Length..], "$0</meta>")));
        return XElement.Load(reader);
    }

    [GeneratedRegex("<meta [^>]*>")]
    private static partial Regex Meta();
}
