using ClickFunnels;
using ClickFunnels.Migration;

namespace MoveShop;

/// <summary>Runs one step of a migration from files into a workspace, which environment variables name.</summary>
internal static class Step
{
    public static IReadOnlyList<(string Name, string Description)> All { get; } =
    [
        ("plan", "Says what would be created, and changes nothing."),
        ("apply", "Creates the records, or continues."),
        ("compare", "Compares ClickFunnels with the plan."),
        ("undo", "Removes what the migration created."),
    ];

    public static async Task<int> RunAsync(
        string step,
        string files,
        string work,
        string? rulesFile,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        using var client = Connect();
        if (client is null)
        {
            await Console.Error.WriteLineAsync(
                "Set the environment variables CLICKFUNNELS_API_KEY, CLICKFUNNELS_SUBDOMAIN and CLICKFUNNELS_WORKSPACE_ID; for an emulator "
                    + "also CLICKFUNNELS_URL."
            );
            return 2;
        }

        var rules = rulesFile is null
            ? new MigrationRules()
            : MigrationRules.FromYaml(await File.ReadAllTextAsync(rulesFile, cancellationToken), rulesFile);
        var migration = new ShopMigration(new FileSource(files), client, work, rules);
        var report = step switch
        {
            "plan" => await migration.PlanAsync(cancellationToken: cancellationToken),
            "apply" => await migration.ApplyAsync(cancellationToken: cancellationToken),
            "compare" => await migration.ReconcileAsync(cancellationToken: cancellationToken),
            _ => await migration.UndoAsync(cancellationToken: cancellationToken),
        };
        await output.WriteLineAsync(report.ToText());
        return report.IsClean ? 0 : 1;
    }

    private static ClickFunnelsClient? Connect()
    {
        var token = Environment.GetEnvironmentVariable("CLICKFUNNELS_API_KEY");
        var workspace = Environment.GetEnvironmentVariable("CLICKFUNNELS_WORKSPACE_ID");
        if (string.IsNullOrWhiteSpace(token) || string.IsNullOrWhiteSpace(workspace))
        {
            return null;
        }

        return new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = token,
                UserAgent = "ClickFunnels-MoveShop/1.0",
                WorkspaceId = workspace,
                Subdomain = Environment.GetEnvironmentVariable("CLICKFUNNELS_SUBDOMAIN"),
                BaseAddress = Environment.GetEnvironmentVariable("CLICKFUNNELS_URL") is { Length: > 0 } url ? new Uri(url) : null,
            }
        );
    }
}
