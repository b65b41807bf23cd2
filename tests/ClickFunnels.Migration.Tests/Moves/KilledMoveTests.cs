using System.Diagnostics;
using System.Globalization;
using ClickFunnels.Migration.Files;

namespace ClickFunnels.Migration.Tests.Moves;

/// <summary>Kills the process of a migration again and again, as the system does when it ends a program.</summary>
public sealed class KilledMoveTests
{
    private const int MostRuns = 40;

    [Test]
    public async Task A_killed_process_loses_and_doubles_nothing()
    {
        var shop = RandomShop.Create(7, products: 20, contacts: 150);
        await using var move = await Move.StartAsync(shop);
        using var files = new TemporaryFolder();
        await ShopFiles.WriteAsync(files.Path, shop.ReadCategoriesAsync());
        await ShopFiles.WriteAsync(files.Path, shop.ReadProductsAsync());
        await ShopFiles.WriteAsync(files.Path, shop.ReadContactsAsync());
        await ShopFiles.WriteAsync(files.Path, shop.ReadCouponsAsync());
        var rules = files.File("rules.yaml");
        await File.WriteAllTextAsync(
            rules,
            "subscriptions: { cycles: payments, first_charge_free: free_trial }\ncontacts: { unknown_consent: subscribed }\n"
        );

        var kills = 0;
        int? code = null;
        for (var run = 0; run < MostRuns && code is null; run++)
        {
            // The process is killed when the emulator has handled so many more requests.
            code = await RunAsync(move, "apply", files.Path, rules, killAfter: 15 * (run + 1));
            kills += code is null ? 1 : 0;
        }

        Assert.That(code, Is.Zero);
        Assert.That(kills, Is.GreaterThan(3), "The process was killed while it worked.");
        Assert.That(await RunAsync(move, "compare", files.Path, rules, killAfter: null), Is.Zero);
        var totals = await move.CountAsync();
        var addresses = shop.Contacts.Select(contact => contact.Email!.ToUpperInvariant()).Distinct().Count();
        Assert.That((totals.Products, totals.Contacts, totals.Discounts), Is.EqualTo((20, addresses, shop.Coupons.Count)));

        Assert.That(await RunAsync(move, "undo", files.Path, rules, killAfter: null), Is.Zero);
        Assert.That(await move.CountAsync(), Is.EqualTo(new RecordTotals()));
    }

    // Returns the exit code; null if the process was killed.
    private static async Task<int?> RunAsync(Move move, string step, string files, string rules, int? killAfter)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "MoveShop.dll"),
                step,
                "--files",
                files,
                "--work",
                move.Folder,
                "--rules",
                rules,
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CLICKFUNNELS_API_KEY"] = move.Server.AccessToken;
        start.Environment["CLICKFUNNELS_WORKSPACE_ID"] = move.Server.WorkspaceId.ToString(CultureInfo.InvariantCulture);
        start.Environment["CLICKFUNNELS_URL"] = move.Server.Url.ToString();
        var before = Handled(move);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (killAfter is { } count && !process.HasExited)
        {
            if (Handled(move) - before >= count)
            {
                process.Kill();
                await process.WaitForExitAsync(limit.Token);
                await Task.WhenAll(output, error);
                return null;
            }

            await Task.Delay(2, limit.Token);
        }

        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
        {
            TestContext.Out.WriteLine(await error);
            TestContext.Out.WriteLine(await output);
        }

        return process.ExitCode;
    }

    private static long Handled(Move move) => move.Server.Requests is [.., var last] ? last.Number : 0;
}
