using System.Diagnostics;
using System.Globalization;
using ClickFunnels.Benchmarks.Moving;
using ClickFunnels.Migration;

// Moves a made-up shop into the emulator, with a delay for each request, and compares it with a loop that sends one request after the
// other. The loop is measured with a part of the shop.
var products = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000;
var contacts = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10_000;
var latency = TimeSpan.FromMilliseconds(50);

await using var emulator = await EmulatorProcess.StartAsync();
using var client = emulator.Connect(latency, out var requests);
var folder = Directory.CreateTempSubdirectory("migration-benchmark-");
try
{
    var rules = new MigrationRules { Contacts = new ContactRules { UnknownConsent = UnknownConsentRule.Subscribed } };
    var migration = new ShopMigration(new MadeUpShop(products, contacts), client, folder.FullName, rules);
    Console.WriteLine($"{products} products with 3 variants each, {contacts} contacts, {latency.TotalMilliseconds:0} ms for each request:");
    Console.WriteLine();
    Console.WriteLine("| Step | Seconds | Requests | Requests per second |");
    Console.WriteLine("|---|--:|--:|--:|");
    await MeasureAsync("plan", () => migration.PlanAsync());
    var moved = await MeasureAsync("apply", () => migration.ApplyAsync());
    await MeasureAsync("compare", () => migration.ReconcileAsync());
    var report = await migration.ReconcileAsync();
    if (report.Differences.Count > 0 || report.Rejected.Count > 0)
    {
        Console.Error.WriteLine(report.ToText());
        return 1;
    }

    const int Part = 100;
    var before = requests.Count;
    var watch = Stopwatch.StartNew();
    await NaiveLoop.RunAsync(client, Part / 10, Part);
    var perRequest = watch.Elapsed.TotalSeconds / (requests.Count - before);
    var all = (products * NaiveLoop.RequestsPerProduct) + contacts;
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"| naive loop, from {requests.Count - before} requests | {all * perRequest:0} | {all} | {1 / perRequest:0} |"
        )
    );
    Console.WriteLine();
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"The migration takes {moved / (all * perRequest):0.000} of the time of the loop. "
                + $"Peak working set: {Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024} MB."
        )
    );
    return 0;
}
finally
{
    folder.Delete(recursive: true);
}

async Task<double> MeasureAsync(string step, Func<Task<MigrationReport>> run)
{
    var before = requests.Count;
    var watch = Stopwatch.StartNew();
    await run();
    var (seconds, count) = (watch.Elapsed.TotalSeconds, requests.Count - before);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {step} | {seconds:0.0} | {count} | {count / seconds:0} |"));
    return seconds;
}
