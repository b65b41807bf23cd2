using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClickFunnels.Drift.Tests.Commands;

namespace ClickFunnels.Drift.Tests.Damage;

/// <summary>
/// Damages documents and recorded traffic by the thousand, and runs every command with them: each ends with a documented exit code within
/// bounded time. DRIFT_DAMAGE sets the number of damaged documents.
/// </summary>
public sealed class DamagedDocumentTests
{
    private const int UsualCount = 300;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("drift-damage-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    private static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("DRIFT_DAMAGE"), CultureInfo.InvariantCulture, out var count) ? count : UsualCount;

    private static int Seed =>
        int.TryParse(Environment.GetEnvironmentVariable("DRIFT_DAMAGE_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20260315;

    [Test]
    public async Task ADamagedDocumentNeverEndsWithAnInternalError()
    {
        var seeds = SeedDocuments.All;
        var random = new Random(Seed);
        var failures = new List<string>();
        var codes = new SortedDictionary<int, int>();
        for (var number = 0; number < Count && failures.Count < 20; number++)
        {
            var seed = seeds[number % seeds.Count];
            var (text, damage) = Damage.Of(seed, random);
            foreach (var run in Commands(Write("whole.yaml", seed.ToJsonString()), WriteBytes("damaged.yaml", text), number))
            {
                await RunAsync(run, $"{damage} (document {number}, seed {Seed})", failures, codes);
            }
        }

        TestContext.Out.WriteLine($"{Count} documents: {string.Join(", ", codes.Select(code => $"exit {code.Key}: {code.Value}"))}");
        Assert.That(failures, Is.Empty);
        Assert.That(codes.Keys, Is.SupersetOf((int[])[0, 3]), "Some damage is harmless, and some makes a document unreadable.");
    }

    [Test]
    public async Task DamagedTrafficNeverEndsWithAnInternalError()
    {
        var random = new Random(Seed);
        var failures = new List<string>();
        var codes = new SortedDictionary<int, int>();
        var spec = Write("spec.yaml", SeedDocuments.Small.ToJsonString());
        for (var number = 0; number < Count && failures.Count < 20; number++)
        {
            var (text, damage) = Damage.Of(number % 2 == 0 ? SeedDocuments.Har : SeedDocuments.Exchange, random);
            await RunAsync(["responses", spec, WriteBytes("traffic.har", text)], $"{damage} (file {number}, seed {Seed})", failures, codes);
        }

        TestContext.Out.WriteLine($"{Count} files: {string.Join(", ", codes.Select(code => $"exit {code.Key}: {code.Value}"))}");
        Assert.That(failures, Is.Empty);
    }

    private static IEnumerable<string[]> Commands(string whole, string damaged, int number)
    {
        var ledger = Path.Combine(Path.GetDirectoryName(whole)!, "ledger.csv");
        var traffic = Path.Combine(Path.GetDirectoryName(whole)!, "whole.har");
        if (number == 0)
        {
            File.WriteAllText(ledger, "method,path,operationId\nGET,/things,listThings\n");
            File.WriteAllText(traffic, SeedDocuments.Har.ToJsonString());
        }

        yield return ["diff", whole, damaged];
        yield return ["diff", damaged, whole];
        yield return ["diff", damaged, damaged];
        switch (number % 5)
        {
            case 0:
                yield return ["routes", damaged, ledger];
                break;
            case 1:
                yield return ["responses", damaged, traffic];
                break;
            case 2:
                yield return ["import", damaged, "--contract", whole, "--output", damaged + ".out", "--no-generate"];
                break;
            case 3:
                yield return ["import", damaged, "--contract", whole, "--output", damaged + ".out", "--no-generate", "--fresh"];
                break;
            default:
                yield return ["import", damaged, "--base", whole, "--contract", damaged, "--dry-run"];
                break;
        }

        if (number % 50 == 0)
        {
            yield return ["surface", damaged, damaged];
            yield return ["diff", whole, whole, "--waivers", damaged];
        }
    }

    private static async Task RunAsync(string[] arguments, string damage, List<string> failures, SortedDictionary<int, int> codes)
    {
        var watch = Stopwatch.StartNew();
        var run = await DriftProgram.RunAsync([.. arguments, "--debug"]);
        codes[run.ExitCode] = codes.GetValueOrDefault(run.ExitCode) + 1;
        var command = $"{arguments[0]} {string.Join(' ', arguments.Skip(1).Select(Path.GetFileName))}";
        if (run.ExitCode is not (0 or 1 or 3))
        {
            failures.Add($"{command}: exit {run.ExitCode} after {damage}: {run.Error}");
        }
        else if (run.ExitCode == 3 && run.Error.Trim().Length < 10)
        {
            failures.Add($"{command}: no message after {damage}");
        }
        else if (watch.Elapsed > Limit)
        {
            failures.Add($"{command}: {watch.Elapsed} after {damage}");
        }
    }

    private string Write(string name, string text) => WriteBytes(name, Encoding.UTF8.GetBytes(text));

    private string WriteBytes(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
