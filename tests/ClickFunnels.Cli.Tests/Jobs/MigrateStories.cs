using ClickFunnels.Emulator;

namespace ClickFunnels.Cli.Tests.Jobs;

/// <summary>The command <c>migrate</c>, between emulators.</summary>
public sealed class MigrateStories
{
    private const string Rules = """
        currency: USD
        products:
          weight_unit: kg
          types: { service: digital, membership: digital }
        subscriptions: { interval: month, cycles: payments }
        contacts: { unknown_consent: opt_out }
        """;

    [Test]
    public async Task A_website_of_Simvoly_is_moved_compared_and_taken_back()
    {
        await using var from = await SimvolyEmulator.StartAsync(
            new SimvolyEmulatorOptions
            {
                Domain = "example.simvoly.com",
                Products = 4,
                Contacts = 6,
            }
        );
        await using var to = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(to);
        cli.Variables.Remove("CLICKFUNNELS_WORKSPACE", out var workspace);
        cli.Variables["SIMVOLY_API_KEY"] = from.AccessToken;
        cli.Variables["SIMVOLY_BASE_URL"] = from.Url.AbsoluteUri;
        var folder = Path.Combine(cli.Folder, "move");
        var rules = Path.Combine(cli.Folder, "rules.yaml");
        await File.WriteAllTextAsync(rules, Rules);
        var options = $"--from simvoly --site example.simvoly.com --folder '{folder}' --rules '{rules}' -w {workspace}";

        var asked = await cli.RunAsync($"migrate plan --from simvoly --site example.simvoly.com --folder '{folder}' -w {workspace}");
        var open = await cli.RunAsync($"migrate apply --from simvoly --site example.simvoly.com --folder '{folder}' -w {workspace} --yes");
        (await cli.RunAsync($"migrate apply {options}")).Fails(4, "--yes");
        var dry = (await cli.RunAsync($"migrate apply {options} --dry-run")).Succeeds();
        var before = to.Requests.Count(request => request.Method != "GET");
        (await cli.RunAsync($"migrate apply {options} --yes")).Succeeds();
        var compared = (await cli.RunAsync($"migrate reconcile {options} -o table")).Succeeds();
        var products = (await cli.RunAsync($"products list --all -w {workspace}")).Succeeds().Json.AsArray().Count;
        var undone = (await cli.RunAsync($"migrate undo {options} --yes")).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(asked.ExitCode, Is.EqualTo(1));
            Assert.That(asked.Json["questions"]!.AsArray(), Is.Not.Empty);
            open.Fails(1, "questions are open, and nothing was created");
            Assert.That((string)dry.Json["stage"]!, Is.EqualTo("planned"));
            Assert.That(before, Is.Zero);
            Assert.That(products, Is.EqualTo(4));
            Assert.That(compared.Output, Does.Contain("Comparison after a migration"));
            Assert.That((string)undone.Json["stage"]!, Is.EqualTo("undone"));
            Assert.That((await cli.RunAsync($"contacts list --all -w {workspace}")).Succeeds().Json.AsArray(), Is.Empty);
            Assert.That(File.Exists(Path.Combine(folder, "report.html")), Is.True);
        }
    }

    [Test]
    public async Task A_migration_of_files_that_was_stopped_is_continued_without_a_second_record()
    {
        await using var to = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(to);
        var shop = Directory.CreateDirectory(Path.Combine(cli.Folder, "shop")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(shop, "products.csv"),
            "key,title,sku,amount,currency,type\n"
                + string.Concat(Enumerable.Range(1, 8).Select(number => $"p{number},Product {number},S{number},{number}.50,USD,digital\n"))
        );
        var options = $"--from '{shop}' --folder '{Path.Combine(cli.Folder, "move")}' --parallel 1 --yes";

        var stopped = await StoppedRun.AtAsync(cli, to, "createProductsPrices", 3, $"migrate apply {options}");
        (await cli.RunAsync($"migrate apply {options}")).Succeeds();

        var names = (await cli.RunAsync("products list --all"))
            .Succeeds()
            .Json.AsArray()
            .Select(product => (string)product!["name"]!)
            .ToList();
        using (Assert.EnterMultipleScope())
        {
            stopped.Fails(130, "Migration was stopped. Run the same command again to continue.");
            Assert.That(names, Has.Count.EqualTo(8));
            Assert.That(names, Is.Unique);
        }
    }

    [TestCase("--from nowhere --folder move", 3, "The folder does not exist")]
    [TestCase("--from shop --folder move --site a.example", 2, "--site has no meaning")]
    [TestCase("--from simvoly --folder move", 5, "SIMVOLY_SITE")]
    [TestCase("--from elasticfunnels --folder move", 5, "ELASTICFUNNELS_BRAND")]
    [TestCase("--from shop --folder move --rules nowhere.yaml", 3, "The rules nowhere.yaml cannot be read")]
    [TestCase("--from shop --folder move --parallel 0", 2, "--parallel must be from 1 to 256")]
    [TestCase("--folder move", 2, "--from")]
    public async Task Wrong_arguments_are_refused(string options, int exitCode, string message)
    {
        using var cli = new Cli();
        cli.Variables["CLICKFUNNELS_API_KEY"] = "secret";
        cli.Variables["CLICKFUNNELS_WORKSPACE"] = "1";
        cli.Variables["SIMVOLY_API_KEY"] = "secret";
        cli.Variables["ELASTICFUNNELS_API_KEY"] = "secret";
        cli.Variables["ELASTICFUNNELS_ACCESS_KEY"] = "secret";
        (await cli.RunAsync($"migrate plan {options}")).Fails(exitCode, message);
    }
}
