using ClickFunnels.Migration;
using Simvoly;

namespace ClickFunnels.Stories.Snippets;

/// <summary>The examples of docs/migration.md. They are compiled; tests/ClickFunnels.Migration.Tests runs the same steps.</summary>
public static class MigrationSnippets
{
    public static async Task Steps()
    {
        using var website = new SimvolyClient(
            new SimvolyClientOptions
            {
                AccessToken = "the API key of the website",
                UserAgent = "AcmeShop/1.0",
                Site = "example.simvoly.com",
            }
        );
        using var workspace = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = "the access token of the team",
                UserAgent = "AcmeShop/1.0",
                WorkspaceId = 42,
            }
        );

        var source = new SimvolySource(website, "example.simvoly.com");
        var migration = new ShopMigration(source, workspace, "move-acme", MigrationRules.FromYaml("currency: USD"));

        var plan = await migration.PlanAsync();
        Console.WriteLine(plan.ToText());
        if (plan.IsClean)
        {
            await migration.ApplyAsync();
            Console.WriteLine((await migration.ReconcileAsync()).ToText());
        }
    }
}
