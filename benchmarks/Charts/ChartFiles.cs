using System.Globalization;

namespace ClickFunnels.Benchmarks.Charts;

/// <summary>Writes the charts of docs/performance.md from the results of the last run.</summary>
internal static class ChartFiles
{
    private const string Baseline = "Stock";

    // In the order of the bars.
    private static readonly (string Client, string Label)[] Clients =
    [
        ("Stock", "Stock NSwag"),
        ("Before", "This client, before"),
        ("Ours", "This client"),
        ("HandWritten", "Hand-written"),
    ];

    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "images");

    public static int Run()
    {
        Directory.CreateDirectory(Folder);
        Write(
            "page-time",
            "Reading a page of 20 contacts",
            "Time for each page. Less is better.",
            Results.BenchmarkTimes("ContactPage"),
            Time
        );
        Write(
            "page-allocation",
            "Memory for a page of 20 contacts",
            "Allocated for each page. Less is better.",
            Results.BenchmarkAllocations("ContactPage"),
            Kilobytes
        );
        Write(
            "create-time",
            "Creating a contact",
            "Time for each contact. Less is better.",
            Results.BenchmarkTimes("ContactCreation"),
            Time
        );
        Write(
            "process",
            "A whole process that reads a page",
            "Median time from start to exit. Less is better.",
            Results.Load(Results.Startup),
            value => Text($"{value:F1} ms")
        );
        Write(
            "assembly",
            "Size of the assembly",
            "Compiled for Release. Less is better.",
            Results.Load(Results.Sizes),
            value => Text($"{value / 1e6:F2} MB")
        );
        return 0;
    }

    /// <summary>Checks the generator with texts that need escaping, and checks every committed chart.</summary>
    public static void Check()
    {
        const string Hostile = "<a href=\"x\">&'\u00e9]]>";
        var chart = new BarChart(Hostile, Hostile, [new(Hostile, 1234.56, Hostile, true), new("zero", 0, "0", false)]);
        var culture = CultureInfo.CurrentCulture;
        var svg = chart.ToSvg();
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        Require(chart.ToSvg() == svg, "a chart depends on the culture");
        CultureInfo.CurrentCulture = culture;
        var texts = System
            .Xml.Linq.XDocument.Parse(svg)
            .Descendants()
            .Where(element => element.Name.LocalName is "title" or "text")
            .Select(element => element.Value);
        Require(texts.Count(text => text == Hostile) == 5, "a chart does not preserve its texts");
        Require(!svg.Contains('\r', StringComparison.Ordinal), "a chart contains carriage returns");

        foreach (var file in Directory.EnumerateFiles(Folder, "performance-*.svg"))
        {
            Require(System.Xml.Linq.XDocument.Load(file).Root!.Name.LocalName == "svg", $"{file} is not an SVG file");
            var link = $"images/{Path.GetFileName(file)}";
            Require(
                File.ReadAllText(Path.Combine(Repository.Root, "docs", "performance.md")).Contains(link, StringComparison.Ordinal),
                $"docs/performance.md does not show {link}"
            );
        }
    }

    private static void Write(
        string name,
        string title,
        string note,
        IReadOnlyDictionary<string, double> values,
        Func<double, string> format
    )
    {
        var stock = values[Baseline];
        var bars = Clients
            .Where(client => values.ContainsKey(client.Client))
            .Select(client => new Bar(
                client.Label,
                values[client.Client],
                client.Client == Baseline
                    ? format(values[client.Client])
                    : Text($"{format(values[client.Client])} ({values[client.Client] / stock:F2} of stock)"),
                client.Client == "Ours"
            ));
        var file = Path.Combine(Folder, $"performance-{name}.svg");
        File.WriteAllText(file, new BarChart(title, note, [.. bars]).ToSvg());
        Console.WriteLine(Path.GetRelativePath(Repository.Root, file));
    }

    private static string Time(double nanoseconds) => Text($"{nanoseconds / 1e3:F1} \u00b5s");

    private static string Kilobytes(double bytes) => Text($"{bytes / 1024:F1} KB");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"The charts are not valid: {problem}.");
        }
    }
}
