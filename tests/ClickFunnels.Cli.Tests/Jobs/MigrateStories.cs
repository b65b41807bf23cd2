using System.Text.Json.Nodes;
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

    [Test]
    public async Task A_shop_whose_account_is_a_profile_is_moved_and_no_output_shows_a_secret()
    {
        await using var from = await SimvolyEmulator.StartAsync(
            new SimvolyEmulatorOptions
            {
                Domain = "example.simvoly.com",
                Products = 2,
                Contacts = 3,
            }
        );
        await using var other = await SimvolyEmulator.StartAsync();
        await using var to = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        var rules = Path.Combine(cli.Folder, "rules.yaml");
        await File.WriteAllTextAsync(rules, Rules);
        var folder = Path.Combine(cli.Folder, "move");
        var options = $"--from simvoly --from-profile shop --profile acme --folder '{folder}' --rules '{rules}' --verbose";
        cli.Input = from.AccessToken;
        var login = $"login --platform simvoly --profile shop --site example.simvoly.com --token-stdin --base-url {from.Url}";
        var runs = new List<CliResult> { (await cli.RunAsync(login)).Succeeds() };
        cli.Input = to.AccessToken;
        runs.Add((await cli.RunAsync($"login --profile acme --token-stdin --base-url {to.Url}")).Succeeds());
        cli.Input = "";
        cli.Variables["SIMVOLY_API_KEY"] = other.AccessToken;
        cli.Variables["SIMVOLY_BASE_URL"] = other.Url.AbsoluteUri;

        foreach (var step in (string[])["plan", "apply --yes", "reconcile"])
        {
            runs.Add((await cli.RunAsync($"migrate {step} {options}")).Succeeds());
        }

        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(File.ReadAllText);
        var texts = runs.SelectMany(static run => (string[])[run.Output, run.Error]).Concat(files).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await cli.RunAsync("contacts list --all --profile acme")).Succeeds().Json.AsArray(), Has.Count.EqualTo(3));
            Assert.That((string)runs[^1].Json["source"]!, Is.EqualTo("simvoly:example.simvoly.com"), "the site of the profile");
            Assert.That(other.Requests, Is.Empty, "--from-profile has priority over the variables");
            Assert.That(texts, Has.None.Contains(from.AccessToken).And.None.Contains(to.AccessToken));
        }
    }

    [Test]
    public async Task A_profile_that_is_not_of_the_shop_is_refused_before_anything_is_sent()
    {
        await using var to = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli { Input = to.AccessToken };
        (await cli.RunAsync($"login --profile acme --token-stdin --base-url {to.Url}")).Succeeds();
        var sent = to.Requests.Count;
        var folder = Path.Combine(cli.Folder, "move");

        (await cli.RunAsync($"migrate plan --from simvoly --from-profile nobody --folder '{folder}'")).Fails(
            5,
            "There is no profile nobody. The profiles are acme."
        );
        (await cli.RunAsync($"migrate plan --from simvoly --from-profile acme --folder '{folder}'")).Fails(
            5,
            "Profile acme is an account of ClickFunnels, and the command needs one of Simvoly: name another profile."
        );

        Assert.That(to.Requests, Has.Count.EqualTo(sent));
        Assert.That(Directory.Exists(folder), Is.False);
    }

    [Test]
    public async Task A_brand_of_ElasticFunnels_is_moved_compared_and_taken_back()
    {
        await using var from = await ElasticFunnelsEmulator.StartAsync(new ElasticFunnelsEmulatorOptions { Products = 2, Customers = 5 });
        await using var to = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(to);
        cli.Variables["ELASTICFUNNELS_ACCESS_KEY"] = from.AccessKey;
        cli.Variables["ELASTICFUNNELS_BASE_URL"] = from.Url.AbsoluteUri;
        cli.Variables["ELASTICFUNNELS_BRAND"] = $"{from.BrandId}";
        var rules = Path.Combine(cli.Folder, "rules.yaml");
        await File.WriteAllTextAsync(
            rules,
            """
            products:
              types: { service: digital }
            subscriptions: { first_charge_free: free_trial }
            contacts: { unknown_consent: opt_out }
            """
        );
        var options = $"--from elasticfunnels --folder '{Path.Combine(cli.Folder, "move")}' --rules '{rules}'";
        var category = await CreateAsync("products categories create --set name=Vitamins");
        var product = await CreateAsync(
            "products create --set code=vitamin-c --set 'title=Vitamin C' --set price=19.99 --set type=physical "
                + $"--set classification=upsell --set product_category_id={category}"
        );
        await CreateAsync($"coupons create --set code=TEN --set type=percent --set value=10 --set product_ids[]={product}");

        var planned = (await cli.RunAsync($"migrate plan {options}")).Succeeds().Json;
        var changes = to.Requests.Count(request => request.Method != "GET");
        (await cli.RunAsync($"migrate apply {options} --yes")).Succeeds();
        var compared = (await cli.RunAsync($"migrate reconcile {options}")).Succeeds().Json;
        var moved = (await ListAsync("products")).Single(product => (string)product!["name"]! == "Vitamin C")!;
        var collection = (await ListAsync("products collections")).Single(one => (string)one!["name"]! == "Vitamins")!;
        var discount = (await ListAsync("discounts")).Single()!;
        var contacts = await ListAsync("contacts");
        (await cli.RunAsync($"migrate undo {options} --yes")).Succeeds();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((string)planned["source"]!, Is.EqualTo($"elasticfunnels:{from.BrandId}"));
            Assert.That(changes, Is.Zero);
            Assert.That(compared["differences"]!.AsArray(), Is.Empty);
            Assert.That(contacts, Has.Count.EqualTo(5));
            Assert.That(collection["product_ids"]!.AsArray().Select(id => (long)id!), Is.EqualTo([(long)moved["id"]!]));
            Assert.That((string)discount["code"]!, Is.EqualTo("TEN"));
            Assert.That(await ListAsync("contacts"), Is.Empty);
            Assert.That(await ListAsync("discounts"), Is.Empty);
            Assert.That((await ListAsync("products")).Select(product => (bool)product!["archived"]!), Is.All.True);
            Assert.That((await ListAsync("products collections")).SelectMany(one => one!["product_ids"]!.AsArray()), Is.Empty);
        }

        async Task<long> CreateAsync(string line) => (long)(await cli.RunAsync($"elasticfunnels {line}")).Succeeds().Json["id"]!;
        async Task<JsonArray> ListAsync(string records) => (await cli.RunAsync($"{records} list --all")).Succeeds().Json.AsArray();
    }

    [Test]
    public async Task An_undo_that_was_stopped_is_continued_and_nothing_is_deleted_twice()
    {
        await using var to = await ClickFunnelsEmulator.StartAsync();
        using var cli = new Cli();
        cli.Use(to);
        var shop = Directory.CreateDirectory(Path.Combine(cli.Folder, "shop")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(shop, "products.csv"),
            "key,title,amount,currency,type\np1,Guide,9.00,USD,digital\np2,Course,29.00,USD,digital\n"
        );
        await File.WriteAllTextAsync(
            Path.Combine(shop, "contacts.csv"),
            "key,email,subscribed,tags\n"
                + string.Concat(Enumerable.Range(1, 5).Select(number => $"c{number},c{number}@a.example,true,vip\n"))
        );
        await File.WriteAllTextAsync(Path.Combine(shop, "coupons.csv"), "key,code,type,value\nd1,TEN,percent,10\n");
        var options = $"--from '{shop}' --folder '{Path.Combine(cli.Folder, "move")}' --parallel 1 --yes";
        var tags = await CountAsync("contacts tags");
        (await cli.RunAsync($"migrate apply {options}")).Succeeds();

        var stopped = await StoppedRun.AtAsync(cli, to, "removeContacts", 2, $"migrate undo {options}");
        var left = await CountAsync("contacts");
        var undone = (await cli.RunAsync($"migrate undo {options}")).Succeeds();

        var answered = to.Requests.Where(request => request is { Method: "DELETE", Status: not null }).ToList();
        using (Assert.EnterMultipleScope())
        {
            stopped.Fails(130, "Migration was stopped. Run the same command again to continue.");
            Assert.That(left, Is.EqualTo(3));
            Assert.That((string)undone.Json["stage"]!, Is.EqualTo("undone"));
            Assert.That(await CountAsync("contacts"), Is.Zero);
            Assert.That(await CountAsync("contacts tags"), Is.EqualTo(tags));
            Assert.That(await CountAsync("discounts"), Is.Zero);
            Assert.That(answered, Has.Count.EqualTo(5 + 1 + 1), "contacts, the tag and the discount");
            Assert.That(answered.Select(request => request.Path), Is.Unique);
            Assert.That(answered.Select(request => request.Status), Is.All.InRange(200, 299));
            Assert.That(to.Requests.Count(request => request.OperationId == "archiveProducts"), Is.EqualTo(2));
        }

        async Task<int> CountAsync(string records) => (await cli.RunAsync($"{records} list --all")).Succeeds().Json.AsArray().Count;
    }

    [TestCase("--from nowhere --folder move", 3, "The folder does not exist")]
    [TestCase("--from shop --folder move --site a.example", 2, "--site has no meaning")]
    [TestCase("--from shop --folder move --from-profile a", 2, "--from-profile has no meaning")]
    [TestCase("--from simvoly --folder move", 5, "SIMVOLY_SITE")]
    [TestCase("--from simvoly --folder move --from-profile a", 5, "clickfunnels login --platform simvoly --profile a")]
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
