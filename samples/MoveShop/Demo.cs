using ClickFunnels;
using ClickFunnels.Emulator;
using ClickFunnels.Migration;
using Simvoly;

namespace MoveShop;

/// <summary>Moves a made-up website of Simvoly into ClickFunnels. Both are emulators in this process.</summary>
internal static class Demo
{
    private const string Site = "example.simvoly.com";

    public static async Task<int> RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        await using var from = await SimvolyEmulator.StartAsync(
            new SimvolyEmulatorOptions
            {
                Domain = Site,
                Products = 20,
                Contacts = 50,
            },
            cancellationToken
        );
        await using var to = await ClickFunnelsEmulator.StartAsync(cancellationToken: cancellationToken);
        await output.WriteLineAsync($"Two emulators run until this program ends: Simvoly at {from.Url}, ClickFunnels at {to.Url}.");
        using var shop = new SimvolyClient(
            new SimvolyClientOptions
            {
                AccessToken = from.AccessToken,
                UserAgent = "ClickFunnels-MoveShop/1.0",
                BaseAddress = from.Url,
            }
        );
        using var workspace = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = to.AccessToken,
                UserAgent = "ClickFunnels-MoveShop/1.0",
                BaseAddress = to.Url,
                WorkspaceId = to.WorkspaceId,
            }
        );
        var folder = Directory.CreateTempSubdirectory("move-shop-").FullName;
        var source = new SimvolySource(shop, Site);

        // The first plan asks what Simvoly does not tell.
        var asked = await new ShopMigration(source, workspace, folder).PlanAsync(cancellationToken: cancellationToken);
        foreach (var question in asked.Questions)
        {
            await output.WriteLineAsync($"{question.Rule}: {question.Text} ({question.Count} records)");
        }

        var rules = MigrationRules.FromYaml(
            """
            currency: USD
            products:
              weight_unit: kg
              types: { service: digital, membership: digital }
            subscriptions: { interval: month, cycles: payments }
            contacts: { unknown_consent: opt_out }
            """
        );
        var migration = new ShopMigration(source, workspace, folder, rules);
        await migration.ApplyAsync(cancellationToken: cancellationToken);
        var report = await migration.ReconcileAsync(cancellationToken: cancellationToken);
        await output.WriteLineAsync(report.ToText());
        await output.WriteLineAsync($"The report for a browser is {Path.Combine(folder, "report.html")}");
        return report.IsClean ? 0 : 1;
    }
}
